"""A pretend network and a small country that lives."""

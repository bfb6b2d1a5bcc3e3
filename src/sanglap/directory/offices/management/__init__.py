"""Commands of the offices."""

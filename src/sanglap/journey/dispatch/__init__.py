"""Which office, by which rule, and why."""

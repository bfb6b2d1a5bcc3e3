"""Which office types answer a topic: looked at, tried on last month's posts, changed with a reason, taken back."""

"""Counters for every office, topic and day, from what cases truly are."""

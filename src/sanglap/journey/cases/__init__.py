"""The case, its states, its history."""

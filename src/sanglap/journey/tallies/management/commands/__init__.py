"""Commands of the tallies."""

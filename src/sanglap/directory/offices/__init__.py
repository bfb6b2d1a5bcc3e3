"""Offices in two trees, and who is posted there."""

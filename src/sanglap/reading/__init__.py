"""What does this text say? Pure functions."""

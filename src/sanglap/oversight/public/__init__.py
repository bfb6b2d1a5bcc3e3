"""The citizen's side."""

"""The citizen's form on our own site."""

"""The citizen's form as a channel."""

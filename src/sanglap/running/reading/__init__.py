"""The commands that read posts, teach the reader and measure it."""

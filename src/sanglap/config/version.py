"""The version of this code; CHANGELOG.md and pyproject.toml say the same, and a test holds them together."""

VERSION = "0.1.0"

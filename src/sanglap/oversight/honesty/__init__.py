"""Closing honestly: closures that look made up are shown to a person, and other offices ask citizens."""

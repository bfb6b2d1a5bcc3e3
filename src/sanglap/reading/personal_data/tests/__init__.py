"""Stories about personal data."""

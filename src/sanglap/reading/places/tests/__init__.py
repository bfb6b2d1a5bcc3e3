"""Stories about places."""

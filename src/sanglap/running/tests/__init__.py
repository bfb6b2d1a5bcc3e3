"""Stories about starting, watching, stopping, saving and restoring."""

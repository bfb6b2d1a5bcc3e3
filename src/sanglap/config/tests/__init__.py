"""Stories about the ways in: health, figures, checks and logs."""

"""What citizens are told."""

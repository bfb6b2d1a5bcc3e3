"""What every level of government sees, live."""

"""What those above and outside may see."""

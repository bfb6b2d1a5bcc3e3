"""What readers see and can rely on."""

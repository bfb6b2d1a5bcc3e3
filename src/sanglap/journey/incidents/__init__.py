"""What officers do, and the clocks that run meanwhile."""

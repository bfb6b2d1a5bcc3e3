"""Areas of the country, their names and boundaries."""

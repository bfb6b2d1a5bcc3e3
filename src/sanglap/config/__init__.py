"""Settings, addresses and the ways in: the only reader of the environment."""

"""One folder for each outside network; none of them knows another."""

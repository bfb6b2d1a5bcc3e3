"""Many posts about one and the same incident."""

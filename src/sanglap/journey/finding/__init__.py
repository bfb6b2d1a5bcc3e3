"""Cases found by words in any writing, by number and by telephone."""

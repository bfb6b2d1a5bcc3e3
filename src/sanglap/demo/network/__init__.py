"""What the pretend network does when people and pages write: it remembers, and it tells the page's app."""

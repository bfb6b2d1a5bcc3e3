"""Who may know a citizen's name, and what happens to whoever presses them."""

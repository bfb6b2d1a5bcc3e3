"""What kind of post it is and what it is about: a linear model over hashed pieces of words."""

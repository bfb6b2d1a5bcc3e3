"""How well posts are read, by what officers put right."""

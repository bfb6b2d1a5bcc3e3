"""The tables of the citizen's pages."""

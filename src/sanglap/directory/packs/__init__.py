"""Country packs: a country as data."""

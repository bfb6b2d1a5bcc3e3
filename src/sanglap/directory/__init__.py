"""Who and where: places, people, offices, and what is promised."""

"""Sanglap: public offices answer citizens where citizens already talk."""

"""How well the rules find what is made up: drawn disposals, and the figures over many seeds. Plain Python."""

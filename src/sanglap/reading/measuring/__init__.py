"""How well posts are read: measures with their uncertainty, and the page that shows them."""

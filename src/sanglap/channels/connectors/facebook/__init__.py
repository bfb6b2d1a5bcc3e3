"""Facebook pages and Messenger."""

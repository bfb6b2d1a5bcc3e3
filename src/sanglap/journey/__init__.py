"""A post arrives, becomes a case, is dispatched, handled, answered and counted."""

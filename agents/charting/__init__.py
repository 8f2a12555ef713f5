"""Which charts show a strategy, and what is drawn in them."""

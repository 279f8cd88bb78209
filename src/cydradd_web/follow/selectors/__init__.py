"""What pages read of where money went. No rows of its own: the other stages' selectors give them."""

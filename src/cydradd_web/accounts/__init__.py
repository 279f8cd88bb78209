"""People: how they sign in, in which rounds they hold a place, and what they may do there."""

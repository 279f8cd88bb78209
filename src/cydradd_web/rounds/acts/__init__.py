"""Pages on which people act on a round as a whole."""

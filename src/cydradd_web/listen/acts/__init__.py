"""Pages on which people act at the listen stage."""

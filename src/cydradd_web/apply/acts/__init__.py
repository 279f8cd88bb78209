"""Pages on which people act at the apply stage."""

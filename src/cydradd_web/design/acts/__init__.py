"""Pages on which people act at the design stage."""

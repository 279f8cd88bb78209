"""Forms of the design stage."""

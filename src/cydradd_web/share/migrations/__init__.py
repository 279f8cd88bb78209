"""How the tables came to be, one change per file."""

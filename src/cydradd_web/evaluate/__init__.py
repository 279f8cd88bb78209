"""The evaluate stage of the site."""

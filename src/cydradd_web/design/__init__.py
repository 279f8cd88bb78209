"""The design stage of the site."""

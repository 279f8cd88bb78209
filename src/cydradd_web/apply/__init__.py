"""The apply stage of the site."""

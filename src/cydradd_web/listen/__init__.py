"""The listen stage of the site."""

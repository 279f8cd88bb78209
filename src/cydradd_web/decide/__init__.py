"""The decide stage of the site."""

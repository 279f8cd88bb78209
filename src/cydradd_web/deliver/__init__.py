"""The deliver stage of the site."""

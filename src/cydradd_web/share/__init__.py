"""The share part of the site: proposals, and the search over everything that is public."""

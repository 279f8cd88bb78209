"""Commands of the share part."""

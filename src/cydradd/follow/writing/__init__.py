"""Grants written as files of 360Giving: JSON, comma-separated text and workbooks, each read back before it is given."""

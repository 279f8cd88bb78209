"""The site: one Django app per stage, named as in the library."""

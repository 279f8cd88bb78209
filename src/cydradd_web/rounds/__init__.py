"""Rounds as the site shows them: read from round folders when the site starts."""

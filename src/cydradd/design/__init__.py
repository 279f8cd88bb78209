"""Needs, assets, pots, lots, criteria and what was asked of applicants."""

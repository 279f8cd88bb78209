"""Outcomes and what came of the money."""

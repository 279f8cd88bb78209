"""Ballots and fair allocation of a shared budget."""

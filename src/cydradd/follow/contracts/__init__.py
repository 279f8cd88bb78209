"""Contracts data (OCDS) from its bytes to its money: read, brought up to date, merged, added up."""

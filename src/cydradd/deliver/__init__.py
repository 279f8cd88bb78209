"""Agreements, payments, check-ins and endings."""

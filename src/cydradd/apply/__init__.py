"""Organisations, applications, consortia and feedback."""

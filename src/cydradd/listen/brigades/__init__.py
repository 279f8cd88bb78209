"""Signs that people answer to order, each by itself (listen.md 3.7)."""

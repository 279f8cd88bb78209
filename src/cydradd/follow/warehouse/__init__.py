"""The warehouse of open data: one DuckDB file in which every row keeps the place it was read from (follow.md 4)."""

"""The files of a Polis export: read within bounds, row by row, and written (listen.md section 7)."""

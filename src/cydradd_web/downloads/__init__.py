"""Every list as CSV, XLSX and JSON at an address that stays, and each round's whole folder."""

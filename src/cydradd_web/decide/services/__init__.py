"""Acts of the decide stage, and keeping its rows as a folder holds them."""

from cydradd_web.decide.services.keeping import TABLES, keep_election, keep_table

__all__ = ["TABLES", "keep_election", "keep_table"]

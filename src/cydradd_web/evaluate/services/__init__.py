"""Acts of the evaluate stage, and keeping its rows as a folder holds them."""

from cydradd_web.evaluate.services.keeping import TABLES, keep_table

__all__ = ["TABLES", "keep_table"]

"""Acts of the apply stage, and keeping its rows as a folder holds them."""

from cydradd_web.apply.services.keeping import TABLES, keep_table

__all__ = ["TABLES", "keep_table"]

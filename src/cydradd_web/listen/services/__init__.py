"""Acts of the listen stage, and keeping its rows as a folder holds them."""

from cydradd_web.listen.services.keeping import keep_export

__all__ = ["keep_export"]

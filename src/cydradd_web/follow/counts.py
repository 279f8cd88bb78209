"""How many things there are, as pages of the open data write it."""

from __future__ import annotations


class Count(int):
    """A number of things, written with its thousands apart: ``1,234``; the same in both languages."""

    def __str__(self) -> str:
        return f"{int(self):,}"

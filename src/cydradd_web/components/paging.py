"""Long lists in pages: any number that is asked for leads to a page that is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list.

    Attributes:
        number: Which page, from 1. ``pages``: how many there are.
        query: The other filters of the address, to be kept in links.
    """

    number: int
    pages: int
    size: int
    query: str

    @property
    def start(self) -> int:
        """How many things stand before this page."""
        return (self.number - 1) * self.size

    @property
    def before(self) -> int | None:
        """The page before; ``None``: this is the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page after; ``None``: this is the last."""
        return self.number + 1 if self.number < self.pages else None


def paging(asked: QueryDict, of: int, size: int) -> Paging:
    """The page that an address asks for: ``?page=3``. What is no number, or too large, is brought to the nearest."""
    pages = max(1, -(-of // size))
    text = asked.get("page", "1")
    number = int(text[:9]) if text.isascii() and text.isdigit() else 1
    kept = asked.copy()
    kept.pop("page", None)
    return Paging(min(max(number, 1), pages), pages, size, kept.urlencode())

"""Long lists in pages: ``page`` and ``size``, within limits that are said."""

from __future__ import annotations

from typing import TypedDict

from django.http import HttpRequest
from ninja import Field, Schema

from cydradd_web.api.refusals import only

MOST_PAGES = 1_000_000
MOST_ITEMS = 100
ITEMS = 50


class Asked(Schema):
    """Which page is asked for."""

    page: int = Field(1, ge=1, le=MOST_PAGES, description="Which page, from 1.")
    size: int = Field(ITEMS, ge=1, le=MOST_ITEMS, description="Items on a page.")

    @property
    def start(self) -> int:
        """How many items stand before this page."""
        return (self.page - 1) * self.size


class Numbers(TypedDict):
    """The fields of `schemas.Listed`."""

    page: int
    size: int
    pages: int
    of: int
    next: str | None
    previous: str | None


def numbers(request: HttpRequest, asked: Asked, of: int) -> Numbers:
    """Where a page stands among the others, with the addresses of its neighbours."""
    only(request, "page", "size")
    pages = max(1, -(-of // asked.size))

    def address(page: int) -> str:
        return request.build_absolute_uri(f"{request.path}?page={page}&size={asked.size}")

    return Numbers(
        page=asked.page,
        size=asked.size,
        pages=pages,
        of=of,
        next=address(asked.page + 1) if asked.page < pages else None,
        previous=address(min(asked.page - 1, pages)) if asked.page > 1 else None,
    )

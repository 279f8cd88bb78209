"""Every page that the site has, read from its own table of addresses: a page that is added is in the map at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from cydradd_web.accounts.permissions import is_for_reading

NO_PAGES = (".atom", ".ics")
"""Ends of addresses that lead to no page."""


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _patterns(found)
        else:
            yield found


def _in_both_languages() -> Iterator[URLPattern]:
    """Pages, which have an address in each language; files have one for both."""
    for found in get_resolver().url_patterns:
        if isinstance(found, URLResolver) and isinstance(found.pattern, LocalePrefixPattern):
            yield from _patterns(found)


def _named(*arguments: str) -> tuple[str, ...]:
    found = [
        each.name
        for each in _in_both_languages()
        if each.name
        and is_for_reading(each.name)
        and tuple(each.pattern.converters) == arguments
        and not str(each.pattern).endswith(NO_PAGES)
    ]
    return tuple(dict.fromkeys(found))


@cache
def plain_pages() -> tuple[str, ...]:
    """The names of pages whose address needs nothing."""
    return _named()


@cache
def round_pages() -> tuple[str, ...]:
    """The names of pages whose address needs a round alone."""
    return tuple(name for name in _named("slug") if name.startswith(("round", "record")))

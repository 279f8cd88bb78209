"""Whether permissions.csv says something of every address, and of no address that there is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from cydradd_web.accounts.permissions import OBJECTS, ROLES, Cell, methods, stated, table

METHODS = ("GET", "POST")
"""Every address answers or refuses these; what else the file names for it is counted too."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a walk over every address found.

    Attributes:
        cells: How many cells there are: addresses x methods x roles x objects.
        missing: Name and method of the addresses of which some cell is not stated.
        unknown: What the file states of addresses that are not there.
    """

    addresses: tuple[str, ...]
    cells: int
    missing: tuple[tuple[str, str], ...]
    unknown: tuple[Cell, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is stated, and nothing else."""
        return not (self.missing or self.unknown)


def _walk(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name or ''}"


def addresses() -> tuple[str, ...]:
    """The name of every address of the site, each once; those without a name are one."""
    return tuple(dict.fromkeys(_walk(get_resolver())))


def checked() -> Checked:
    """Ask the file for every cell."""
    names, missing, cells = addresses(), [], 0
    for name in names:
        for method in sorted({*METHODS, *methods(name)}):
            answers = [stated(name, method, role, thing) for role in ROLES for thing in OBJECTS]
            cells += len(answers)
            if None in answers:
                missing.append((name, method))
    unknown = tuple(cell for cell in table() if cell[0] not in names)
    return Checked(names, cells, tuple(missing), unknown)

"""One body, one application for each lot: alone or as a member, itself or through a link between identifiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Standing:
    """One application, and every body that stands in it.

    Attributes:
        lot: ``None``: the round is not divided into lots, and is one.
        bodies: Identifiers of the applicant, or of all members of a consortium.
    """

    application: str
    lot: str | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Double:
    """A body that stands in two applications for one lot, by the identifier that each of them names."""

    lot: str | None
    applications: tuple[str, str]
    bodies: tuple[str, str]

    @property
    def sentence(self) -> Bilingual:
        """What happened, naming both, and what to do."""
        (one, other), (first, second) = self.applications, self.bodies
        return Bilingual(
            f"Mae’r un corff yn sefyll mewn dau gais am yr un lot. Ceisiadau: {one} ({first}), {other} ({second}). "
            "Tynnwch un yn ôl, neu gadael y consortiwm.",
            f"One body stands in two applications for the same lot: {one} ({first}) and {other} ({second}). "
            "Withdraw one, or leave the consortium.",
        )


class DoubleApplication(NotPossible):
    """A body would stand in two applications for one lot, which the agreed design does not allow."""

    code = "double-application"


def same_body(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For every identifier that is linked to another, one name for the body behind them all.

    Args:
        links: Pairs of identifiers that mean the same body (``sameas``); they carry over: a-b and b-c link a and c.
    """
    name: dict[str, str] = {}

    def find(id: str) -> str:
        while name.setdefault(id, id) != id:
            name[id] = name[name[id]]
            id = name[id]
        return id

    for one, other in links:
        first, second = sorted((find(one), find(other)))
        name[second] = first
    return {id: find(id) for id in list(name)}


def double_applications(apps: Sequence[Standing], links: Iterable[tuple[str, str]] = ()) -> tuple[Double, ...]:
    """Every body that stands twice for one lot, in order of the applications; withdrawn ones are not given.

    Args:
        apps: Applications that stand.
        links: Pairs of identifiers that mean the same body.
    """
    body_of = same_body(links)
    standing: defaultdict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    for app in apps:
        for id in app.bodies:
            standing[app.lot, body_of.get(id, id)].setdefault(app.application, id)
    return tuple(
        Double(lot, (one, other), (names[one], names[other]))
        for (lot, _), names in standing.items()
        for one, other in combinations(names, 2)
    )


def refuse_double(apps: Sequence[Standing], links: Iterable[tuple[str, str]] = (), *, allowed: bool = False) -> None:
    """Refuse a body that stands twice for one lot, unless the agreed design allows it (cycle.md I15).

    Raises:
        DoubleApplication: Naming both applications.
    """
    found = () if allowed else double_applications(apps, links)
    if found:
        raise DoubleApplication(found[0].sentence)

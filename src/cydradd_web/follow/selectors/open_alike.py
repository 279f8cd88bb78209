"""Funders of groups like ours, as their page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cydradd.follow.alike import Alike, Giver
from cydradd.follow.reach_words import percent
from cydradd.follow.recipients import GROUPS as CLASSES
from cydradd.follow.recipients import INDIVIDUAL, UNKNOWN
from cydradd_web.follow import words
from cydradd_web.follow.addresses import written
from cydradd_web.follow.counts import Count

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd_web.components.paging import Paging

GROUPS = tuple(dict.fromkeys(group for group in CLASSES.values() if group not in (INDIVIDUAL, UNKNOWN)))
"""Kinds of organisation, in the order of the rules."""


@dataclass(frozen=True, slots=True)
class Line:
    """One funder. ``address`` of ``None``: it has no page; ``person``: a person, who is not named."""

    name: str | None
    address: str | None
    person: bool
    grants: Count
    median: str
    least: str
    most: str
    year: int | None
    share: str
    like: Count
    recipients: Count
    unknown: str


def lines(found: Alike, offered: Offered, currency: str, page: Paging) -> list[Line]:
    """One page of the funders."""
    return [_line(each, offered, currency) for each in found.givers[page.start : page.start + page.size]]


def _line(each: Giver, offered: Offered, currency: str) -> Line:
    person = each.key in offered.people
    known = offered.funders.get(each.key or "")
    hidden = person or each.key is None
    return Line(
        name=None if hidden else known.name if known else each.name or each.key,
        address=None if hidden or each.key is None else written(each.key),
        person=person,
        grants=Count(each.grants),
        median=words.money(round(each.median), currency),
        least=words.money(each.least, currency),
        most=words.money(each.most, currency),
        year=each.last.year if each.last else None,
        share=percent(each.share),
        like=Count(each.like),
        recipients=Count(each.like + each.other + each.unknown),
        unknown=percent(each.share_unknown),
    )

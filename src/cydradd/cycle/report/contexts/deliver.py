"""What the section of the delivery shows: payments and their days, check-ins in proportion, endings in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.cycle.report.contexts.changes import changes
from cydradd.cycle.report.contexts.names import Agreed, agreement_names
from cydradd.cycle.report.contexts.pots import by_pot
from cydradd.cycle.report.story import Story
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.checkin_plan import BANDS, plan_for
from cydradd.deliver.ending import AT_ONCE, CODES, Ending
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Promised:
    """One agreement with what follows from it; ``None``: not known.

    Attributes:
        up_front: Part of the money that is agreed to come before or on the start.
        lent: Minor units that the provider lent its funder at the lowest point of its cash; 0: nothing.
        broken: Rules that are broken.
    """

    row: Agreement
    up_front: Fraction | None
    lent: int | None
    broken: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that was paid out, money that came back, and whose agreements sent it back, in minor units."""

    out: Pence
    back: Pence
    by: tuple[Agreed, ...]

    @property
    def kept(self) -> Pence:
        """What stays with the projects."""
        return Pence(self.out - self.back)


@dataclass(frozen=True, slots=True)
class UpFront:
    """Money promised before or on the first day, beside what had arrived by then, in minor units.

    Attributes:
        of: The money of the agreements that say how much was promised.
        unknown: Agreements that do not say; neither their promise nor their payments are in the sums.
    """

    promised: Pence
    arrived: Pence
    of: Pence
    unknown: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Check-ins of one agreement beside what is in proportion to its money.

    Attributes:
        minutes: Minutes they took where they are told; ``None``: of none.
        untold: Check-ins that came, of which the minutes are not told.
        most: Minutes all those in proportion may take; ``None``: one sentence or picture is asked.
    """

    agreement: str
    asked: int
    planned: int
    minutes: Fraction | None
    untold: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Ended:
    """One ending. ``None``: it cannot be told.

    Attributes:
        first: Whether the report came before the decision; of an ending at once, whether it followed in time.
        enough: Whether notice was long enough.
        days: Days of notice.
    """

    row: Ending
    first: bool | None
    enough: bool | None
    at_once: bool
    days: int | None
    missing: tuple[Bilingual, ...]


def deliver(story: Story, _language: Language) -> dict[str, object]:
    """What the template ``sections/deliver.html`` needs beside the story."""
    found = story.results.deliver or {}
    promised = [_promised(row, _part(found, "agreements", row.id)) for row in story.tables.agreements or ()]
    return {
        "tables": story.tables,
        "money_paid": _money_paid(story),
        "agreed_total": sum(row.amount for row in story.tables.agreements or ()),
        "named": agreement_names(story),
        "by_pot": by_pot(story),
        "pay": _pay(found.get("payments")),
        "promised": promised,
        "lent": [each for each in promised if each.lent],
        "lent_unknown": sum(each.lent is None for each in promised),
        "up_front": _up_front(story, promised),
        "changes": changes(story, of_endings=True),
        "asked": _asked(story),
        "ended": [_ended(row, _part(found, "endings", row.agreement)) for row in story.tables.endings or ()],
        "band_limits": [limit for limit, _, _ in BANDS if limit is not None],
    }


def _money_paid(story: Story) -> Moved:
    rows, named = story.tables.payments or (), agreement_names(story)
    returned = dict.fromkeys(row.agreement for row in rows if row.amount < 0)
    return Moved(
        Pence(sum(row.amount for row in rows if row.amount > 0)),
        Pence(-sum(row.amount for row in rows if row.amount < 0)),
        tuple(named(id) for id in returned),
    )


def _up_front(story: Story, promised: Sequence[Promised]) -> UpFront | None:
    """``None``: no agreement says how much was promised before the work."""
    known = {each.row.id: each for each in promised if each.up_front is not None}
    if not known:
        return None
    arrived = sum(
        row.amount
        for row in story.tables.payments or ()
        if row.agreement in known and row.amount > 0 and row.paid_on <= known[row.agreement].row.start
    )
    return UpFront(
        Pence(round(sum((each.row.amount * (each.up_front or 0) for each in known.values()), Fraction(0)))),
        Pence(arrived),
        Pence(sum(each.row.amount for each in known.values())),
        len(promised) - len(known),
    )


def _part(found: Mapping[str, JsonValue], name: str, id: str) -> Mapping[str, JsonValue] | None:
    parts = found.get(name)
    part = parts.get(id) if isinstance(parts, Mapping) else None
    return part if isinstance(part, Mapping) else None


def _pay(found: JsonValue) -> dict[str, object] | None:
    """The figures of the payments as the command prints them, ratios exact; ``None``: not calculated."""
    if not isinstance(found, Mapping):
        return None
    return {
        name: Fraction(value) if isinstance(value, float) else value
        for name, value in found.items()
        if name != "defects"
    }


def _promised(row: Agreement, found: Mapping[str, JsonValue] | None) -> Promised:
    share, strain = (found or {}).get("share_up_front"), (found or {}).get("cash_strain_p")
    broken = (found or {}).get("findings")
    sentences = (
        [each.get("sentence") for each in broken if isinstance(each, Mapping)] if isinstance(broken, list) else []
    )
    return Promised(
        row,
        Fraction(share) if isinstance(share, int | float) else None,
        -strain if isinstance(strain, int) else None,
        tuple(_both(each) for each in sentences if isinstance(each, Mapping)),
    )


def _both(sentence: Mapping[str, JsonValue]) -> Bilingual:
    cy, en = sentence.get("cy"), sentence.get("en")
    return Bilingual(cy if isinstance(cy, str) else None, en if isinstance(en, str) else None)


def _asked(story: Story) -> list[Asked]:
    """Check-ins by agreement; an agreement of which nothing is asked is there too."""
    found = []
    for row in story.tables.agreements or ():
        came = [each for each in story.tables.checkins or () if each.agreement == row.id]
        told = [each.minutes for each in came if each.minutes is not None]
        plan = plan_for(row.amount, row.start, max(row.start, row.end))
        each_at_most = plan[0].minutes
        found.append(
            Asked(
                row.id,
                len(came),
                len(plan),
                sum(told, Fraction(0)) if told else None,
                sum(each.received_on is not None and each.minutes is None for each in came),
                None if each_at_most is None else each_at_most * len(plan),
            )
        )
    return found


def _ended(row: Ending, found: Mapping[str, JsonValue] | None) -> Ended:
    listed = (found or {}).get("missing")
    missing = [code for code in listed if isinstance(code, str)] if isinstance(listed, list) else []
    at_once = row.kind in AT_ONCE
    days = (found or {}).get("notice_days")
    first: bool | None = None
    enough: bool | None = None
    if found is not None:
        first = False if {"no-impact-report", "late-report"} & set(missing) else (True if row.report_on else None)
        if not at_once:
            short = {"short-notice", "no-notice"} & set(missing)
            enough = False if short else (None if "unknown-runway" in missing or days is None else True)
    return Ended(
        row,
        first,
        enough,
        at_once,
        days if isinstance(days, int) else None,
        tuple(CODES[code] for code in missing if code in CODES),
    )

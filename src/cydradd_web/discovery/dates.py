"""Which dates of a round go into its calendar: what happened in the record, and what its agreements say is to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from cydradd.deliver.agreement import Agreement
from cydradd.deliver.checkin import CheckIn
from cydradd.deliver.ending import Ending
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.deliver import selectors as deliver
from cydradd_web.discovery.calendar import Event
from cydradd_web.record import selectors as record
from cydradd_web.record.selectors import Act
from cydradd_web.rounds import sources
from cydradd_web.rounds.sources import Source

TYPES = (
    "round.opened",
    "listen.opened",
    "listen.closed",
    "design.window_opened",
    "design.window_closed",
    "design.agreed",
    "apply.opened",
    "apply.closed",
    "decide.opened",
    "decide.closed",
    "decide.allocation_computed",
    "round.decided",
    "consent.given",
    "consent.withdrawn",
    "override.used",
    "round.closed",
)
"""Acts that have a place in a calendar: windows, consents and results."""
_STARTS = Bilingual("Cytundeb yn dechrau", "An agreement starts")
_ENDS = Bilingual("Cytundeb yn dod i ben", "An agreement ends")
_DUE = Bilingual("Dyddiad sgwrs adrodd", "A check-in is due")
_ENDING: Mapping[str, Bilingual] = {
    "report_on": Bilingual("Adroddiad effaith cyn diweddu cytundeb", "Impact report before an ending"),
    "decided_on": Bilingual("Penderfyniad ar ddiweddu cytundeb", "Decision about an ending"),
    "notice_on": Bilingual("Rhybudd o ddiweddu cytundeb", "Notice of an ending"),
    "transfer_on": Bilingual("Trosglwyddo cyn diweddu cytundeb", "Transfer before an ending"),
    "ended_on": Bilingual("Cytundeb wedi’i ddiweddu", "An agreement ended"),
    "reviewed_on": Bilingual("Adolygu ar ôl diweddu cytundeb", "Review after an ending"),
}


@dataclass(frozen=True, slots=True)
class _Round:
    """One round while its dates are gathered. ``base``: the address of its page."""

    of: Source
    language: Language
    base: str
    changed: Mapping[tuple[int, str], int]

    def event(self, key: str, when: date, label: Bilingual, agreement: str) -> Event:
        """A date that an agreement says."""
        return Event(
            key=f"round/{self.of.slug}/{key}",
            when=when,
            stamp=self.of.as_of,
            summary=f"{label.side(self.language)}: {agreement} · {_name(self.of, self.language)}",
            page=f"{self.base}deliver/",
            sequence=self.changed.get((self.of.pk, agreement), 0),
        )


def _name(of: Source, language: Language) -> str:
    found = of.title.either(language)
    return found[0] if found else of.reference


def events(found: Sequence[Source], language: Language, base: str) -> Iterator[Event]:
    """Every date of some rounds. Five queries.

    Args:
        base: The address under which the page of each round is: ``https://.../cy/rounds/``.
    """
    keys = [each.pk for each in found]
    changed = sources.changes(keys, "deliver.changed")
    rounds = {each.pk: _Round(each, language, f"{base}{each.slug}/", changed) for each in found}
    for key, act in record.dated(keys, TYPES, language):
        yield _act(rounds[key], act)
    agreements = deliver.by_round("deliver/agreements.csv", keys)
    checkins = deliver.by_round("deliver/checkins.csv", keys)
    endings = deliver.by_round("deliver/endings.csv", keys)
    for key, one in rounds.items():
        yield from _agreements(one, agreements.get(key, ()))
        yield from _checkins(one, checkins.get(key, ()))
        yield from _endings(one, endings.get(key, ()))


def _act(one: _Round, act: Act) -> Event:
    who = f"{act.partner_name}: " if act.partner_name else ""
    return Event(
        key=f"round/{one.of.slug}/act/{act.leaf[:32]}",
        when=act.at,
        stamp=act.at,
        summary=f"{who}{act.words} · {_name(one.of, one.language)}",
        page=f"{one.base}record/{act.number}/",
    )


def _agreements(one: _Round, rows: Iterable[Agreement]) -> Iterator[Event]:
    for row in rows:
        key = f"agreement/{quote(row.id, safe='')}"
        yield one.event(f"{key}/start", row.start, _STARTS, row.id)
        yield one.event(f"{key}/end", row.end, _ENDS, row.id)


def _checkins(one: _Round, rows: Iterable[CheckIn]) -> Iterator[Event]:
    """Each check-in by its place among those of its agreement, so that moving its date moves its event."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.agreement] = counted.get(row.agreement, 0) + 1
        key = f"agreement/{quote(row.agreement, safe='')}/check-in/{counted[row.agreement]}"
        yield one.event(key, row.due, _DUE, row.agreement)


def _endings(one: _Round, rows: Iterable[Ending]) -> Iterator[Event]:
    for row in rows:
        for column, label in _ENDING.items():
            if when := getattr(row, column):
                key = f"agreement/{quote(row.agreement, safe='')}/ending/{column.removesuffix('_on')}"
                yield one.event(key, when, label, row.agreement)

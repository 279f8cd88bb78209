"""One booklet as whoever types it in, or settles it, sees it; and the batches of booklets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Language
from cydradd_web.components.paper import HIGHEST
from cydradd_web.decide.models import Ballot, Batch, Booklet
from cydradd_web.decide.paper import Reading, State
from cydradd_web.decide.paper_refusals import BookletUsed, NotDrawn, ReadByYou
from cydradd_web.decide.selectors.paper import Listed, booklet_with, listed, reading_of, state_of

Places = Sequence[tuple[int, str, Listed]]
"""Projects with their places in the booklet and their ids."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A booklet that can be typed in: its projects in the order printed. ``gone``: places that are on no ballot now.

    ``scan``: of a scan that was noted.
    """

    number: int
    places: Places
    gone: Sequence[int]
    scan: str


def _places(round_id: int, projects: Sequence[str]) -> tuple[Places, Sequence[int]]:
    known = listed(round_id)
    found = [(place, each, known[each]) for place, each in enumerate(projects, 1) if each in known]
    return found, [place for place, each in enumerate(projects, 1) if each not in known]


def to_key(round_id: int, number: int, code: str, seat: str | None) -> Sheet:
    """A booklet that somebody can type in now. Five queries at most.

    Raises:
        NotACode: The code has not the form of a code.
        NoSuchBooklet: There is none, or it is cancelled.
        BookletUsed: Two people have typed it in, or its code has voted on the web.
        ReadByYou: Whoever asks typed it in.
    """
    found = booklet_with(round_id, number, code)
    seats = list(found.readings.values_list("seat", flat=True))
    if (state := state_of(found, len(seats))) not in (State.PRINTED, State.ONCE):
        raise BookletUsed(state)
    if seat in seats:
        raise ReadByYou
    return _sheet(found)


def to_key_again(round_id: int, number: int, code: str, seat: str | None) -> Sheet:
    """A drawn booklet that somebody can type in once more. Five queries at most.

    Raises:
        NotACode, NoSuchBooklet, ReadByYou: As `to_key`.
        NotDrawn: It need not be typed in again, or was.
    """
    found = booklet_with(round_id, number, code)
    if not found.drawn or found.again is not None:
        raise NotDrawn(done=found.again is not None)
    if seat == found.settled_by or seat in set(found.readings.values_list("seat", flat=True)):
        raise ReadByYou
    return _sheet(found)


def _sheet(booklet: Booklet) -> Sheet:
    places, gone = _places(booklet.round_id, booklet.projects)
    return Sheet(booklet.number, places, gone, booklet.scan)


@dataclass(frozen=True, slots=True)
class Difference:
    """A booklet that two people read differently: the projects in question, and both readings."""

    number: int
    first: Reading
    second: Reading
    places: Places

    @property
    def on_void(self) -> bool:
        """Whether they differ on whether it can be counted."""
        return self.first.void is not self.second.void


def to_settle(round_id: int, number: int) -> Difference | None:
    """A booklet that waits to be settled; ``None``: it does not. Five queries at most."""
    found = _numbered(round_id, number)
    readings = list(found.readings.all()) if found else []
    if found is None or state_of(found, len(readings)) is not State.DIFFERS:
        return None
    return _difference(found, *(reading_of(each) for each in readings))


def to_settle_again(round_id: int, number: int) -> Difference | None:
    """A booklet that was read differently the last time; ``None``: it does not wait. Five queries at most."""
    found = _numbered(round_id, number)
    if found is None or not found.again or found.checked_at is not None:
        return None
    ballot = Ballot.objects.get(round_id=round_id, live=True, voter=found.code.pseudonym)
    stood = Reading(frozenset(project for project, _ in ballot.support))
    return _difference(found, stood, reading_of(found.readings.get(hand=3)))


def _numbered(round_id: int, number: int) -> Booklet | None:
    rows = Booklet.objects.select_related("code").filter(round_id=round_id, number=min(number, HIGHEST))
    return rows.first()


def _difference(booklet: Booklet, first: Reading, second: Reading) -> Difference:
    differ = first.differences(second)
    places, _ = _places(booklet.round_id, booklet.projects)
    return Difference(booklet.number, first, second, [each for each in places if each[1] in differ])


@dataclass(frozen=True, slots=True)
class Made:
    """One batch of booklets. ``standing``: how many are not cancelled."""

    pk: int
    label: str
    partner_name: str
    first: int
    last: int
    many: int
    issued_at: datetime
    standing: int


def batches(round_id: int, language: Language) -> Sequence[Made]:
    """Every batch of booklets, the latest first. One query.

    How many came back is not said: it would tell how the voting goes.
    """
    rows = Batch.objects.filter(round_id=round_id, booklets__isnull=False).annotate(
        first=Min("booklets__number"),
        last=Max("booklets__number"),
        printed=Count("booklets", distinct=True),
        gone=Count("booklets", filter=Q(booklets__code__cancelled=True), distinct=True),
    )
    names: Mapping[str, str] = {str(each): PARTNER_NAMES[each].side(language) or str(each) for each in Partner}
    return [
        Made(
            row.pk, row.label, names[row.partner], row.first, row.last, row.printed, row.issued_at,
            row.printed - row.gone,
        )
        for row in rows.order_by("-issued_at", "-pk")
    ]  # fmt: skip

"""What became of paper sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, Sum

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.paper import HIGHEST, paper_hash
from cydradd_web.listen.models import PaperBatch, PaperKeying, PaperSheet, Statement
from cydradd_web.listen.paper import Reading, State
from cydradd_web.listen.words import KeyedByYou, NoSuchSheet, SheetOfAnotherRound, SheetUsed

MOST = 200
"""How many sheets that wait a page lists."""
DIFFERS = Q(votes__isnull=True, differed__gt=0, erased_at__isnull=True)
"""Sheets that two people read differently and nobody settled."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as whoever types it in sees it: its statements in the order printed."""

    number: int
    statements: Sequence[tuple[str, Bilingual]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever holds the receipt of a sheet is told; never what was marked. ``entry``: in the record."""

    number: int
    state: State
    votes: int
    entry: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A sheet that two people read differently: the statements in question, and both readings."""

    number: int
    first: Reading
    second: Reading
    statements: Sequence[tuple[int, str, Bilingual]]

    @property
    def on_partner(self) -> bool:
        """Whether they differ on for whom it speaks."""
        return self.first.partner is not self.second.partner


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch, and how many of its sheets were typed in and counted."""

    number: int
    way: str
    sheets: int
    first: int
    last: int
    keyed: int
    counted: int
    made_at: datetime
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How paper sheets fare, for anyone to read. ``waiting``: typed in, and not counted yet.

    ``erased``: at the request of whoever holds the receipt; these are among no other number but those printed.
    """

    printed: int
    counted: int
    erased: int
    waiting: int
    compared: int
    differed: int

    @property
    def percent(self) -> float | None:
        """The share of places that two people read differently, of all they read; ``None``: none was read by two."""
        return 100 * self.differed / self.compared if self.compared else None


def sheet_with(round_id: int, number: int, code: str) -> PaperSheet:
    """The sheet that has this number and code. One query, two where it is not there.

    Raises:
        NotACode: The code has not the form of one.
        NoSuchSheet: There is none, or it is cancelled.
        SheetOfAnotherRound: It is one of another round.
    """
    hashed = paper_hash(round_id, number, code)
    found = (
        PaperSheet.objects.select_related("batch").filter(round_id=round_id, number=number, code_hash=hashed).first()
    )
    if found is None:
        others = PaperSheet.objects.filter(number=number).exclude(round_id=round_id)
        if any(paper_hash(other, number, code) == kept for other, kept in others.values_list("round_id", "code_hash")):
            raise SheetOfAnotherRound
        raise NoSuchSheet
    if found.batch.cancelled_at is not None:
        raise NoSuchSheet(cancelled=True)
    return found


def state_of(sheet: PaperSheet, readings: int) -> State:
    """What became of a sheet that so many people have read."""
    if sheet.erased_at is not None:
        return State.ERASED
    if sheet.votes is not None:
        return State.COUNTED if sheet.votes else State.EMPTY
    return (State.PRINTED, State.ONCE, State.DIFFERS)[readings]


def reading_of(row: PaperKeying) -> Reading:
    """One reading, before it is forgotten."""
    return Reading(Partner(row.partner) if row.partner else None, dict(row.marks or {}))


def to_key(round_id: int, number: int, code: str, seat: str | None) -> Sheet:
    """A sheet that somebody can type in now. Four queries at most.

    Raises:
        NotACode: The code has not the form of one.
        NoSuchSheet: There is none, or it is cancelled or of another round.
        SheetUsed: Two people have typed it in.
        KeyedByYou: Whoever asks typed it in.
    """
    found = sheet_with(round_id, number, code)
    seats = list(found.keyings.values_list("seat", flat=True))
    if found.compared is not None or found.erased_at is not None:
        raise SheetUsed(state_of(found, len(seats)))
    if seat in seats:
        raise KeyedByYou
    texts = texts_of(round_id, found.statements)
    return Sheet(number, [(each, texts[each]) for each in found.statements])


def texts_of(round_id: int, statements: Iterable[str]) -> Mapping[str, Bilingual]:
    """What statements say, in whichever state they are. One query."""
    rows = Statement.objects.filter(round_id=round_id, identifier__in=set(statements))
    return {row.identifier: Bilingual(row.text_cy, row.text_en) for row in rows}


def standing(round_id: int, number: int, code: str) -> Standing:
    """What became of a sheet, for whoever holds its receipt. Three queries at most.

    Raises:
        NotACode: The code has not the form of one.
        NoSuchSheet: There is none, or it is cancelled or of another round.
    """
    found = sheet_with(round_id, number, code)
    return Standing(number, state_of(found, found.keyings.count()), found.votes or 0, found.entry)


def to_settle(round_id: int, number: int) -> Difference | None:
    """A sheet that waits to be settled; ``None``: it does not. Three queries."""
    waiting = PaperSheet.objects.filter(DIFFERS, round_id=round_id)
    found = waiting.filter(number=number).first() if number <= HIGHEST else None
    if found is None:
        return None
    first, second = (reading_of(each) for each in found.keyings.all())
    differ = first.differences(second)
    texts = texts_of(round_id, differ)
    asked = [(place, each, texts[each]) for place, each in enumerate(found.statements, 1) if each in differ]
    return Difference(number, first, second, asked)


def to_be_settled(round_id: int) -> Sequence[int]:
    """Numbers of the sheets that two people read differently and nobody settled. One query."""
    waiting = PaperSheet.objects.filter(DIFFERS, round_id=round_id)
    return list(waiting.values_list("number", flat=True)[:MOST])


def typed_in_once(round_id: int, seat: str | None) -> tuple[Sequence[int], Sequence[int]]:
    """Numbers of the sheets that one person has typed in: those that wait for whoever asks, and those they did."""
    once = PaperKeying.objects.filter(
        sheet__round_id=round_id, sheet__compared__isnull=True, sheet__erased_at__isnull=True
    )
    rows = list(once.order_by("sheet__number").values_list("sheet__number", "seat")[:MOST])
    return [n for n, whose in rows if whose != seat], [n for n, whose in rows if whose == seat]


def batches(round_id: int) -> Sequence[Batch]:
    """Every batch, the latest first. One query."""
    rows = PaperBatch.objects.filter(round_id=round_id).annotate(
        first=Min("of__number"),
        last=Max("of__number"),
        keyed=Count("of", filter=Q(of__keyings__isnull=False), distinct=True),
        counted=Count("of", filter=Q(of__votes__isnull=False, of__erased_at__isnull=True), distinct=True),
    )
    return [
        Batch(
            number=row.number,
            way=row.way,
            sheets=row.sheets,
            first=row.first,
            last=row.last,
            keyed=row.keyed,
            counted=row.counted,
            made_at=row.made_at,
            cancelled=row.cancelled_at is not None,
        )
        for row in rows.order_by("-number")
    ]


def figures(round_id: int) -> Figures | None:
    """How the paper sheets of a round fare; ``None``: it has none. Two queries."""
    sheets = PaperSheet.objects.filter(round_id=round_id, batch__cancelled_at__isnull=True)
    stands = Q(erased_at__isnull=True)
    found = sheets.aggregate(
        printed=Count("pk"),
        counted=Count("votes", filter=stands),
        erased=Count("erased_at"),
        compared=Sum("compared"),
        differed=Sum("differed"),
    )
    if not found["printed"]:
        return None
    keyed = PaperKeying.objects.filter(sheet__round_id=round_id, sheet__erased_at__isnull=True, hand=1).count()
    return Figures(
        printed=found["printed"],
        counted=found["counted"],
        erased=found["erased"],
        waiting=keyed - found["counted"],
        compared=found["compared"] or 0,
        differed=found["differed"] or 0,
    )


def has_paper(round_id: int) -> bool:
    """Whether a round has paper sheets. One query."""
    return PaperBatch.objects.filter(round_id=round_id, cancelled_at__isnull=True).exists()

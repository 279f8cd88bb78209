"""Typing paper sheets in: two people read each, neither seeing the other's reading, and it is counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.components.paper import HIGHEST
from cydradd_web.listen.models import PaperKeying, PaperSheet
from cydradd_web.listen.paper import MARKS, Reading, State
from cydradd_web.listen.selectors.paper import reading_of, sheet_with, state_of
from cydradd_web.listen.services.paper import DUTIES
from cydradd_web.listen.services.participating import join
from cydradd_web.listen.services.voting import keep_votes, votes_event
from cydradd_web.listen.words import KeyedByYou, NoSuchSheet, SheetUsed
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import Acting, acting


@dataclass(frozen=True, slots=True)
class Keyed:
    """What became of a sheet, and where its answers stand in the record once they are counted."""

    state: State
    receipt: Receipt | None = None


def key_sheet(*, round_id: int, number: int, code: str, reading: Reading, by: By, at: datetime, key: str = "") -> Keyed:
    """Type one sheet in. The second reading counts it where it is the same as the first.

    Raises:
        NotYours: Whoever acts is neither an officer nor a moderator.
        NotNow: Listening is not open.
        NoSuchSheet: There is no sheet with this number and code, or it is cancelled, or of another round.
        SheetUsed: Two people have typed it in already.
        KeyedByYou: Whoever acts typed it in already; somebody else must.
        NotPossible: A mark is missing or is none.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(*DUTIES)
        _, seat = by.must_sit()
        act.must_be_open("listen")
        sheet = sheet_with(round_id, number, code)
        before = list(sheet.keyings.all())
        theirs = [each for each in before if each.seat == seat]
        if theirs and key and theirs[0].key == key:
            return Keyed(state_of(sheet, len(before)))
        if sheet.compared is not None or sheet.erased_at is not None:
            raise SheetUsed(state_of(sheet, len(before)))
        if theirs:
            raise KeyedByYou
        return _read(act, sheet, before, reading, seat)


def _read(act: Acting, sheet: PaperSheet, before: list[PaperKeying], reading: Reading, seat: str) -> Keyed:
    _must_be_whole(reading.marks, sheet.statements)
    PaperKeying.objects.create(
        sheet=sheet,
        hand=len(before) + 1,
        seat=seat,
        partner=None if reading.partner is None else str(reading.partner),
        marks=dict(reading.marks),
        at=act.at,
        key=act.key,
    )
    if not before:
        return Keyed(State.ONCE)
    first = reading_of(before[0])
    sheet.compared = len(sheet.statements) + 1
    sheet.differed = len(first.differences(reading)) + (first.partner is not reading.partner)
    if sheet.differed:
        sheet.save(update_fields=["compared", "differed"])
        return Keyed(State.DIFFERS)
    receipt = _count(act, sheet, reading)
    return Keyed(state_of(sheet, 2), receipt)


def settle_sheet(*, round_id: int, number: int, reading: Reading, by: By, at: datetime, key: str = "") -> Keyed:
    """Say, with the sheet in hand, what stands where its two readings differ; then it is counted.

    Args:
        reading: Its marks are those of the statements that were read differently. Its partner is what counts where
            the two readings differ on that, and is else not looked at.

    Raises:
        NotYours: Whoever acts is neither an officer nor a moderator.
        NotNow: Listening is not open.
        NoSuchSheet: There is none.
        SheetUsed: It is counted, or does not wait to be settled.
        NotPossible: A mark is missing or is none.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(*DUTIES)
        by.must_sit()
        act.must_be_open("listen")
        sheet = PaperSheet.objects.filter(round_id=round_id, number=min(number, HIGHEST)).first()
        if sheet is None:
            raise NoSuchSheet
        readings = [reading_of(each) for each in sheet.keyings.all()]
        if state_of(sheet, len(readings)) is not State.DIFFERS:
            raise SheetUsed(state_of(sheet, len(readings)))
        first, second = readings
        _must_be_whole(reading.marks, first.differences(second))
        partner = first.partner if first.partner is second.partner else reading.partner
        receipt = _count(act, sheet, Reading(partner, {**first.marks, **reading.marks}))
        return Keyed(state_of(sheet, 2), receipt)


def _must_be_whole(marks: Mapping[str, int | None], statements: list[str] | tuple[str, ...]) -> None:
    if set(marks) != set(statements) or any(mark not in MARKS for mark in marks.values()):
        raise NotPossible(
            Bilingual(
                "Rhowch farc i bob datganiad sydd ar y daflen, neu ‘Dim marc, neu ddim yn glir’.",
                "Give a mark for every statement on the sheet, or ‘No mark, or not clear’.",
            )
        )


def _count(act: Acting, sheet: PaperSheet, reading: Reading) -> Receipt | None:
    """Cast the answers of a sheet under a new name, as one entry; what each person read is forgotten."""
    given, receipt = reading.given(), None
    if given:
        voter = pseudonym_for(None, act.round_id, act.at)
        join(act.round_id, voter, partner=reading.partner, strength=sheet.batch.way)
        receipt = _cast(act, voter, given, reading.partner)
        sheet.entry = receipt.number
    sheet.votes, sheet.settled_at = len(given), act.at
    sheet.save()
    sheet.keyings.update(marks=None, partner=None)
    return receipt


def _cast(act: Acting, voter: str, given: Mapping[str, int], partner: Partner | None) -> Receipt:
    event = votes_event(voter, given, partner=partner, channel="paper", at=act.at)
    receipt = act.record_event(event, public=())
    keep_votes(act.round_id, ((voter, statement, vote, receipt.number) for statement, vote in given.items()))
    return receipt

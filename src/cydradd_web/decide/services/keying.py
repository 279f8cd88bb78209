"""Typing paper ballots in: two people read each booklet, neither seeing the other's reading, and it is cast once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.components.paper import HIGHEST
from cydradd_web.decide import paper_refusals as why
from cydradd_web.decide.models import Booklet, BookletReading, Code, PaperCheck, Project
from cydradd_web.decide.paper import Reading, State
from cydradd_web.decide.paper_refusals import BookletUsed, NoSuchBooklet, ReadByYou
from cydradd_web.decide.selectors.paper import booklet_with, reading_of, state_of
from cydradd_web.decide.services.casting import put_in
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, NotNow, acting

_SCAN = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Keyed:
    """What became of a booklet, and where its ballot stands in the record once it is cast."""

    state: State
    receipt: Receipt | None = None


def on_paper(by: By) -> By:
    """Whoever types in, whose act is one on paper."""
    return replace(by, channel="paper")


def reader(by: By) -> str:
    """The seat of whoever reads a booklet.

    Raises:
        NotYours: They hold no seat, or are the eligibility office, which knows whose code is whose.
    """
    _, seat = by.must_sit()
    if Duty.ELIGIBILITY in by.duties:
        raise NotYours(why.NOT_THE_OFFICE)
    return seat


def key_booklet(
    *, round_id: int, number: int, code: str, reading: Reading, scan: str = "", by: By, at: datetime, key: str = ""
) -> Keyed:
    """Type one booklet in. The second reading casts its ballot where it is the same as the first.

    From the opening of the ballot until the sample is drawn: booklets that came in time are typed in after the close.

    Args:
        code: That of the part that came back; it gives no right to vote.
        scan: SHA-256 of a scan of the booklet, in hexadecimal; empty: none was made. Noted once.

    Raises:
        NotYours: Whoever acts holds no seat, or is the eligibility office.
        NotNow: Voting has not opened, or the typing in has ended.
        NoSuchBooklet: There is none with this number and code, or it is cancelled.
        BookletUsed: Two people have typed it in already, or its code has voted on the web.
        ReadByYou: Whoever acts typed it in already; somebody else must.
        NotPossible: A cross beside a project that is not in it, or a scan that is none or another.
    """
    with acting(round_id, by=on_paper(by), at=at, key=key) as act:
        seat = reader(by)
        _must_be_time(act)
        booklet = booklet_with(round_id, number, code)
        before = list(booklet.readings.all())
        own = [each for each in before if each.seat == seat]
        state = state_of(booklet, len(before))
        if own and key and own[0].key == key:
            return Keyed(state)
        if state not in (State.PRINTED, State.ONCE):
            raise BookletUsed(state)
        if own:
            raise ReadByYou
        reading = _must_be_of(reading, booklet)
        _note_scan(booklet, scan)
        keep_reading(act, booklet, reading, seat, hand=len(before) + 1)
        return _compare(act, booklet, reading_of(before[0]), reading) if before else Keyed(State.ONCE)


def _must_be_time(act: Acting) -> None:
    acts = acts_of(act.round_id, at=act.at)
    if acts.of("decide.ballots_published"):
        raise NotNow(why.COUNTED)
    if acts.opened("ballot") is None:
        raise NotNow(why.BEFORE)
    if PaperCheck.objects.filter(round_id=act.round_id).exists():
        raise NotNow(why.ENDED)


def _must_be_of(reading: Reading, booklet: Booklet) -> Reading:
    """The reading, which names only what is printed; one that cannot be counted has no crosses."""
    if reading.crosses - set(booklet.projects):
        raise NotPossible(why.NOT_ON_IT)
    return Reading(void=True) if reading.void else reading


def _note_scan(booklet: Booklet, scan: str) -> None:
    scan = scan.strip().lower()
    if not scan:
        return
    if not _SCAN.fullmatch(scan):
        raise NotPossible(why.NOT_A_SCAN)
    if booklet.scan not in ("", scan):
        raise NotPossible(why.OTHER_SCAN)
    booklet.scan = scan
    booklet.save(update_fields=["scan"])


def keep_reading(act: Acting, booklet: Booklet, reading: Reading | None, seat: str, *, hand: int) -> None:
    """Keep who read a booklet, and what until it is settled; ``None``: nothing is to be settled."""
    read = {} if reading is None else {"crosses": sorted(reading.crosses), "void": reading.void}
    BookletReading.objects.create(booklet=booklet, hand=hand, seat=seat, at=act.at, key=act.key, **read)


def _compare(act: Acting, booklet: Booklet, first: Reading, second: Reading) -> Keyed:
    booklet.compared, booklet.differed = len(booklet.projects) + 1, first.places(second)
    if booklet.differed:
        booklet.save(update_fields=["compared", "differed"])
        return Keyed(State.DIFFERS)
    return _settle(act, booklet, second)


def settle_booklet(*, round_id: int, number: int, reading: Reading, by: By, at: datetime, key: str = "") -> Keyed:
    """Say, with the booklet in hand, what stands where its two readings differ; then its ballot is cast.

    Args:
        reading: Crosses beside those projects that were read differently, and where the two differ on it, whether
            it can be counted at all.

    Raises:
        NotYours, NotNow: As `key_booklet`.
        NoSuchBooklet: There is none with this number.
        BookletUsed: It does not wait to be settled.
        ReadByYou: Whoever acts is one of the two who read it.
        NotPossible: A cross beside a project that was not read differently.
    """
    with acting(round_id, by=on_paper(by), at=at, key=key) as act:
        seat = reader(by)
        _must_be_time(act)
        booklet = numbered(round_id, number)
        readings = list(booklet.readings.all())
        if (state := state_of(booklet, len(readings))) is not State.DIFFERS:
            raise BookletUsed(state)
        if seat in {each.seat for each in readings}:
            raise ReadByYou
        first, second = (reading_of(each) for each in readings)
        if reading.crosses - first.differences(second):
            raise NotPossible(why.NOT_IN_QUESTION)
        booklet.settled_by = seat
        return _settle(act, booklet, first.settled(second, reading))


def numbered(round_id: int, number: int) -> Booklet:
    """A booklet by its number.

    Raises:
        NoSuchBooklet: There is none.
    """
    rows = Booklet.objects.select_related("code").filter(round_id=round_id, number=min(number, HIGHEST))
    if (found := rows.first()) is None:
        raise NoSuchBooklet
    return found


def _settle(act: Acting, booklet: Booklet, reading: Reading) -> Keyed:
    """Cast the ballot of a booklet, or record that it cannot be counted; what each person read is forgotten."""
    state = State.VOID if reading.void else State.CAST
    booklet.outcome = str(state)
    booklet.save()
    booklet.readings.update(crosses=None, void=None)
    if state is State.VOID:
        body: dict[str, JsonValue] = {"booklet": booklet.number}
        return Keyed(state, act.record_body("decide.ballot_voided", body, partner=None, seat=None))
    return Keyed(state, cast(act, booklet, reading.crosses))


def cast(act: Acting, booklet: Booklet, crosses: frozenset[str]) -> Receipt:
    """The ballot of a booklet, as one that is cast on the web. A project withdrawn since it was printed is left out."""
    right = Code.objects.select_for_update().get(pk=booklet.code_id)
    choices = sorted(on_the_ballot(act.round_id, crosses))
    scan: dict[str, JsonValue] = {"scan": booklet.scan} if booklet.scan else {}
    return put_in(act, right, choices, **scan)


def on_the_ballot(round_id: int, crosses: frozenset[str]) -> frozenset[str]:
    """Those of the crosses that stand beside a project which is on the ballot."""
    rows = Project.objects.filter(round_id=round_id, identifier__in=crosses)
    return frozenset(rows.values_list("identifier", flat=True))

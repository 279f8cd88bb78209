"""Ending the typing in of paper ballots, and reading some of them once more: all of them where too many differ."""

from __future__ import annotations

from datetime import datetime

from cydradd.record import tree
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.decide import paper_refusals as why
from cydradd_web.decide.models import Ballot, Booklet, BookletReading, PaperCheck
from cydradd_web.decide.paper import Reading, State, drawn, sample_size, too_many
from cydradd_web.decide.paper_refusals import BookletUsed, NotDrawn, ReadByYou
from cydradd_web.decide.selectors.paper import booklet_with, reading_of, unfinished, unfinished_words
from cydradd_web.decide.selectors.paper_check import cast_of, due
from cydradd_web.decide.services.keying import cast, keep_reading, numbered, on_paper, on_the_ballot, reader
from cydradd_web.record.selectors import leaves
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, NotNow, acting


def draw_sample(*, round_id: int, by: By, at: datetime, leave: bool = False, key: str = "") -> Receipt:
    """End the typing in, and draw the ballots to be typed in once more with the head of the record as it is now.

    Nobody who typed in could know that head: it depends on every entry up to the last ballot.

    Args:
        leave: Leave out booklets that were typed in once or not settled, knowingly: they are not counted.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotNow: Voting is open, or the ballots are counted.
        NotPossible: It was drawn already, or some booklets are not finished.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _must_be_closed(act)
        if PaperCheck.objects.filter(round_id=round_id).exists():
            raise NotPossible(why.DRAWN_ALREADY)
        waiting = unfinished(round_id)
        if waiting and not leave:
            raise NotPossible(unfinished_words(waiting))
        head = leaves(round_id)
        root = tree.root(bytes.fromhex(each) for each in head).hex()
        cast_on_paper = cast_of(round_id)
        sample = drawn(root, cast_on_paper, sample_size(len(cast_on_paper)))
        Booklet.objects.filter(pk__in=[cast_on_paper[leaf] for leaf in sample]).update(drawn=True)
        check = PaperCheck.objects.create(
            round_id=round_id,
            drawn_at=act.at,
            size=len(head),
            root=root,
            ballots=len(cast_on_paper),
            sample=len(sample),
            left_out=len(waiting),
            differed=None if sample else 0,
            checked_at=None if sample else act.at,
        )
        body: dict[str, JsonValue] = {
            "size": check.size, "root": root, "ballots": check.ballots, "sample": check.sample,
            "left_out": check.left_out,
        }  # fmt: skip
        return act.record_body("decide.paper_sampled", body)


def _must_be_closed(act: Acting) -> None:
    acts = acts_of(act.round_id, at=act.at)
    if acts.of("decide.ballots_published"):
        raise NotNow(why.COUNTED)
    if acts.closed("ballot") is None:
        raise NotNow(why.VOTING_OPEN)


def key_again(
    *, round_id: int, number: int, code: str, reading: Reading, by: By, at: datetime, key: str = ""
) -> int | None:
    """Type a drawn booklet in once more, by somebody who has not read it: on how many places it differs.

    Returns:
        ``None``: this same act was done before.

    Raises:
        NotYours: Whoever acts holds no seat, or is the eligibility office.
        NotNow: No sample is drawn, or the ballots are counted.
        NoSuchBooklet: There is none with this number and code.
        NotDrawn: It need not be typed in again, or was.
        ReadByYou: Whoever acts has read it.
        NotPossible: A cross beside a project that is not in it, or a reading that it cannot be counted.
    """
    with acting(round_id, by=on_paper(by), at=at, key=key) as act:
        seat = reader(by)
        check = _check(act)
        booklet = booklet_with(round_id, number, code)
        if key and booklet.readings.filter(hand=3, seat=seat, key=key).exists():
            return None
        if not booklet.drawn or booklet.again is not None:
            raise NotDrawn(done=booklet.again is not None)
        if seat == booklet.settled_by or booklet.readings.filter(seat=seat).exists():
            raise ReadByYou
        if reading.void:
            raise NotPossible(why.VOID_AGAIN)
        if reading.crosses - set(booklet.projects):
            raise NotPossible(why.NOT_ON_IT)
        reading = Reading(on_the_ballot(round_id, reading.crosses))
        booklet.again = reading.places(in_force(booklet))
        if not booklet.again:
            booklet.checked_at = act.at
        keep_reading(act, booklet, reading if booklet.again else None, seat, hand=3)
        booklet.save(update_fields=["again", "checked_at"])
        _go_on(act, check)
        return booklet.again


def in_force(booklet: Booklet) -> Reading:
    """What is cast of a booklet."""
    ballot = Ballot.objects.get(round_id=booklet.round_id, live=True, voter=booklet.code.pseudonym)
    return Reading(frozenset(project for project, _ in ballot.support))


def settle_again(
    *, round_id: int, number: int, reading: Reading, by: By, at: datetime, key: str = ""
) -> Receipt | None:
    """Say, with the booklet in hand, what stands where it was read differently the last time.

    A ballot that was wrong is cast again, and takes the place of the one before.

    Args:
        reading: Crosses beside those projects that were read differently.

    Returns:
        The entry of the ballot that is put right; ``None``: it stands as it was.

    Raises:
        NotYours, NotNow: As `key_again`.
        NoSuchBooklet: There is none with this number.
        BookletUsed: It does not wait to be settled.
        ReadByYou: Whoever acts read it the last time.
        NotPossible: A cross beside a project that was not read differently.
    """
    with acting(round_id, by=on_paper(by), at=at, key=key) as act:
        seat = reader(by)
        check = _check(act)
        booklet = numbered(round_id, number)
        if not booklet.again or booklet.checked_at is not None:
            raise BookletUsed(State.CAST if booklet.outcome == "cast" else State.ONCE)
        last = BookletReading.objects.get(booklet=booklet, hand=3)
        if last.seat == seat:
            raise ReadByYou
        stood, read = in_force(booklet), reading_of(last)
        if reading.crosses - stood.differences(read):
            raise NotPossible(why.NOT_IN_QUESTION)
        right = stood.settled(read, reading)
        booklet.checked_at = act.at
        booklet.save(update_fields=["checked_at"])
        booklet.readings.update(crosses=None, void=None)
        receipt = None if right == stood else cast(act, booklet, right.crosses)
        _go_on(act, check)
        return receipt


def _check(act: Acting) -> PaperCheck:
    """The check that goes on."""
    if acts_of(act.round_id, at=act.at).of("decide.ballots_published"):
        raise NotNow(why.COUNTED)
    found = PaperCheck.objects.filter(round_id=act.round_id).first()
    if found is None:
        raise NotNow(why.NOT_DRAWN)
    return found


def _go_on(act: Acting, check: PaperCheck) -> None:
    """Once every drawn booklet is done, say so in the record; where too many differed, draw all the others."""
    of_round = Booklet.objects.filter(round_id=act.round_id, drawn=True)
    if of_round.filter(checked_at__isnull=True).exists():
        return
    read, differed = of_round.count(), of_round.filter(again__gt=0).count()
    others = Booklet.objects.filter(round_id=act.round_id, outcome="cast", drawn=False)
    if not check.whole:
        check.differed = differed
        check.whole = too_many(differed, read) and others.exists()
    all_again = check.whole and bool(others.update(drawn=True))
    check.checked_at = None if all_again else act.at
    check.save()
    act.record_body(
        "decide.paper_checked", {"checked": read, "differed": differed, "all_again": all_again}, partner=None, seat=None
    )


def paper_must_be_checked(round_id: int) -> None:
    """Refuse the count while paper ballots are not finished and checked.

    Raises:
        NotPossible: With what is still to be done.
    """
    if (reason := due(round_id)) is not None:
        raise NotPossible(reason)

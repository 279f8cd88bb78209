"""Ballots: what stands on them, and casting one with a code of the roll."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import major_units
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.components.codes import hash_of
from cydradd_web.decide.models import Ballot, Booklet, Code, Miss, Project
from cydradd_web.decide.paper_refusals import PaperEntered
from cydradd_web.decide.selectors.paper import eligible
from cydradd_web.decide.services.roll import roll_must_be_closed
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import currency_of
from cydradd_web.rounds.services.acting import Acting, acting

TRIES, WAIT = 10, timedelta(hours=1)
"""Codes that nobody has, entered from one place, after which that place waits (trust.md 3.1)."""


class UnknownCode(CydraddError):
    """No code of this round's roll."""

    code = "unknown-code"


class CancelledCode(CydraddError):
    """A code that was cancelled; another may have been given for it."""

    code = "cancelled-code"


class TooManyTries(CydraddError):
    """Too many codes that nobody has were entered from here."""

    code = "too-many-tries"


def prepare_ballot(round_id: int) -> None:
    """Put every eligible application that was not withdrawn on the ballot, inside the act that opens it.

    Raises:
        NotPossible: The roll is not closed, or no application stands.
    """
    roll_must_be_closed(round_id)
    standing = eligible(round_id)
    if not standing:
        raise NotPossible(
            Bilingual(
                "Nid oes cais cymwys, felly nid oes dim i bleidleisio arno.",
                "No application is eligible, so there is nothing to vote on.",
            )
        )
    currency = currency_of(round_id)
    Project.objects.filter(round_id=round_id).delete()
    Project.objects.bulk_create(
        Project(
            round_id=round_id,
            position=number,
            identifier=row.id,
            title_cy=row.title.cy if row.title else None,
            title_en=row.title.en if row.title else None,
            cost=major_units(row.cost, currency),
        )
        for number, row in enumerate(standing, 1)
    )


def cast_ballot(*, round_id: int, code: str, choices: Collection[str], by: By, at: datetime, key: str = "") -> Receipt:
    """Cast a ballot, or change the one that was cast with this code. Whoever acts is known by the code alone.

    Args:
        choices: Ids of the projects that are chosen; none is a ballot too.

    Raises:
        NotNow: Voting is not open.
        NotACode, UnknownCode, CancelledCode: The code gives no right to vote here.
        PaperEntered: A paper ballot was returned with it, and is in.
        NotPossible: A choice that is not on the ballot.
    """
    hashed = hash_of(code)
    with acting(round_id, by=by, at=at, key=key) as act:
        act.must_be_open("ballot")
        right = _right(round_id, hashed)
        _must_not_be_on_paper(right)
        wanted = _on_the_ballot(round_id, choices)
        return put_in(act, right, wanted)


def enter_code(*, round_id: int, code: str, places: Collection[str], at: datetime, to_vote: bool = True) -> str | None:
    """Whether a code gives a right to vote: the pseudonym of the ballot that was cast with it, if one was.

    Args:
        places: From where it was entered, as keyed hashes; a code that nobody has is noted there.
        to_vote: Whether it is to be voted with, and not only to find what was cast.

    Raises:
        NotACode, UnknownCode, CancelledCode: It gives no right to vote here.
        TooManyTries: Too many were tried from here; nothing was looked up.
        PaperEntered: It is to be voted with, and a paper ballot was returned with it.
    """
    hashed = hash_of(code)
    must_not_guess(places=places, at=at)
    try:
        with transaction.atomic():
            right = _right(round_id, hashed)
            if to_vote:
                _must_not_be_on_paper(right)
            return right.pseudonym
    except UnknownCode:
        note_miss(places=places, at=at)
        raise


def _right(round_id: int, hashed: str) -> Code:
    """The row of a code, locked, with a pseudonym."""
    row = Code.objects.select_for_update().filter(round_id=round_id, code_hash=hashed).first()
    if row is None:
        raise UnknownCode(
            Bilingual(
                "Nid yw’r cod hwn ar gofrestr y rownd hon. Gwiriwch bob grŵp o ddigidau.",
                "This code is not on the roll of this round. Check each group of digits.",
            )
        )
    if row.cancelled:
        raise CancelledCode(
            Bilingual(
                "Cafodd y cod hwn ei ganslo. Defnyddiwch y cod newydd a gawsoch yn ei le, neu gofynnwch i’r swyddfa "
                "cymhwyster.",
                "This code was cancelled. Use the new code that you were given in its place, or ask the eligibility "
                "office.",
            )
        )
    return row


def _must_not_be_on_paper(right: Code) -> None:
    """The first ballot that is entered with a code of a booklet decides whether it is on paper or on the web."""
    if right.pseudonym is not None and Booklet.objects.filter(code=right, outcome="cast").exists():
        raise PaperEntered


def _on_the_ballot(round_id: int, choices: Collection[str]) -> list[str]:
    known = set(Project.objects.filter(round_id=round_id).values_list("identifier", flat=True))
    if set(choices) - known:
        raise NotPossible(
            Bilingual(
                "Nid yw un o’r dewisiadau ar y papur pleidleisio hwn. Agorwch y papur eto a dewis.",
                "One of the choices is not on this ballot. Open the ballot again and choose.",
            )
        )
    return sorted(set(choices))


def put_in(act: Acting, right: Code, choices: list[str], **more: JsonValue) -> Receipt:
    """Record a ballot and keep it, in force alone.

    Args:
        right: The code it is cast with, which nobody else uses at the same time.
        more: What the entry says beside.
    """
    if right.pseudonym is None:
        right.pseudonym = secrets.token_hex(16)
        right.save(update_fields=["pseudonym"])
    before = Ballot.objects.filter(round_id=act.round_id, voter=right.pseudonym, live=True).first()
    times = before.times + 1 if before else 1
    receipt = act.record_body(
        "decide.ballot_cast",
        {"ballot": times, **more},
        sealed={"ballot": {"choices": list(choices), "v": 1}},
        partner=Partner(right.partner),
        seat=right.pseudonym,
        role="voter",
        refs=({"leaf": before.leaf, "rel": "replaces"},) if before else (),
    )
    kept = {
        "support": [[project, "1"] for project in choices],
        "number": receipt.number,
        "leaf": receipt.leaf,
        "times": times,
    }
    if before:
        Ballot.objects.filter(pk=before.pk).update(**kept)
    else:
        last = Ballot.objects.filter(round_id=act.round_id).order_by("-position").values_list("position", flat=True)
        Ballot.objects.create(
            round_id=act.round_id,
            position=(last.first() or 0) + 1,
            voter=right.pseudonym,
            partner=right.partner,
            live=True,
            **kept,
        )
    return receipt


def note_miss(*, places: Collection[str], at: datetime) -> None:
    """A code that nobody has was entered from here. What is older than the wait is forgotten."""
    Miss.objects.filter(at__lt=at - WAIT).delete()
    Miss.objects.bulk_create(Miss(place=place, at=at) for place in places)


def missed(*, places: Collection[str], at: datetime) -> int:
    """How many codes that nobody has were entered within the hour from the place where most were. One query."""
    found = Miss.objects.filter(place__in=places, at__gt=at - WAIT).values_list("place", flat=True)
    return max(Counter(found).values(), default=0)


def must_not_guess(*, places: Collection[str], at: datetime) -> None:
    """Refuse a place from which too many codes were tried within the hour.

    Raises:
        TooManyTries: With when to try again, and another way.
    """
    for place in places:
        since = Miss.objects.filter(place=place, at__gt=at - WAIT).order_by("-at").values_list("at", flat=True)
        if len(recent := list(since[:TRIES])) == TRIES:
            minutes = max(1, -int((at - recent[-1] - WAIT).total_seconds() // 60))
            raise TooManyTries(
                Bilingual(
                    f"Cafodd gormod o godau nad ydynt ar y gofrestr eu rhoi o’r fan hon. Munudau i aros: {minutes}. "
                    "Os oes gennych god, gallwch bleidleisio nawr o ddyfais neu rwydwaith arall, neu ffonio’r swyddfa "
                    "cymhwyster.",
                    f"Too many codes that are not on the roll were entered from here. Minutes to wait: {minutes}. "
                    "If you have a code, you can vote now from another device or network, or telephone the "
                    "eligibility office.",
                )
            )

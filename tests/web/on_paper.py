"""What tests of paper ballots share: a round with booklets, people who read them, and what each read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from tests.web.acting import by
from tests.web.voting import CLOSED, OPENED, ready, roll, say

from cydradd.vocabulary.people import Partner
from cydradd_web.decide.paper import Reading
from cydradd_web.decide.services.booklets import Printed, print_booklets
from cydradd_web.decide.services.keying import Keyed, key_booklet

WHILE_OPEN = OPENED + timedelta(hours=2)
LATER = CLOSED + timedelta(hours=2)
BEFORE = OPENED - timedelta(days=3)


def read(*crosses: str, void: bool = False) -> Reading:
    """What somebody read."""
    return Reading(frozenset(crosses), void)


def with_booklets(many: int = 2) -> tuple[int, tuple[Printed, ...], dict[Partner, tuple[str, ...]]]:
    """A round in which people vote, with booklets for citizens; and codes of each partner for the web."""
    round_id = ready()
    made = printed(round_id, many)
    codes = roll(round_id)
    say(round_id, "window_opens", "ballot", OPENED)
    return round_id, made, codes


def printed(round_id: int, many: int = 2, *, key: str = "") -> tuple[Printed, ...]:
    """Booklets, made by the eligibility office before the roll is closed."""
    return print_booklets(
        round_id=round_id, partner=Partner.CITIZENS, many=many, label="letters", by=by("eleri"), at=BEFORE, key=key
    )


def keyed(
    round_id: int,
    booklet: Printed,
    who: str,
    reading: Reading,
    *,
    at: datetime = WHILE_OPEN,
    key: str = "",
    scan: str = "",
) -> Keyed:
    """One booklet, typed in by somebody."""
    return key_booklet(
        round_id=round_id, number=booklet.number, code=booklet.paper_code, reading=reading, scan=scan,
        by=by(who), at=at, key=key,
    )  # fmt: skip


def cast_all(round_id: int, booklets: Collection[Printed], reading: Reading, *, at: datetime = WHILE_OPEN) -> None:
    """Every booklet typed in twice, the same: by ann and tom."""
    for each in booklets:
        keyed(round_id, each, "ann", reading, at=at)
        keyed(round_id, each, "tom", reading, at=at)


def close(round_id: int) -> None:
    """Voting is over."""
    say(round_id, "window_closes", "ballot", CLOSED)

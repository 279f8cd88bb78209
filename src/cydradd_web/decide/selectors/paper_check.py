"""The check of paper ballots: what was drawn to be typed in again, and what the count waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from cydradd.vocabulary.text import Bilingual
from cydradd_web.decide.models import Ballot, Booklet, PaperCheck
from cydradd_web.decide.selectors.paper import MOST, UNFINISHED, unfinished


def cast_of(round_id: int) -> Mapping[str, int]:
    """The leaf of each ballot in force that was cast on paper, with the key of its booklet. Two queries."""
    of = dict(Booklet.objects.filter(round_id=round_id, outcome="cast").values_list("code__pseudonym", "pk"))
    rows = Ballot.objects.filter(round_id=round_id, live=True).values_list("voter", "leaf")
    return {leaf: of[voter] for voter, leaf in rows if voter in of}


@dataclass(frozen=True, slots=True)
class Again:
    """Booklets to be typed in once more: those still to do that whoever asks may, and differences to settle."""

    read: Sequence[int]
    read_own: Sequence[int]
    settle: Sequence[int]
    settle_own: Sequence[int]


def again(round_id: int, seat: str | None) -> Again:
    """What is still to be done of the check. Two queries."""
    rows = Booklet.objects.filter(round_id=round_id, drawn=True, checked_at__isnull=True).prefetch_related("readings")
    found: dict[str, list[int]] = {"read": [], "read_own": [], "settle": [], "settle_own": []}
    for row in rows.order_by("number")[:MOST]:
        seats = {each.hand: each.seat for each in row.readings.all()}
        if row.again is None:
            own = seat in seats.values() or seat == row.settled_by
            found["read_own" if own else "read"].append(row.number)
        else:
            found["settle_own" if seats.get(3) == seat else "settle"].append(row.number)
    return Again(**found)


@dataclass(frozen=True, slots=True)
class Figures:
    """How paper ballots fare; told to everybody once voting is over.

    ``waiting``: typed in, and not cast. ``compared``: places that two people read; ``differed``: read differently.
    ``read_again``, ``differed_again``: booklets of the check so far.
    """

    printed: int
    cast: int
    void: int
    waiting: int
    compared: int
    differed: int
    read_again: int
    differed_again: int
    to_read: int

    @property
    def percent(self) -> float | None:
        """The share of places that two people read differently; ``None``: none was read by two."""
        return 100 * self.differed / self.compared if self.compared else None

    @property
    def percent_again(self) -> float | None:
        """The share of booklets that were read differently the last time; ``None``: none was read again."""
        return 100 * self.differed_again / self.read_again if self.read_again else None


def figures(round_id: int) -> Figures | None:
    """How the paper ballots of a round fare; ``None``: it has none. Two queries."""
    rows = Booklet.objects.filter(round_id=round_id, code__cancelled=False)
    one = Count("pk", distinct=True)
    found = rows.aggregate(
        printed=one,
        cast=Count("pk", filter=Q(outcome="cast"), distinct=True),
        void=Count("pk", filter=Q(outcome="void"), distinct=True),
        read_again=Count("pk", filter=Q(again__isnull=False), distinct=True),
        differed_again=Count("pk", filter=Q(again__gt=0), distinct=True),
        to_read=Count("pk", filter=Q(drawn=True, checked_at__isnull=True), distinct=True),
    )
    if not found["printed"]:
        return None
    places = [pair for pair in rows.values_list("compared", "differed") if pair[0]]
    return Figures(
        waiting=len(unfinished(round_id)),
        compared=sum(compared or 0 for compared, _ in places),
        differed=sum(differed or 0 for _, differed in places),
        **found,
    )


@dataclass(frozen=True, slots=True)
class Check:
    """The check of what was typed in, as everybody can read it."""

    drawn_at: datetime
    size: int
    root: str
    ballots: int
    sample: int
    left_out: int
    differed: int | None
    whole: bool
    checked_at: datetime | None


def check(round_id: int) -> Check | None:
    """The check of a round's paper ballots; ``None``: no sample is drawn. One query."""
    row = PaperCheck.objects.filter(round_id=round_id).first()
    if row is None:
        return None
    return Check(
        row.drawn_at, row.size, row.root, row.ballots, row.sample, row.left_out, row.differed, row.whole, row.checked_at
    )


def due(round_id: int) -> Bilingual | None:
    """What must be done with paper ballots before the count; ``None``: nothing. Two queries at most."""
    row = PaperCheck.objects.filter(round_id=round_id).first()
    if row is None:
        typed = Booklet.objects.filter(Q(outcome="cast") | UNFINISHED, round_id=round_id).exists()
        return TO_DRAW if typed else None
    if row.checked_at is not None:
        return None
    left = Booklet.objects.filter(round_id=round_id, drawn=True, checked_at__isnull=True).count()
    return TO_READ_ALL.filled(left) if row.whole else TO_READ.filled(left)


@dataclass(frozen=True, slots=True)
class _Told:
    cy: str
    en: str

    def filled(self, n: int) -> Bilingual:
        """With a number in it."""
        return Bilingual(self.cy.format(n=n), self.en.format(n=n))


TO_DRAW = Bilingual(
    "Cafodd papurau pleidleisio eu teipio i mewn. Rhaid i swyddog y rownd orffen y teipio a thynnu’r sampl cyn cyfrif.",
    "Paper ballots were typed in. The officer of the round must end the typing in and draw the sample before the "
    "count.",
)
TO_READ = _Told(
    "Rhaid teipio llyfrynnau’r sampl eto cyn cyfrif. Nifer ar ôl: {n}.",
    "The booklets of the sample must be typed in again before the count. Left to do: {n}.",
)
TO_READ_ALL = _Told(
    "Darllenwyd mwy na 0.5% o’r sampl yn wahanol, felly rhaid teipio pob llyfryn eto cyn cyfrif. Nifer ar ôl: {n}.",
    "More than 0.5% of the sample was read differently, so every booklet must be typed in again before the count. "
    "Left to do: {n}.",
)

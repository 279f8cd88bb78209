"""Booklets: printed with a code of the roll each, which is shown once, in one of the published orders each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from cydradd.decide.ballots import ORDERS, order_for
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.codes import hash_of
from cydradd_web.components.paper import HIGHEST, new_paper_code, paper_hash
from cydradd_web.decide import paper_refusals as why
from cydradd_web.decide.models import Batch, Booklet, Code, Project
from cydradd_web.decide.paper import MOST_BOOKLETS
from cydradd_web.decide.selectors.paper import UNUSED, listed
from cydradd_web.decide.selectors.voting import seed_of
from cydradd_web.decide.services.roll import make_codes, must_not_be_shown, roll_must_stand_open
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, NotNow, acting


@dataclass(frozen=True, slots=True)
class Printed:
    """A booklet as it is printed, this once.

    Attributes:
        code: The right to vote, on the part that is torn off and kept.
        paper_code: On the part that comes back; it gives no right to vote.
        order: Which of the published orders, from 1.
    """

    number: int
    code: str
    paper_code: str
    order: int
    projects: tuple[str, ...]


def print_booklets(
    *, round_id: int, partner: Partner, many: int, label: str, by: By, at: datetime, key: str = ""
) -> tuple[Printed, ...]:
    """Make booklets for people of one partner, before the roll is closed. Their codes are returned this once.

    Args:
        label: What they are for, such as "letters to households"; never a name.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotNow: The call has not closed.
        NotPossible: The roll is closed, no application is eligible, or the number is none that can be printed.
        ShownOnce: The same act was asked for again.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(Duty.ELIGIBILITY)
        roll_must_stand_open(round_id)
        if acts_of(round_id, at=act.at).closed("call") is None:
            raise NotNow(why.CALL_OPEN)
        if not 0 < many <= MOST_BOOKLETS:
            raise NotPossible(
                Bilingual(f"Rhowch rif o 1 i {MOST_BOOKLETS} o lyfrynnau.", f"Give a number from 1 to {MOST_BOOKLETS}.")
            )
        return _make(act, partner, many, label, key)


def print_again(*, round_id: int, batch: int, by: By, at: datetime, key: str = "") -> tuple[Printed, ...]:
    """Cancel the booklets of a batch that were not used, and print as many new ones. The roll grows by none.

    For a batch that was lost or printed badly, or that lacks a project; the roll may be closed.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotNow: Voting has closed.
        NotPossible: There is no such batch of booklets, or none of it is unused.
        ShownOnce: The same act was asked for again.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(Duty.ELIGIBILITY)
        if acts_of(round_id, at=act.at).closed("ballot") is not None:
            raise NotNow(why.VOTING_OVER)
        old = Batch.objects.filter(round_id=round_id, pk=min(batch, 2**62)).first()
        must_not_be_shown(round_id, key)
        unused = list(Booklet.objects.filter(UNUSED, batch=old).values_list("code", flat=True)) if old else []
        if old is None or not unused:
            raise NotPossible(why.NONE_LEFT)
        Code.objects.filter(pk__in=unused).update(cancelled=True)
        return _make(act, Partner(old.partner), len(unused), old.label, key)


def _make(act: Acting, partner: Partner, many: int, label: str, key: str) -> tuple[Printed, ...]:
    standing = list(listed(act.round_id))
    if not standing:
        raise NotPossible(why.NOTHING_TO_PRINT)
    codes = make_codes(act, partner, many, label, key)
    last = Booklet.objects.filter(round_id=act.round_id).aggregate(last=Max("number"))["last"] or 0
    if last + many > HIGHEST:
        raise NotPossible(
            Bilingual("Mae gormod o lyfrynnau yn y rownd hon.", "There are too many booklets in this round.")
        )
    seed = seed_of(act.round.settings, act.round.reference)
    orders = [order_for(seed, number, standing) for number in range(ORDERS)]
    made = tuple(
        Printed(number, code, new_paper_code(), (number - 1) % ORDERS + 1, orders[(number - 1) % ORDERS])
        for number, code in enumerate(codes, last + 1)
    )
    _keep(act.round_id, made)
    return made


def _keep(round_id: int, made: Sequence[Printed]) -> None:
    hashes = {hash_of(each.code): each for each in made}
    rows: dict[str, Code] = {}
    wanted = list(hashes)
    for start in range(0, len(wanted), MOST_BOOKLETS):
        some = Code.objects.filter(round_id=round_id, code_hash__in=wanted[start : start + MOST_BOOKLETS])
        rows |= {row.code_hash: row for row in some}
    Booklet.objects.bulk_create(
        Booklet(
            round_id=round_id,
            number=each.number,
            batch_id=rows[hashed].batch_id,
            code=rows[hashed],
            paper_hash=paper_hash(round_id, each.number, each.paper_code),
            order=each.order,
            projects=list(each.projects),
        )
        for hashed, each in hashes.items()
    )


def booklets_must_be_whole(round_id: int) -> None:
    """Refuse to open the ballot while a booklet that can be used lacks a project that is on it.

    Raises:
        NotPossible: With the numbers of those booklets, and what to do.
    """
    on_it = set(Project.objects.filter(round_id=round_id).values_list("identifier", flat=True))
    standing = Booklet.objects.filter(UNUSED, round_id=round_id).order_by("number").values_list("number", "projects")
    lacking = [number for number, projects in standing if on_it - set(projects)]
    if lacking:
        which = f"{lacking[0]}–{lacking[-1]}" if len(lacking) > 1 else str(lacking[0])
        raise NotPossible(
            Bilingual(
                f"Nid yw pob prosiect sydd ar y papur pleidleisio yn y llyfrynnau hyn: {which}. Rhaid i’r swyddfa "
                "cymhwyster eu hargraffu eto, neu eu canslo, cyn i’r pleidleisio agor.",
                f"Not every project on the ballot is in these booklets: {which}. The eligibility office must print "
                "them again, or cancel them, before voting opens.",
            )
        )

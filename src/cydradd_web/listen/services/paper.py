"""Paper sheets: made with a code each, which is shown once, and cancelled where none has come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.paper import HIGHEST, new_paper_code, paper_hash
from cydradd_web.listen.models import WAYS, PaperBatch, PaperKeying, PaperSheet, Statement
from cydradd_web.listen.paper import MOST_SHEETS, MOST_STATEMENTS, laid_out
from cydradd_web.listen.words import SheetsShownOnce
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, acting

DUTIES = (Duty.OFFICER, Duty.MODERATOR)
"""Who makes sheets and types them in."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet as it is printed, this once."""

    number: int
    code: str
    statements: tuple[str, ...]


def make_sheets(
    *, round_id: int, way: str, many: int, each: int, by: By, at: datetime, key: str = ""
) -> tuple[Printed, ...]:
    """Make sheets of the statements that are shown now. Their codes are returned this once; only hashes are kept.

    Args:
        way: How they reach people: ``in_person``, ``post`` or ``open``.
        each: How many statements stand on a sheet at most.

    Raises:
        NotYours: Whoever acts is neither an officer nor a moderator.
        NotNow: Listening is over.
        NotPossible: No statement is shown, or a number is none that can be made.
        SheetsShownOnce: The same act was asked for again.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(*DUTIES)
        _, seat = by.must_sit()
        if acts_of(round_id, at=act.at).windows("listen"):
            act.must_be_open("listen")
        if key and PaperBatch.objects.filter(round_id=round_id, key=key).exists():
            raise SheetsShownOnce
        if way not in WAYS or not 0 < many <= MOST_SHEETS or not 0 < each <= MOST_STATEMENTS:
            raise NotPossible(
                Bilingual(
                    f"Rhowch nifer o 1 i {MOST_SHEETS} o daflenni, o 1 i {MOST_STATEMENTS} o ddatganiadau ar bob un, "
                    "a dywedwch sut maent yn cyrraedd pobl.",
                    f"Give a number from 1 to {MOST_SHEETS} of sheets, from 1 to {MOST_STATEMENTS} of statements on "
                    "each, and say how they reach people.",
                )
            )
        last = PaperBatch.objects.filter(round_id=round_id).aggregate(last=Max("number"))["last"] or 0
        batch = PaperBatch.objects.create(
            round_id=round_id, number=last + 1, way=way, sheets=many, made_at=act.at, seat=seat, key=key or None
        )
        return _make(act, batch, each)


def _make(act: Acting, batch: PaperBatch, each: int) -> tuple[Printed, ...]:
    shown = list(Statement.objects.filter(round_id=act.round_id, state="shown").values_list("identifier", flat=True))
    if not shown:
        raise NotPossible(
            Bilingual(
                "Nid oes datganiad yn cael ei ddangos eto, felly ni fyddai dim ar y taflenni.",
                "No statement is shown yet, so there would be nothing on the sheets.",
            )
        )
    last = PaperSheet.objects.filter(round_id=act.round_id).aggregate(last=Max("number"))["last"] or 0
    orders = laid_out(shown, first=last + 1, sheets=batch.sheets, each=each, seed=act.round.reference)
    made = tuple(Printed(number, new_paper_code(), order) for number, order in enumerate(orders, last + 1))
    PaperSheet.objects.bulk_create(
        PaperSheet(
            round_id=act.round_id,
            batch=batch,
            number=one.number,
            code_hash=paper_hash(act.round_id, one.number, one.code),
            statements=list(one.statements),
        )
        for one in made
    )
    return made


def cancel_sheets(*, round_id: int, batch: int, by: By, at: datetime) -> None:
    """Cancel a batch that was not printed well or was lost. Nobody can type its sheets in afterwards.

    Raises:
        NotYours: Whoever acts is neither an officer nor a moderator.
        NotPossible: There is no such batch, or a sheet of it was typed in.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(*DUTIES)
        found = PaperBatch.objects.filter(round_id=round_id, number=min(batch, HIGHEST)).first()
        if found is None:
            raise NotPossible(
                Bilingual("Nid oes swp o’r fath yn y rownd hon.", "There is no such batch in this round.")
            )
        if PaperKeying.objects.filter(sheet__batch=found).exists():
            raise NotPossible(
                Bilingual(
                    "Mae taflen o’r swp hwn wedi’i theipio i mewn, felly ni ellir ei ganslo.",
                    "A sheet of this batch has been typed in, so it cannot be cancelled.",
                )
            )
        PaperBatch.objects.filter(pk=found.pk, cancelled_at__isnull=True).update(cancelled_at=act.at)

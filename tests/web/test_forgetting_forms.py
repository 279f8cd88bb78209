"""What was written in a form goes ninety days after its application was withdrawn; nothing else does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.web.acting import AT
from tests.web.applying import LATER, calling, form, form_id, signer, submitted, typed

from cydradd_web.apply.models import Answer, Application, Draft, Submission
from cydradd_web.apply.services.drafting import save_answers
from cydradd_web.apply.services.submitting import withdraw
from cydradd_web.pruning import prune
from cydradd_web.record.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = timedelta(days=90)


def withdrawn() -> int:
    """A round in which vera's application was withdrawn, and vic's stands."""
    round_id = calling()
    submitted(round_id, "Grŵp Un", "vera")
    submitted(round_id, "Grŵp Dau", "vic")
    first = Submission.objects.order_by("pk").first()
    assert first is not None
    withdraw(round_id=round_id, application=first.reference, why="Other money.", by=signer("vera"), at=LATER)
    return round_id


def words() -> dict[bool, tuple[int, bool]]:
    """Answers that are kept in the form, and whether what was sent is: of the withdrawn one, and of the other."""
    return {
        each.withdrawn_at is not None: (Answer.objects.filter(draft=each.draft_id).count(), bool(each.answers))
        for each in Submission.objects.all()
    }


def test_the_nightly_work_erases_the_words_after_ninety_days_and_keeps_the_act(home: Path) -> None:
    round_id = withdrawn()
    before = words()

    prune(at=LATER + DAYS - timedelta(minutes=1))
    assert words() == before, "ninety days are not over"
    prune(at=LATER + DAYS)

    found = words()
    assert found[True] == (0, False)
    assert found[False] == before[False]
    gone = Submission.objects.get(withdrawn_at__isnull=False)
    assert (gone.facts, gone.withdrawn_why, gone.cost) == ([], "", 1_000_00)
    assert Application.objects.get(round_id=round_id, identifier=gone.reference).status == "withdrawn"
    assert Entry.objects.filter(round_id=round_id, type="apply.withdrawn").count() == 1
    prune(at=LATER + DAYS)
    assert words() == found


def test_a_form_that_is_written_in_again_or_was_never_sent_stays(home: Path) -> None:
    round_id = withdrawn()
    gone = Submission.objects.get(withdrawn_at__isnull=False)
    question = Answer.objects.filter(draft=gone.draft_id, question="Q2").count()
    save_answers(
        form=gone.draft_id, typed=typed({"Q2": "We go on."}, version=question), by=signer("vera"), at=LATER + DAYS / 2
    )
    other = form(round_id, Draft.objects.get(pk=gone.draft_id).body_id, "vera", "L2")

    prune(at=LATER + DAYS)

    assert Answer.objects.filter(draft=gone.draft_id, text="We go on.").exists()
    assert Answer.objects.filter(draft=form_id(other)).exists()
    assert AT < LATER

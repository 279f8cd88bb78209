"""The report of the listening: written by the round's officer once listening is over, published in both languages."""

from __future__ import annotations

from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.listen.models import Report
from cydradd_web.listen.selectors.reports import was_published
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, acting
from cydradd_web.rounds.services.publishing import publish_in


def write_report(
    *, round_id: int, needs: Bilingual, assets: Bilingual, by: By, at: datetime, key: str = "", publish: bool = False
) -> Receipt | None:
    """Keep the summary of needs and assets; or keep it and publish it.

    Returns:
        The receipt; ``None``: it was only kept, which is not in the record.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: Listening is not over, or it has been published.
        OneLanguage: It is to be published, and a side is missing.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _must_be_over(act)
        row = Report.objects.filter(round_id=round_id).first() or Report(round_id=round_id)
        if row.published_at is not None or was_published(events_of(round_id)):
            raise NotPossible(
                Bilingual(
                    "Mae’r adroddiad hwn wedi’i gyhoeddi. Ni ellir ei newid.",
                    "This report has been published. It cannot be changed.",
                )
            )
        row.needs_cy, row.needs_en = needs.cy or "", needs.en or ""
        row.assets_cy, row.assets_en = assets.cy or "", assets.en or ""
        row.saved_at = act.at
        row.save()
        if not publish:
            return None
        both = Bilingual(_both(needs.cy, assets.cy), _both(needs.en, assets.en))
        receipt = publish_in(act, "report", both if both.cy and both.en else None)  # a side that lacks is named
        Report.objects.filter(pk=row.pk).update(published_at=act.at)
        return receipt


def _both(needs: str | None, assets: str | None) -> str | None:
    return f"{needs}\n\n{assets}" if needs and assets else None


def _must_be_over(act: Acting) -> None:
    acts = acts_of(act.round_id, at=act.at)
    if acts.is_open("listen") or not acts.windows("listen"):
        raise NotPossible(
            Bilingual(
                "Ysgrifennwch yr adroddiad pan fydd y gwrando wedi cau.", "Write the report once listening has closed."
            )
        )

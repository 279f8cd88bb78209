"""What can be done at the decide stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cydradd.cycle.report import formats
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.decide.paper_doing import on_paper
from cydradd_web.decide.selectors.paper_check import due
from cydradd_web.decide.selectors.roll import is_closed
from cydradd_web.decide.selectors.voting import Voting, voting
from cydradd_web.rounds.selectors.evidence import acts_of


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What somebody can do at this stage now: vote, find their ballot, and what their duties ask of them."""
    now = voting(round_id, at)
    return [*_anybody(slug, now), *_of_duty(slug, round_id, by, now, at), *on_paper(slug, round_id, by, now)]


def _anybody(slug: str, now: Voting) -> Iterator[Doing]:
    if now.is_open:
        yield Doing(_("Vote"), reverse("ballot", args=[slug]), first=True)
    elif now.state == "before":
        yield Doing(_("Vote"), reverse("ballot", args=[slug]), _("Voting has not opened yet."))
    if now.state != "before":
        yield Doing(_("Find my ballot in the record"), reverse("find-ballot", args=[slug]))


def _of_duty(slug: str, round_id: int, by: By, now: Voting, at: datetime) -> Iterator[Doing]:
    if Duty.ELIGIBILITY in by.duties and now.state in ("before", "open"):
        yield Doing(_("The roll: give codes to people who may vote"), reverse("roll", args=[slug]))
    if Duty.ASSESSOR in by.duties and now.state in ("before", "open"):
        yield Doing(_("Score the applications"), reverse("scores", args=[slug]))
    if Duty.OFFICER in by.duties:
        yield from _officer(slug, round_id, now, at)
    if by.duties & {Duty.OFFICER, Duty.PAYER} and now.state == "counted":
        yield Doing(_("Make an award"), reverse("award", args=[slug]))


def _until(now: Voting) -> str:
    """What the count waits for. No number is said of a ballot that is open: it would tell how the voting goes."""
    hidden = _("How many have voted is not shown before the count.")
    if now.closes is None:
        ends = _("Voting is open. No last day is set: it ends when the officer closes it.")
    else:
        day = formats.day(now.closes, Language(get_language() or "en"))
        ends = _("Voting is open until the end of this day: %(day)s.") % {"day": day}
    return f"{ends} {hidden}"


def _officer(slug: str, round_id: int, now: Voting, at: datetime) -> Iterator[Doing]:
    count = reverse("count", args=[slug])
    waits = due(round_id) if now.state == "closed" else None
    if waits is not None:
        yield Doing(_("Open and count the ballots"), count, waits.side(Language(get_language() or "en")) or "")
    elif now.state == "closed":
        yield Doing(_("Open and count the ballots"), count, first=True)
    elif now.state == "open":
        yield Doing(_("Open and count the ballots"), count, _until(now))
    elif now.state == "before" and not is_closed(round_id):
        why = _("Voting cannot open before the eligibility office has closed the roll.")
        yield Doing(_("Open the voting"), count, why)
    elif now.state == "counted" and not acts_of(round_id, at=at).of("publish", "result"):
        yield Doing(_("Publish the result"), reverse("publish", args=[slug, "result"]), first=True)

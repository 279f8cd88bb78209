"""What can be done with paper ballots, and how their check stands: one line each on the decide tab."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _

from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.decide.selectors import paper, paper_check
from cydradd_web.decide.selectors.voting import Voting


def on_paper(slug: str, round_id: int, by: By, now: Voting) -> Iterator[Doing]:
    """The way to the paper ballots, for those who print, type in or look. Three queries at most."""
    href = reverse("paper-ballots", args=[slug])
    if Duty.ELIGIBILITY in by.duties and now.state in ("before", "open"):
        yield Doing(_("Paper ballots: print booklets"), href)
    if not paper.has_booklets(round_id):
        return
    if now.state == "counted" or (now.state == "closed" and paper_check.check(round_id) is not None):
        yield Doing(_checked(round_id), href)
    elif by.seat is not None and Duty.ELIGIBILITY not in by.duties and now.state in ("open", "closed"):
        yield Doing(_("Paper ballots: type booklets in"), href)
    elif Duty.ELIGIBILITY not in by.duties:
        yield Doing(_("Paper ballots: how they are typed in and checked"), href)
    if Duty.OFFICER in by.duties and now.state == "closed" and paper_check.check(round_id) is None:
        yield Doing(_("Paper ballots: end the typing in and draw the sample"), reverse("paper-draw", args=[slug]))


def _checked(round_id: int) -> str:
    """How the check stands, in a line: how many ballots were cast on paper, and how many were read differently."""
    found = paper_check.figures(round_id)
    if found is None or not found.cast:
        return _("Paper ballots: none was cast")
    if found.percent_again is None:
        return _("Paper ballots: %(cast)s cast. None has been typed in again yet") % {"cast": found.cast}
    told = {
        "cast": found.cast,
        "read": found.read_again,
        "differed": found.differed_again,
        "percent": localize(round(found.percent_again, 1)),
    }
    said = _(
        "Paper ballots: %(cast)s cast. Typed in again: %(read)s. Read differently then: %(differed)s (%(percent)s%%)"
    )
    return said % told

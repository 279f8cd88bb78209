"""What can be done at the design stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.design.selectors.agreed import DESIGN, agreement
from cydradd_web.design.selectors.seed import Part, parts
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.windows import to_open


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What somebody can do at this stage now. Two queries."""
    events = events_of(round_id)
    acts, agreed = Acts(in_order(events, at)), agreement(events) is not None
    open_now = acts.is_open(DESIGN)
    early = "" if acts.opened(DESIGN) or agreed else _("The design has not opened yet.")
    found = [_see(slug, agreed, by, early), _comment(slug, acts, open_now)]
    if by.seat is None:
        return found
    if not agreed:
        found += [replace(each, why_not=early or each.why_not) for each in _of_a_seat(slug, round_id, by, acts)]
    else:
        found.append(Doing(_("Consent to the design, or object"), reverse("gate", args=[slug, Gate.OPEN_APPLY])))
    if Duty.OFFICER in by.duties:
        found += _after(slug, round_id, acts, at) if agreed else _before(slug, round_id, acts, at)
    return found


def _see(slug: str, agreed: bool, by: By, early: str) -> Doing:
    href = reverse("design-workshop", args=[slug])
    if by.seat is None or agreed:
        return Doing(_("See the design as it stands"), href)
    return Doing(_("Work on the design"), href, early, first=not early)


def _comment(slug: str, acts: Acts, open_now: bool) -> Doing:
    why = "" if open_now else _("The time for comments is over.") if acts.opened(DESIGN) else _("Not open yet.")
    return Doing(_("Comment on the design"), reverse("design-comment", args=[slug]), why_not=why, first=open_now)


def _of_a_seat(slug: str, round_id: int, by: By, acts: Acts) -> list[Doing]:
    weighed = any(act.item == "weights" and act.seat == by.seat for act in acts.of("change", DESIGN))
    said = _("Change the points you gave") if weighed else _("Weigh the criteria")
    return [
        Doing(_("Turn what was heard into needs"), reverse("design-heard", args=[slug])),
        Doing(_("Answer comments"), reverse("design-comments", args=[slug])),
        Doing(said, reverse("design-weights", args=[slug])),
        *_seed(slug, by, parts(round_id, Language.EN)),
    ]


def _seed(slug: str, by: By, found: tuple[Part, ...]) -> list[Doing]:
    """The next step of the partner towards the seed for drawing lots."""
    own = next(each for each in found if each.partner == by.partner)
    if own.words is not None:
        return []
    if own.sha256 is None:
        return [Doing(_("Bind your partner to words for drawing lots"), reverse("design-seed-bind", args=[slug]))]
    waits = any(each.sha256 is None for each in found)
    why = _("Not all three partners are bound yet.") if waits else ""
    return [Doing(_("Open your partner’s words"), reverse("design-seed-open", args=[slug]), why_not=why)]


def _before(slug: str, round_id: int, acts: Acts, at: datetime) -> list[Doing]:
    """What the officer does until the design is agreed."""
    why, open_now = "", acts.is_open(DESIGN)
    if open_now:
        why = _("Close the time for comments first.")
    elif not acts.opened(DESIGN):
        why = _("Open the design for comments first.")
    window = Doing(_("Close the time for comments"), reverse("close-window", args=[slug, DESIGN]))
    if not open_now:
        window = to_open(slug, round_id, DESIGN, at, _("Open the design for comments"))
    return [
        window,
        Doing(_("Say how the round counts"), reverse("design-counting", args=[slug])),
        Doing(_("Record that the design is agreed"), reverse("design-agree", args=[slug]), why_not=why),
    ]


def _after(slug: str, round_id: int, acts: Acts, at: datetime) -> list[Doing]:
    """What the officer does once the design is agreed."""
    public = acts.in_both_languages(DESIGN) is not None
    publish = Doing(
        _("Publish the design in both languages"), reverse("publish", args=[slug, DESIGN]), first=not public
    )
    call = [] if acts.opened("call") else [to_open(slug, round_id, "call", at)]
    return [publish, *call, Doing(_("Take the design up again"), reverse("design-again", args=[slug]))]

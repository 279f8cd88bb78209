"""What can be done at the design stage."""

from __future__ import annotations

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


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What somebody can do at this stage now. Two queries."""
    events = events_of(round_id)
    acts, agreed = Acts(in_order(events, at)), agreement(events) is not None
    open_now = acts.is_open(DESIGN)
    found = [_see(slug, agreed, by), _comment(slug, acts, open_now)]
    if by.seat is None:
        return found
    if not agreed:
        found += _of_a_seat(slug, round_id, by, acts)
    else:
        found.append(Doing(_("Consent to the design, or object"), reverse("gate", args=[slug, Gate.OPEN_APPLY])))
    if Duty.OFFICER in by.duties:
        found += _after(slug) if agreed else _before(slug, acts, open_now)
    return found


def _see(slug: str, agreed: bool, by: By) -> Doing:
    href = reverse("design-workshop", args=[slug])
    if by.seat is None or agreed:
        return Doing(_("See the design as it stands"), href)
    return Doing(_("Work on the design"), href, first=True)


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


def _before(slug: str, acts: Acts, open_now: bool) -> list[Doing]:
    """What the officer does until the design is agreed."""
    why = ""
    if open_now:
        why = _("Close the time for comments first.")
    elif not acts.opened(DESIGN):
        why = _("Open the design for comments first.")
    window = "close-window" if open_now else "open-window"
    name = _("Close the time for comments") if open_now else _("Open the design for comments")
    return [
        Doing(name, reverse(window, args=[slug, DESIGN])),
        Doing(_("Say how the round counts"), reverse("design-counting", args=[slug])),
        Doing(_("Record that the design is agreed"), reverse("design-agree", args=[slug]), why_not=why),
    ]


def _after(slug: str) -> list[Doing]:
    """What the officer does once the design is agreed."""
    return [
        Doing(_("Publish the design in both languages"), reverse("publish", args=[slug, DESIGN])),
        Doing(_("Open the call"), reverse("open-window", args=[slug, "call"])),
        Doing(_("Take the design up again"), reverse("design-again", args=[slug])),
    ]

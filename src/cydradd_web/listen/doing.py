"""What can be done at the listen stage."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.listen.selectors import has_profile
from cydradd_web.listen.selectors.queue import number_of_concerns, number_waiting
from cydradd_web.listen.selectors.reports import was_published
from cydradd_web.rounds.selectors.evidence import acts_of, last_day


def doing(slug: str, round_id: int, by: By, at: datetime) -> list[Doing]:
    """What somebody can do at this stage now. Four queries at most."""
    acts = acts_of(round_id, at=at)
    day = last_day(round_id, "listen")
    is_open = acts.is_open("listen") and (day is None or local_date(at) <= day)
    found = _speaking(slug, is_open=is_open, begun=bool(acts.windows("listen")))
    if by.person is not None:
        found.append(Doing(_("What I said and voted"), _to("listen-mine", slug)))
    elif acts.windows("listen"):
        found.append(Doing(_("What I said and voted in this browser"), _to("listen-mine", slug)))
    if acts.windows("listen"):
        found.append(Doing(_("See where I stand"), _to("listen-place", slug)))
    found += _looking_after(slug, round_id, by)
    if by.duties & {Duty.OFFICER, Duty.MODERATOR}:
        found.append(Doing(_("Paper sheets: make them, type them in"), _to("listen-paper", slug)))
    over = bool(acts.windows("listen")) and not is_open
    if was_published(acts.events):
        found.insert(0, Doing(_("Read the report of the listening"), _to("listen-report", slug), first=True))
    elif Duty.OFFICER in by.duties:
        why_not = "" if over else _("Listening must close first.")
        found.append(Doing(_("Write the report of the listening"), _to("listen-report-write", slug), why_not))
    if Duty.OFFICER in by.duties and over and not has_profile(round_id) and not acts.of("item", "profile"):
        found.append(Doing(_("Say why it is not known who took part"), _to("listen-unknown", slug)))
    if by.seat is not None and not over:
        found.append(Doing(_("Add a statement to begin with"), _to("listen-seed", slug)))
    found.append(Doing(_("See how statements are moderated"), _to("listen-log", slug)))
    return found


def _to(name: str, slug: str) -> str:
    return reverse(name, args=[slug])


def _speaking(slug: str, *, is_open: bool, begun: bool) -> list[Doing]:
    if is_open:
        return [
            Doing(_("Vote on statements"), _to("listen-vote", slug), first=True),
            Doing(_("Make a statement"), _to("listen-say", slug)),
        ]
    return [] if begun else [Doing(_("Vote on statements"), "", _("Listening has not opened yet."))]


def _looking_after(slug: str, round_id: int, by: By) -> list[Doing]:
    """The queues of moderators and of the safeguarding officer."""
    found = []
    if Duty.MODERATOR in by.duties:
        n = number_waiting(round_id)
        words = ngettext("Moderate: %(n)s statement waits", "Moderate: %(n)s statements wait", n) % {"n": n}
        found.append(Doing(words, _to("listen-queue", slug)))
    if Duty.SAFEGUARDING in by.duties:
        n = number_of_concerns(round_id)
        words = ngettext("Safeguarding: %(n)s message waits", "Safeguarding: %(n)s messages wait", n) % {"n": n}
        found.append(Doing(words, _to("listen-concerns", slug)))
    return found

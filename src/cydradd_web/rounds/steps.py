"""The way from convening to the listening, step by step: what is done and since when, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cydradd.cycle.acts import Acts
from cydradd.cycle.consent import Standing, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.report import formats
from cydradd.cycle.round import Seat
from cydradd.cycle.stages import Gate
from cydradd.design.pots import Pot
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.selectors.invitations import invitations_of
from cydradd_web.rounds.selectors.evidence import acts_of, pots_of, seats_of
from cydradd_web.rounds.selectors.opening import earliest_day
from cydradd_web.rounds.selectors.scope import items_of
from cydradd_web.rounds.windows import to_open

OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `done`: the day on which it was done; empty: it is not. `note`: how far it is, or why it waits.

    Attributes:
        must: Whether the listening waits for it; the others can come later, or not at all.
        asked: Whether others were asked and have not answered; whoever carries the round can go on.
        waits: Whether it cannot be done yet; `note` says why.
        next: Whether it comes next.
    """

    name: str
    words: str
    href: str
    done: str = ""
    note: str = ""
    must: bool = True
    asked: bool = False
    waits: bool = False
    next: bool = False


def steps(slug: str, round_id: int, at: datetime) -> tuple[Step, ...]:
    """Every step up to the listening, in order; the first that must be done and can be is the next. Eleven queries."""
    acts, pots, seats = acts_of(round_id, at=at), pots_of(round_id), seats_of(round_id)
    scoped = bool(items_of(acts) and pots)
    found = [
        _people(slug, seats, [each.partner for each in invitations_of(round_id, at=at) if each.stands]),
        _items(slug, acts),
        _money(slug, acts, pots),
        _fixed(slug, acts),
        _options(slug, acts),
        _notice(slug, acts, scoped=scoped),
        _consents(slug, acts, at, scoped=scoped),
        _listening(slug, round_id, acts, at),
    ]
    place = next((n for n, each in enumerate(found) if each.must and not (each.done or each.asked or each.waits)), None)
    return tuple(replace(each, next=n == place) for n, each in enumerate(found))


def _day(value: date | datetime | None) -> str:
    return formats.day(value, Language(get_language() or "en")) if value else ""


def _first(found: Sequence[Event]) -> str:
    return _day(found[0].at) if found else ""


def _people(slug: str, seats: Sequence[Seat], invited: Sequence[Partner]) -> Step:
    """Somebody for each partner; once each is asked that has no seat, nothing more can be done but wait."""
    since = {seat.partner: seat.starts for seat in reversed(seats) if seat.ends is None}
    whole = len(since) == len(Partner)
    days = [day for day in since.values() if day]
    if whole:
        done = _day(max(days)) if days else _("yes")
        return Step("people", _("Invite somebody for each partner"), reverse("invite", args=[slug]), done)
    note, n = _("Partners with a seat: %(n)s of 3.") % {"n": len(since)}, len(invited)
    if invited:
        told = ngettext("%(n)s invitation waits for an answer.", "%(n)s invitations wait for an answer.", n)
        note = f"{note} {told % {'n': n}}"
    if len({*since, *invited}) == len(Partner):
        href = reverse("people", args=[slug])
        return Step("people", _("Invite somebody for each partner"), href, note=note, asked=True)
    return Step("people", _("Invite somebody for each partner"), reverse("invite", args=[slug]), note=note)


def _items(slug: str, acts: Acts) -> Step:
    said = sorted(items_of(acts).values(), key=lambda act: act.at)
    return Step("items", _("Say what is open and what is closed"), reverse("scope-item", args=[slug]), _first(said))


def _money(slug: str, acts: Acts, pots: Sequence[Pot]) -> Step:
    names = {pot.id for pot in pots}
    about = [act for act in acts.of("change") if act.item in names]
    done = (_first(about) or _("yes")) if pots else ""
    return Step("money", _("Add a pot"), reverse("scope-pot", args=[slug]), done)


def _fixed(slug: str, acts: Acts) -> Step:
    done = _first(acts.of("commitment"))
    note = "" if done else _("Only if something is fixed.")
    return Step(
        "fixed", _("Say what is fixed already"), reverse("scope-commitment", args=[slug]), done, note, must=False
    )


def _options(slug: str, acts: Acts) -> Step:
    said = acts.of("option")
    whole = len(said) >= OPTIONS
    note = "" if whole else _("%(n)s of 2. Needed before anybody applies, not before the listening.") % {"n": len(said)}
    done = _day(said[OPTIONS - 1].at) if whole else ""
    return Step("options", _("Add an option"), reverse("scope-option", args=[slug]), done, note, must=False)


def _notice(slug: str, acts: Acts, *, scoped: bool) -> Step:
    done = _day(acts.in_both_languages("notice"))
    note = ""
    if not done and not scoped:
        note = _("Say first what is open and what is closed, and name a pot.")
    href = reverse("publish", args=[slug, "notice"])
    return Step("notice", _("Publish the notice"), href, done, note, waits=bool(note))


def _consents(slug: str, acts: Acts, at: datetime, *, scoped: bool) -> Step:
    sides = partner_states(acts.events, Gate.OPEN_LISTEN, as_of=at).values()
    agreed = [side.since for side in sides if side.standing is Standing.CONSENTED and side.since]
    whole = len(agreed) == len(Partner)
    note = "" if whole else _("Partners that consent: %(n)s of 3.") % {"n": len(agreed)}
    href = reverse("gate", args=[slug, Gate.OPEN_LISTEN])
    done = _day(max(agreed)) if whole else ""
    return Step("consent", _("All three partners consent"), href, done, note, waits=not scoped)


def _listening(slug: str, round_id: int, acts: Acts, at: datetime) -> Step:
    opened = acts.opened("listen")
    if opened is not None:
        return Step("listen", _("Open the listening"), "", _day(opened))
    way = to_open(slug, round_id, "listen", at)
    day = earliest_day(round_id, Gate.OPEN_LISTEN, at=at)
    early = day is not None and day > local_date(at)
    note = _("From %(day)s on, if all three consent.") % {"day": _day(day)} if early else way.why_not
    return Step("listen", way.words, way.href, "", note, waits=bool(way.why_not))

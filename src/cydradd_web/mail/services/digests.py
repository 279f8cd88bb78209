"""The weekly e-mail: what happened in one's rounds, and what waits for one. Nothing happened: nothing is sent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format

from cydradd.cycle.acts import short_form
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd.vocabulary.time import LOCAL, long_date
from cydradd_web.accounts.selectors import places_of
from cydradd_web.accounts.selectors.reached import who_want_the_digest
from cydradd_web.mail.models import Message
from cydradd_web.mail.names import STAGES, WINDOWS
from cydradd_web.mail.services.sending import send
from cydradd_web.mail.words import link, template
from cydradd_web.rounds.selectors.news import LiveRound, acts_since, consent_waits, live_rounds, windows_open

MONDAY, NOT_BEFORE = 0, time(8)
WEEK = timedelta(days=7)
HAPPENED: dict[str, Bilingual] = {
    "window_opens": Bilingual("Wedi agor", "Opened"),
    "window_closes": Bilingual("Wedi cau", "Closed"),
    "consent": Bilingual("Cydsyniadau", "Consents"),
    "objection": Bilingual("Gwrthwynebiadau", "Objections"),
    "listen.statement_made": Bilingual("Datganiadau", "Statements"),
    "contribution": Bilingual("Cyfraniadau", "Contributions"),
    "change": Bilingual("Newidiadau i’r dyluniad", "Changes to the design"),
    "reply": Bilingual("Atebion", "Replies"),
    "decision": Bilingual("Penderfyniadau", "Decisions"),
    "publish": Bilingual("Wedi’i gyhoeddi", "Published"),
    "apply.submitted": Bilingual("Ceisiadau a gyflwynwyd", "Applications submitted"),
    "apply.withdrawn": Bilingual("Ceisiadau a dynnwyd yn ôl", "Applications withdrawn"),
    "apply.feedback_given": Bilingual("Adborth i ymgeiswyr", "Feedback to applicants"),
    "decide.award_made": Bilingual("Dyfarniadau", "Awards"),
    "evaluate.result_published": Bilingual("Canlyniadau", "Results"),
}
"""What is counted of a week, under which words."""


def send_digests(*, at: datetime) -> int:
    """On Monday morning, write to everybody who wants it and in whose rounds something happened. How many."""
    local = at.astimezone(LOCAL)
    if local.weekday() != MONDAY or local.time() < NOT_BEFORE:
        return 0
    year, week, _ = local.isocalendar()
    key = f"{year}-{week:02}"
    done = set(Message.objects.filter(kind="digest", key=key).values_list("person_id", flat=True))
    people = [person for person in who_want_the_digest() if person not in done]
    rounds = {each.round_id: _Told(each, at) for each in live_rounds()} if people else {}
    return sum(_send_one(person, rounds, at, key) for person in people)


class _Told:
    """What a round tells of its week: the same to all but for what waits."""

    def __init__(self, round_: LiveRound, at: datetime) -> None:
        self.round = round_
        acts = [short_form(act) for act in acts_since(round_.round_id, at - WEEK) if act.at <= at]
        self.counts = Counter(act.kind for act in acts if act.kind in HAPPENED)
        self.named = {kind: [act.object or "" for act in acts if act.kind == kind] for kind in HAPPENED}
        self.waits: tuple[Gate, tuple[Partner, ...]] | None = None
        self.open: list[str] = []
        if acts:
            self.waits = consent_waits(round_.round_id, at=at)
            self.open = [window for window in windows_open(round_.round_id, at=at) if window in round_.days]

    def lines(self, partner: Partner, language: Language) -> dict[str, Any]:
        """What it tells a seat of one partner, in one language."""
        waits = []
        if self.waits and partner in self.waits[1]:
            stage = STAGES[self.waits[0].stage].side(language)
            waits.append({Language.CY: f"cydsyniad, cam {stage}", Language.EN: f"consent, stage {stage}"}[language])
        for window in self.open:
            name, day = WINDOWS[window][0].side(language), long_date(self.round.days[window], language)
            until = {Language.CY: f"{name}. Ar agor tan: {day}", Language.EN: f"{name}. Open until {day}"}
            waits.append(until[language])
        with translation.override(str(language)):
            href = link(reverse("round", args=[self.round.slug]))(language)
            happened = [self._line(kind, count, language) for kind, count in self.counts.items()]
        title = self.round.title.either(language)
        return {"title": title[0] if title else "", "happened": happened, "waits": waits, "href": href}

    def _line(self, kind: str, count: int, language: Language) -> str:
        """``Opened: Listening`` or ``Contributions: 12``."""
        label = HAPPENED[kind].side(language)
        windows = [WINDOWS[name][0].side(language) or "" for name in self.named[kind] if name in WINDOWS]
        named = ", ".join(windows) if kind.startswith("window_") and windows else number_format(count)
        return f"{label}: {named}"


def _send_one(person: int, rounds: dict[int, _Told], at: datetime, key: str) -> bool:
    """Write to one person, if anything happened where they hold a place."""
    places = [each for each in places_of(person) if each.round_id in rounds and rounds[each.round_id].counts]
    if not places:
        return False

    def told(language: Language) -> list[dict[str, Any]]:
        return [rounds[each.round_id].lines(each.partner, language) for each in places]

    words = template("digest", rounds=told, my_page=link(lambda: reverse("my-page")))
    return send(kind="digest", to=person, words=words, at=at, key=key, stops="digest") is not None

"""Messages about one round to those who have to do with it. Each says what happened and where to read it, no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.selectors import Holder, holders
from cydradd_web.mail.services.sending import send
from cydradd_web.mail.words import link, template


@dataclass(frozen=True, slots=True)
class About:
    """The round that a message is about. ``reference`` can be read over a telephone."""

    round_id: int
    slug: str
    reference: str
    title: Bilingual


def tell(
    kind: str, *, to: int | str, about: About, path: str | None = None, at: datetime, key: str, **named: Any
) -> int | None:
    """Send the message of a kind about a round.

    Args:
        path: Name of the address to read on, with the round's slug; ``None``: the round's first page. A callable
            named ``href`` among ``named`` stands for it.
        named: More for its templates.
    """
    stops, language = named.pop("stops", ""), named.pop("language", None)
    href = named.pop("href", None) or link(lambda: reverse(path or "round", args=[about.slug]))
    words = template(kind, round=about.title, reference=about.reference, href=href, **named)
    return send(kind=kind, to=to, words=words, at=at, key=key, round_id=about.round_id, stops=stops, language=language)


def officers(round_id: int) -> tuple[Holder, ...]:
    """Who looks after a round."""
    return tuple(each for each in holders(round_id) if Duty.OFFICER in each.duties)


def work_failed(*, round_: About, sentence: Bilingual, work_id: int, at: datetime) -> None:
    """Tell a round's officers that its pages could not be brought up to date."""
    for each in officers(round_.round_id):
        tell("work-failed", to=each.person, about=round_, at=at, key=f"work-{work_id}", sentence=sentence)


def receipt(
    *, to: int | str, about: About, number: str, code: str, at: datetime, language: Language | None = None
) -> None:
    """Tell an applicant that their application has come in: its reference number, and the code of its record entry."""
    tell("receipt", to=to, about=about, at=at, key=f"{number}:{code}", number=number, code=code, language=language)


def result_ready(*, to: Iterable[int | str], about: About, number: str, at: datetime) -> None:
    """Tell an applicant that the result of their application can be read. What it is stands on the page alone."""
    for each in to:
        tell("result", to=each, about=about, at=at, key=number, number=number)


def feedback_ready(*, to: Iterable[int | str], about: About, number: str, at: datetime, key: str = "") -> None:
    """Tell an applicant that feedback on their application can be read."""
    for each in to:
        tell("feedback", to=each, about=about, at=at, key=key or number, number=number)

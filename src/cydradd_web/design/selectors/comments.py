"""Comments on a design and its drafts, in the language of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.events import Event
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd.vocabulary.text import Language
from cydradd_web.design.selectors import agreed
from cydradd_web.design.selectors.became import code_name, words_of


@dataclass(frozen=True, slots=True)
class Words:
    """What one act says. ``lang``: its language where it is not that of the page."""

    at: datetime
    who: str
    text: str
    lang: str | None
    item: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, the answers to it, and what changed."""

    id: str
    number: str
    said: Words
    replies: tuple[Words, ...]
    changes: tuple[Words, ...]


def _words(act: Event, language: Language) -> Words:
    text, lang = words_of(act, language)
    partner = "" if act.partner is None else str(PARTNER_NAMES[act.partner].side(language))
    return Words(act.at, partner, text, lang, act.item, code_name(act.code) if act.kind == "reply" else "")


def comments(acts: Iterable[Event], language: Language) -> tuple[Comment, ...]:
    """Every comment, newest first."""
    return tuple(
        Comment(
            each.act.id or "",
            (each.act.id or "").rpartition("-")[2],
            _words(each.act, language),
            tuple(_words(act, language) for act in each.replies),
            tuple(_words(act, language) for act in each.changes),
        )
        for each in agreed.contributions(acts)
    )


def drafts(acts: Iterable[Event], language: Language) -> tuple[Words, ...]:
    """Every draft, newest first."""
    return tuple(_words(act, language) for act in agreed.drafts(acts))

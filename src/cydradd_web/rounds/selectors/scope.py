"""What a round is about, as it was said: what is open, closed and fixed, which options there are, and the notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.events import Event
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import local_date
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.selectors.evidence import acts_of, pots_of
from cydradd_web.rounds.selectors.lines import Words, words


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said. `code`: ``open``, ``closed``, or what is fixed."""

    name: str
    code: str
    text: Words | None


@dataclass(frozen=True, slots=True)
class PotTold:
    """One pot on the table."""

    name: str
    commissioner: str
    money: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a round is about. `notice`: what was published last; ``None``: nothing was."""

    items: tuple[Told, ...]
    options: tuple[Told, ...]
    fixed: tuple[Told, ...]
    pots: tuple[PotTold, ...]
    notice: Words | None
    listening: bool


def scope_of(round_id: int, language: Language, *, at: datetime) -> Scope:
    """What was said by an instant. Three queries."""
    acts = acts_of(round_id, at=at)
    currency = Round.objects.values_list("currency", flat=True).get(pk=round_id)
    items = {act.item or act.id: act for act in acts.of("item")}
    notices = [act for act in acts.of("publish", "notice") if act.code == str(language)]
    return Scope(
        items=tuple(_told(act, language) for act in items.values()),
        options=tuple(_told(act, language) for act in acts.of("option")),
        fixed=tuple(_told(act, language) for act in acts.of("commitment")),
        pots=tuple(
            PotTold(pot.id, pot.commissioner, format_money(Pence(pot.amount), currency)) for pot in pots_of(round_id)
        ),
        notice=_words(notices[-1], language) if notices else None,
        listening=acts.opened("listen") is not None,
    )


def _words(act: Event, language: Language) -> Words | None:
    if act.text is None:
        return Words(act.text_plain) if act.text_plain else None
    return words(act.text.cy, act.text.en, language)


def _told(act: Event, language: Language) -> Told:
    return Told(act.item or act.id or "", act.code or "", _words(act, language))


def suggested(at: datetime) -> str:
    """A reference that nobody has used: the year, and the next number. Read over the telephone, it is short."""
    year, number = local_date(at).year % 100, Round.objects.count() + 1
    while Round.objects.filter(slug=f"rownd-{year:02}-{number:03}").exists():
        number += 1
    return f"rownd-{year:02}-{number:03}"


def slug_of(round_id: int) -> str:
    """The address of a round. One query."""
    return Round.objects.values_list("slug", flat=True).get(pk=round_id)

"""What a round is about, as it was said: what is open, closed and fixed, which options there are, and the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.acts import Acts
from cydradd.cycle.consent import Standing, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.report import formats
from cydradd.cycle.report.contexts.conditions import conditions
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import word
from cydradd.cycle.round import Tables
from cydradd.cycle.stages import Gate
from cydradd.design.needs import Need
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd.vocabulary.time import local_date
from cydradd_web.design import selectors as design
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.selectors.evidence import acts_of, passed, pots_of
from cydradd_web.rounds.selectors.lines import Words, words
from cydradd_web.rounds.selectors.live import settings_of

SCOPE, PROFILE, TAKEN_OUT = "scope", "profile", "taken_out"
NEEDS = "design/needs.csv"
_POT = re.compile("P[0-9]+")
"""The id of a pot, as the design numbers it."""
IDENTIFIERS = ("publisher_name", "publisher_id", "grant_prefix", "ocid_prefix", "authority_type")
"""What ``round.toml`` says of the publisher, and of the kind of authority."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said. `code`: ``open``, ``closed``, or what is fixed. `number`: its act among the acts."""

    name: str
    code: str
    text: Words | None
    number: int = 0


@dataclass(frozen=True, slots=True)
class PotTold:
    """One pot on the table. `conditions`: what it may pay for, a sentence each."""

    name: str
    commissioner: str
    money: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a round is about. `notice`: what was published last; ``None``: nothing was.

    Attributes:
        purpose: What it is for, as it was said when the round was convened.
        told_already: Whether a notice tells of all this as it stands, so that there is nothing to tell anew.
        settled: Why nothing of it can be changed any more; empty: it can.
    """

    purpose: Words | None
    items: tuple[Told, ...]
    options: tuple[Told, ...]
    fixed: tuple[Told, ...]
    pots: tuple[PotTold, ...]
    notice: Words | None
    told_on: str
    told_already: bool
    settled: str
    listening: bool

    @property
    def can_be_told(self) -> bool:
        """Whether there is something to tell people of: something open or closed, and money."""
        return bool(self.items and self.pots)


def scope_of(round_id: int, language: Language, *, at: datetime) -> Scope:
    """What was said by an instant. Five queries at most."""
    acts = acts_of(round_id, at=at)
    notices = [act for act in acts.of("publish", "notice") if act.code == str(language)]
    settled = why_settled(round_id, acts, at)
    return Scope(
        purpose=_purpose(acts, language),
        items=tuple(_told(act, language) for act in items_of(acts).values()),
        options=tuple(_told(act, language) for act in acts.of("option")),
        fixed=tuple(_told(act, language) for act in acts.of("commitment")),
        pots=_pots(round_id, language, at),
        notice=_words(notices[-1], language) if notices else None,
        told_on=formats.day(notices[-1].at, language) if notices else "",
        told_already=told_already(acts),
        settled=(settled.side(language) or "") if settled else "",
        listening=acts.opened("listen") is not None,
    )


def purpose_of(round_id: int, language: Language, *, at: datetime) -> Words | None:
    """What a round is for, as it was said when it was convened; ``None``: it was not said. One query."""
    return _purpose(acts_of(round_id, at=at), language)


def items_of(acts: Acts) -> dict[str, Event]:
    """What is open and what is closed, by its name: the last word of each; what was taken out is gone."""
    found: dict[str, Event] = {}
    for act in acts.events:
        name = act.item or act.id or ""
        if act.kind == "item" and act.object != PROFILE:
            found[name] = act
        elif (act.kind, act.object, act.code) == ("change", SCOPE, TAKEN_OUT):
            found.pop(name, None)
    return found


def _pots(round_id: int, language: Language, at: datetime) -> tuple[PotTold, ...]:
    """The pots with their conditions, in the words of the report. Three queries at most."""
    row, pots = Round.objects.get(pk=round_id), pots_of(round_id)
    needs = design.rows(round_id, NEEDS) if any("needs" in pot.restriction for pot in pots) else ()
    story = Story(settings_of(row, at), {}, Tables(needs=tuple(each for each in needs if isinstance(each, Need))))
    return tuple(
        PotTold(
            pot.id,
            pot.commissioner,
            format_money(Pence(pot.amount), row.currency),
            tuple(conditions(story, pot, language)),
        )
        for pot in pots
    )


def told_already(acts: Acts) -> bool:
    """Whether a notice was published in both languages, and nothing that it tells of has changed since."""
    if acts.in_both_languages("notice") is None:
        return False
    last = max(n for n, act in enumerate(acts.events) if (act.kind, act.object) == ("publish", "notice"))
    return not any(_changes_what_is_told(act) for act in acts.events[last + 1 :])


def _changes_what_is_told(act: Event) -> bool:
    """Whether an act changes what is open and closed, or the money."""
    if act.kind == "design.changed":
        return (act.body or {}).get("object") == "pots"
    if act.kind == "item":
        return act.object != PROFILE
    return act.kind == "change" and (act.object == SCOPE or bool(_POT.fullmatch(act.item or "")))


def items_of_round(round_id: int, *, at: datetime) -> dict[str, Event]:
    """As `items_of`, of a round as it stands at an instant. One query."""
    return items_of(acts_of(round_id, at=at))


def numbered(round_id: int, number: int, *, at: datetime) -> tuple[str, Event | None]:
    """The name that one act gave, empty where it gave none, and what stands under it now. One query.

    ``None`` with a name: what stood under it was taken out.
    """
    acts = acts_of(round_id, at=at)
    named = next((act for act in acts.of("item") if act.row == number and act.object != PROFILE), None)
    name = "" if named is None else named.item or named.id or ""
    return name, items_of(acts).get(name)


def why_settled(round_id: int, acts: Acts, at: datetime) -> Bilingual | None:
    """Why the scope can no longer be changed; ``None``: it can.

    Partners consent to the scope, and the notice tells everybody of it. While a partner objects it can be changed,
    so that the harm can be removed.
    """
    if passed(round_id, Gate.OPEN_LISTEN):
        return Bilingual(
            "Mae pobl wedi cael eu holi am hyn, felly ni ellir ei newid mwyach.",
            "People have been asked about this, so it can no longer be changed.",
        )
    sides = partner_states(acts.events, Gate.OPEN_LISTEN, as_of=at).values()
    if agreed := [side.partner for side in sides if side.standing is Standing.CONSENTED]:
        cy, en = (", ".join(str(word(each, "common.partner", one)) for one in agreed) for each in Language)
        return Bilingual(
            f"Mae cydsyniad wedi’i roi i hyn fel y mae ({cy}). I’w newid, rhaid tynnu’r cydsyniad yn ôl yn gyntaf.",
            f"Consent has been given to this as it stands ({en}). To change it, that consent must be taken back first.",
        )
    if acts.in_both_languages("notice") is not None and not any(side.objects for side in sides):
        return Bilingual(
            "Mae’r hysbysiad wedi dweud hyn wrth bawb. Dim ond os bydd partner yn gwrthwynebu y gellir ei newid nawr.",
            "The notice has told everybody of this. It can be changed now only if a partner objects.",
        )
    return None


def _purpose(acts: Acts, language: Language) -> Words | None:
    said = next((act for act in acts.of("round.opened") if act.partner is Partner.PUBLIC), None)
    part = (said.sealed or {}).get("text") if said else None
    text = part.get("text") if isinstance(part, Mapping) else None
    if not isinstance(text, Mapping):
        return None
    cy, en = (str(text[side]) if text.get(side) else None for side in ("cy", "en"))
    return words(cy, en, language)


def _words(act: Event, language: Language) -> Words | None:
    if act.text is None:
        return Words(act.text_plain) if act.text_plain else None
    return words(act.text.cy, act.text.en, language)


def _told(act: Event, language: Language) -> Told:
    return Told(act.item or act.id or "", act.code or "", _words(act, language), act.row or 0)


def identifiers_of(round_id: int) -> dict[str, str]:
    """By which identifiers a round is known in open data, and what kind of body gives its money. One query."""
    settings = Round.objects.values_list("settings", flat=True).get(pk=round_id)
    return {name: str(settings[name]) for name in IDENTIFIERS if settings.get(name)}


def last_identifiers(round_ids: Iterable[int]) -> dict[str, str]:
    """The identifiers of the newest of some rounds that are carried here: the next is likely to have the same."""
    rows = Round.objects.filter(pk__in=list(round_ids), live=True).order_by("-imported_at", "-pk")
    newest = rows.values_list("pk", flat=True).first()
    return identifiers_of(newest) if newest is not None else {}


def suggested(at: datetime) -> str:
    """A reference that nobody has used: the year, and the next number. Read over the telephone, it is short."""
    year, number = local_date(at).year % 100, Round.objects.count() + 1
    while Round.objects.filter(slug=f"rownd-{year:02}-{number:03}").exists():
        number += 1
    return f"rownd-{year:02}-{number:03}"


def slug_of(round_id: int) -> str:
    """The address of a round. One query."""
    return Round.objects.values_list("slug", flat=True).get(pk=round_id)

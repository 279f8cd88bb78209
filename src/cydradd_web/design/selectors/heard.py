"""What was heard in the listening, as somebody needs it who turns it into needs, assets and criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.design.selectors import rows
from cydradd_web.design.selectors.workshop import said
from cydradd_web.listen import selectors as listen
from cydradd_web.rounds.selectors.results import results

ALL, SOME, REST = "all", "some", "rest"
MOST = 500


@dataclass(frozen=True, slots=True)
class Share:
    """How many of one partner agreed, of how many that saw it; ``percent`` ``None``: too few to show."""

    name: str
    percent: int | None
    seen: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """One statement.

    Attributes:
        found: ``all``: common ground; ``some``: it divides two groups; ``rest``: neither.
        percent: Of those who saw it, how many agreed; ``None``: nobody voted on it, or it is not known.
        used: Ids of the needs, assets and criteria that it led to.
    """

    id: str
    text: str
    lang: str | None
    found: str
    percent: int | None
    seen: int
    partners: tuple[Share, ...]
    used: tuple[str, ...]


def heard(round_id: int, language: Language) -> tuple[Heard, ...]:
    """Every statement that was shown, common ground first, then by agreement. Six queries."""
    document: Any = results(round_id).get("listen") or {}
    counted = {each["id"]: each for each in document.get("statements", ())}
    common = {each["statement"] for side in (document.get("consensus") or {}).values() for each in side}
    common |= {each["statement"] for each in document.get("common_ground") or ()}
    tested = document.get("divides")
    marked = {each["statement"] for each in (document.get("representative", ()) if tested is None else tested)}
    used = _used(round_id)
    found = []
    for each in listen.statements(round_id):
        name = str(each["identifier"])
        if each["moderated"] == -1 or each["meta"]:
            continue
        text, lang = said(Bilingual(_text(each["text_cy"]), _text(each["text_en"])), language)
        counts = counted.get(name, {})
        kind = ALL if name in common else SOME if name in marked else REST
        percent, seen = _percent(counts.get("counts"))
        partners = _partners(counts.get("by_partner"), language)
        found.append(Heard(name, text, lang, kind, percent, seen or 0, partners, used.get(name, ())))
    order = (ALL, SOME, REST)
    return tuple(sorted(found, key=lambda one: (order.index(one.found), -(one.percent or 0))))[:MOST]


def _text(value: object) -> str | None:
    return str(value) if value else None


def _percent(counts: Mapping[str, int] | None) -> tuple[int | None, int | None]:
    if not counts:
        return None, None
    seen = counts["seen"]
    return (round(100 * counts["agree"] / seen) if seen else None), seen


def _partners(counts: Mapping[str, Any] | None, language: Language) -> tuple[Share, ...]:
    """Each partner's agreement; what the results hide as too few stays hidden."""
    if not counts:
        return ()
    names = {str(partner): str(PARTNER_NAMES[partner].side(language)) for partner in Partner}
    return tuple(Share(names[who], *_percent(each)) for who, each in counts.items() if who in names)


def _used(round_id: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for path in ("design/needs.csv", "design/assets.csv", "design/criteria.csv"):
        for row in rows(round_id, path):
            one: Any = row
            for statement in one.statements:
                found.setdefault(statement, []).append(one.id)
    return {name: tuple(ids) for name, ids in found.items()}

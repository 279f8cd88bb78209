"""Acts of a round, in short: who consents, what is published, when windows open and close, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Act = dict[str, Any]
PARTNERS = ("citizens", "third_sector", "public")


def act(at: str, kind: str, **keys: object) -> Act:
    """One line of ``events.jsonl``; ``at`` without seconds, UTC."""
    return {"at": f"{at}:00Z" if len(at) == 16 else at, "kind": kind, **keys}


def said(rows: Iterable[Mapping[str, Any]]) -> list[Act]:
    """Acts of the written content; what they say in Welsh (``cy``) and in English (``en``) becomes their text."""
    return [act(**{key: value for key, value in row.items() if key not in ("cy", "en")}, **_text(row)) for row in rows]


def _text(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": {"cy": row["cy"], "en": row["en"]}}


def both_languages(at: str, **keys: object) -> list[Act]:
    """The same thing made public in Welsh and in English, in the same minute."""
    return [act(at, "publish", code=code, **keys) for code in ("cy", "en")]


def consents(gate: str, days: Iterable[str], partners: Iterable[str] = PARTNERS) -> list[Act]:
    """Consent of each partner to one gate, one day each."""
    return [act(day, "consent", gate=gate, partner=partner) for partner, day in zip(partners, days, strict=True)]


def window(name: str, opens: str, closes: str | None) -> list[Act]:
    """A window of time in which people can act."""
    acts = [act(opens, "window_opens", object=name)]
    return acts if closes is None else [*acts, act(closes, "window_closes", object=name)]


def declarations(at: str, names: Mapping[str, Sequence[str]], interests: Mapping[str, Any]) -> list[Act]:
    """Every seat says what it has an interest in; nothing is a declaration too."""
    return [
        act(at, "interest", seat=seat, links=interests.get(seat, {}).get("links", []))
        for each in names.values()
        for seat in each
    ]


def objection(written: Mapping[str, str], raised: str, *mediations: tuple[str, str]) -> list[Act]:
    """A reasoned objection, its mediation, and the repeat of it if there was one."""
    about = {"gate": written["gate"], "partner": written["partner"]}
    reasons = {name: {code: written[f"{name}_{code}"] for code in ("cy", "en")} for name in ("harm", "remedy")}
    acts = [act(raised, "objection", **about, **reasons)]
    for opens, closes in mediations:
        acts += [act(opens, "mediation_opens", **about), act(closes, "mediation_closes", **about)]
    return acts

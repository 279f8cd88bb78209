"""Acts of a round, in short: who consents, what is published, when windows open and close."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Act = dict[str, Any]
PARTNERS = ("citizens", "third_sector", "public")


def act(at: str, kind: str, **keys: object) -> Act:
    """One line of ``events.jsonl``; ``at`` without seconds, UTC."""
    return {"at": f"{at}:00Z" if len(at) == 16 else at, "kind": kind, **keys}


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


def objection(
    gate: str,
    partner: str,
    raised: str,
    mediation: tuple[str, str],
    harm: tuple[str, str],
    remedy: tuple[str, str],
) -> list[Act]:
    """A reasoned objection and its mediation. ``harm`` and ``remedy`` are (cy, en)."""
    said = {
        "harm": dict(zip(("cy", "en"), harm, strict=True)),
        "remedy": dict(zip(("cy", "en"), remedy, strict=True)),
    }
    about = {"gate": gate, "partner": partner}
    return [
        act(raised, "objection", **about, **said),
        act(mediation[0], "mediation_opens", **about),
        act(mediation[1], "mediation_closes", **about),
    ]

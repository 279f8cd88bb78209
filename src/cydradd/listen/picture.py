"""The picture of the opinion map: SVG with a shape and a letter for each group, drawn by classes alone.

Colours and lines come from the page's stylesheet (``map-group-a`` ...), so that a strict content security
policy holds. Groups are never told apart by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.opinion_map import OpinionMap
from cydradd.vocabulary.text import Bilingual, Language, Plural

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LETTERS = "ABCDEFGH"
SHAPES = {
    "A": "M0-5 4.6 3.4H-4.6z",
    "B": "M0-5 5 0 0 5-5 0z",
    "C": "M-1.6-5h3.2v3.4H5v3.2H1.6V5h-3.2V1.6H-5v-3.2h3.4z",
    "D": "M-5-1.8H5v3.6H-5z",
    "E": "M-4.6-2.6 0-5.2 4.6-2.6V2.6L0 5.2-4.6 2.6z",
    "F": "M0 5 4.6-3.4H-4.6z",
    "G": "M-5-5H5L0 0zM-5 5H5L0 0z",
    "H": "M-1.8-5H1.8V5H-1.8z",
}
MOST_DRAWN = 3000
"""People drawn; of more, every n-th is drawn, and the picture says so."""

PEOPLE = Plural(("Neb", "1 person", "2 berson", "3 pherson", "6 pherson", "{n} o bobl"), ("{n} person", "{n} people"))
STYLE = (
    "text{font:600 15px Figtree,system-ui,sans-serif;fill:#23213f}.map-ground{fill:#f6f4fa}"
    ".map-group-a{fill:#1d5fbf}.map-group-b{fill:#8a6a00}.map-group-c{fill:#b8216f}.map-group-d,.map-group-e,.map-group-f,.map-group-g,.map-group-h{fill:#2b2b33}"
    ".map-between{fill:#fff;stroke:#2b2b33;stroke-width:1.5}.map-label rect{fill:#fff;stroke:#8a86a3}"
    ".map-own{fill:#ffcf3f;stroke:#23213f;stroke-width:3}"
    ".map-own-ring{fill:none;stroke:#23213f;stroke-width:2;stroke-dasharray:7 5}"
)
"""Rules for a picture that stands alone; a page has them in its stylesheet."""

MOST_TOLD = 4
"""Groups whose labels hold a number; of more, the labels would lie over each other."""
REGION = 5.991464547107979
"""Squared radius of the region that holds 95 % of a Gaussian in two dimensions: -2 ln .05."""

_YOU = Bilingual("Chi", "You")
_SAMPLED = Bilingual("Dangosir un person o bob {step}.", "One person in every {step} is drawn.")


def _scaled(points: Floats, reach: Floats, width: int, height: int) -> tuple[Floats, float]:
    """Points inside the picture, the same scale on both axes, the middle at the middle; and that scale."""
    margin = 34
    scale = min((width / 2 - margin) / max(reach[0], 1e-9), (height / 2 - margin) / max(reach[1], 1e-9))
    return np.column_stack((width / 2 + points[:, 0] * scale, height / 2 - points[:, 1] * scale)), float(scale)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everything of a map that its picture shows. It names nobody.

    Attributes:
        positions: n x 2; of those who are drawn. ``membership``: n; -1 in no group.
        reach: 2; how far from the middle anybody stands, on either axis.
        sizes: People of each group. ``middles``: groups x 2; the mean of their positions.
        step: One person in every so many is drawn.
    """

    positions: Floats
    membership: Ints
    reach: Floats
    sizes: Sequence[int]
    middles: Floats
    step: int


def crowd_of(made: OpinionMap) -> Crowd:
    """Those who are drawn of a map: everybody who voted or, of more than `MOST_DRAWN`, every n-th."""
    voted = np.flatnonzero(made.votes.per_participant > 0)
    step = -(-len(voted) // MOST_DRAWN) or 1
    own = [made.positions[made.membership == group] for group in range(len(made.sizes))]
    middles = [points.mean(axis=0) if len(points) else np.zeros(2) for points in own]
    return Crowd(
        positions=made.positions[voted[::step]],
        membership=made.membership[voted[::step]],
        reach=np.abs(made.positions).max(initial=1e-9, axis=0),
        sizes=made.sizes,
        middles=np.array(middles).reshape(-1, 2),
        step=step,
    )


@dataclass(frozen=True, slots=True)
class Own:
    """One's own dot. ``covariance``: 2 x 2, of ``at``; ``None``: not known, and no ring is drawn."""

    at: Floats
    covariance: Floats | None


def ellipse(covariance: Floats) -> tuple[float, float, float]:
    """The long and the short half axis of the 95 % region of a Gaussian, and the angle of the long one in degrees."""
    values, vectors = np.linalg.eigh(covariance)
    short, long = np.sqrt(REGION * np.maximum(values, 0)).tolist()
    return long, short, float(np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1])))


def _mark(x: float, y: float, letter: str | None) -> str:
    if letter is None:
        return f'<circle class="map-between" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    return f'<path class="map-group-{letter.lower()}" transform="translate({x:.1f} {y:.1f})" d="{SHAPES[letter]}"/>'


def _box(name: str, text: str, x: float, y: float, width: int) -> str:
    """Words in a box that stays inside the picture. ``name``: what a script finds it by."""
    box = 9.0 * len(text) + 14
    left = min(max(x - box / 2, 4), width - box - 4)
    return (
        f'<g class="map-label" data-stop="{name}"><rect x="{left:.1f}" y="{y - 14:.1f}" width="{box:.1f}" height="28"/>'
        f'<text x="{left + box / 2:.1f}" y="{y + 5:.1f}" text-anchor="middle">{escape(text)}</text></g>'
    )


def _labels(crowd: Crowd, at: Floats, language: Language, width: int) -> list[str]:
    """The letter of each group, where they are few with its number of people, at the middle of its people."""
    if len(crowd.sizes) < 2:
        return []
    brief = len(crowd.sizes) > MOST_TOLD
    return [
        _box(letter, letter if brief else f"{letter} · {PEOPLE.count(size).side(language)}", float(x), float(y), width)
        for letter, size, (x, y) in zip(LETTERS, crowd.sizes, at, strict=False)
        if size
    ]


def _own(own: Own, at: Floats, scale: float, language: Language, width: int, height: int) -> str:
    """One's own dot, its name, and the dashed ring within which one stands with 95 %."""
    x, y = at.tolist()
    ring = ""
    if own.covariance is not None:
        long, short, turn = ellipse(own.covariance)
        ring = (
            f'<ellipse class="map-own-ring" rx="{max(long * scale, 11):.1f}" ry="{max(short * scale, 11):.1f}" '
            f'transform="translate({x:.1f} {y:.1f}) rotate({-turn:.1f})"/>'
        )
    name = _box("own", _YOU.side(language) or "", x, y + 26 if y + 44 < height else y - 26, width)
    return f'{ring}<circle class="map-own" cx="{x:.1f}" cy="{y:.1f}" r="9"/>{name}'


def picture(
    made: OpinionMap,
    language: Language,
    *,
    title: str,
    description: str,
    width: int = 720,
    height: int = 460,
    alone: bool = False,
) -> str:
    """The map as SVG. The directions mean nothing by themselves; near means voted alike.

    Args:
        title: The finding, in ``language``. ``description``: a sentence that says the same as the drawing.
        alone: Carry the stylesheet inside, for a file of its own.
    """
    return drawn(
        crowd_of(made), language, title=title, description=description, width=width, height=height, alone=alone
    )


def drawn(
    crowd: Crowd,
    language: Language,
    *,
    title: str,
    description: str,
    width: int = 720,
    height: int = 460,
    alone: bool = False,
    own: Own | None = None,
) -> str:
    """`picture` of what is kept of a map, with one's own dot where ``own`` is given."""
    there = np.vstack((crowd.positions, crowd.middles, np.zeros((0, 2)) if own is None else own.at[None]))
    reach = crowd.reach if own is None else np.maximum(crowd.reach, np.abs(own.at))
    at, scale = _scaled(there, reach, width, height)
    people = len(crowd.positions)
    marks = [
        _mark(x, y, LETTERS[group] if 0 <= group < len(LETTERS) else None)
        for (x, y), group in zip(at[:people].tolist(), crowd.membership.tolist(), strict=True)
    ]
    labels = _labels(crowd, at[people : people + len(crowd.middles)], language, width)
    mine = "" if own is None else _own(own, at[-1], scale, language, width, height)
    note = (_SAMPLED.side(language) or "").format(step=crowd.step) if crowd.step > 1 else ""
    style = f"<style>{STYLE}</style>" if alone else ""
    ident = f"map-{language}-{width}"
    return (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'lang="{language}" '
        f'aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{escape(title)}</title>'
        f'<desc id="{ident}-d">{escape(description)} {escape(note)}</desc>{style}'
        f'<rect class="map-ground" width="{width}" height="{height}"/>{"".join(marks)}{"".join(labels)}{mine}</svg>'
    )

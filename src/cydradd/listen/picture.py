"""The picture of the opinion map: SVG with a shape and a letter for each group, drawn by classes alone.

Colours and lines come from the page's stylesheet (``map-group-a`` ...), so that a strict content security
policy holds. Groups are never told apart by colour alone.
"""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.opinion_map import OpinionMap
from cydradd.vocabulary.text import Bilingual, Language, Plural

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
)
"""Rules for a picture that stands alone; a page has them in its stylesheet."""

_SAMPLED = Bilingual("Dangosir un person o bob {step}.", "One person in every {step} is drawn.")


def _scaled(points: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """Points inside the picture, the same scale on both axes, the middle at the middle."""
    reach = np.abs(points).max(initial=1e-9, axis=0)
    margin = 34
    scale = min((width / 2 - margin) / max(reach[0], 1e-9), (height / 2 - margin) / max(reach[1], 1e-9))
    return np.column_stack((width / 2 + points[:, 0] * scale, height / 2 - points[:, 1] * scale))


def _mark(x: float, y: float, letter: str | None) -> str:
    if letter is None:
        return f'<circle class="map-between" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    return f'<path class="map-group-{letter.lower()}" transform="translate({x:.1f} {y:.1f})" d="{SHAPES[letter]}"/>'


def _label(letter: str, x: float, y: float, size: int, language: Language, width: int) -> str:
    """The letter of a group with its number of people, at the middle of its people."""
    text = f"{letter} · {PEOPLE.count(size).side(language)}"
    box = 9.0 * len(text) + 14
    left = min(max(x - box / 2, 4), width - box - 4)
    return (
        f'<g class="map-label"><rect x="{left:.1f}" y="{y - 14:.1f}" width="{box:.1f}" height="28"/>'
        f'<text x="{left + box / 2:.1f}" y="{y + 5:.1f}" text-anchor="middle">{escape(text)}</text></g>'
    )


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
    at = _scaled(made.positions, width, height)
    voted = np.flatnonzero(made.votes.per_participant > 0)
    step = -(-len(voted) // MOST_DRAWN) or 1
    marks = []
    for i in voted[::step]:
        group = int(made.membership[i])
        marks.append(_mark(at[i, 0], at[i, 1], LETTERS[group] if 0 <= group < len(LETTERS) else None))
    labels = []
    for group, size in enumerate(made.sizes[: len(LETTERS)]):
        if size and len(made.sizes) > 1:
            x, y = at[made.membership == group].mean(axis=0)
            labels.append(_label(LETTERS[group], float(x), float(y), size, language, width))
    note = (_SAMPLED.side(language) or "").format(step=step) if step > 1 else ""
    style = f"<style>{STYLE}</style>" if alone else ""
    ident = f"map-{language}-{width}"
    return (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'lang="{language}" '
        f'aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{escape(title)}</title>'
        f'<desc id="{ident}-d">{escape(description)} {escape(note)}</desc>{style}'
        f'<rect class="map-ground" width="{width}" height="{height}"/>{"".join(marks)}{"".join(labels)}</svg>'
    )

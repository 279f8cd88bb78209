"""What every picture is made of: text that fits any font, hatching, and the frame of a file that stands alone.

Colours are attributes, never style, so that a picture is the same in a page with a strict content security policy, in
a page that works off-line and in a file of its own. Positions are exact until they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from cydradd.vocabulary.money import Pence, exponent, format_money
from cydradd.vocabulary.text import Bilingual, Language

SLATE, QUIET, LINE, WHITE, TINT = "#23213F", "#5A5775", "#8A86A3", "#FFFFFF", "#F6F4FA"
GOLD = ("#FFF1BF", "#F7C948", "#CF8F17", "#8C5A0A", "#4A2C06")
"""Steps of gold, the lightest first: slate text on the first three, white on the others."""
FONT = "Figtree Variable, Figtree, system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Verdana, sans-serif"
SIZE = 13
"""Pixels of the letters of a chart, at least."""
STEP = 17
"""Pixels from one line of text to the next."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTHS = {
    **dict.fromkeys("iljI.,:;'’‘|!()[] ", 0.4),
    **dict.fromkeys("ft-r/", 0.45),
    **dict.fromkeys("mwMW@%&", 1.0),
}


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a picture is. ``narrow``: for a telephone, where names are on the edge of their room."""

    width: int
    narrow: bool


WIDE, NARROW = Size(780, False), Size(288, True)


def named(name: Bilingual, key: str = "") -> Bilingual:
    """A name of which no side is missing: where a place has one name, it is called so in both languages."""
    return Bilingual(name.cy or name.en or key, name.en or name.cy or key)


def clean(text: str) -> str:
    """Text as XML may hold it: what it may not hold becomes a mark that something was there."""
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def at(value: Fraction | int) -> str:
    """A position, to a hundredth of a pixel."""
    exact = Fraction(value)
    return f"{float(round(exact, 2)):g}" if abs(exact) < 10_000 else f"{round(exact)}"


def breadth(text: str, size: int = SIZE) -> float:
    """Pixels that text takes at most, in the widest of the fonts that a reader may have."""
    wide = (_WIDTHS.get(letter) or (0.78 if letter.isupper() or ord(letter) > 0x2E80 else 0.66) for letter in text)
    return size * sum(wide)


def lines(text: str, room: float, most: int, size: int = SIZE) -> list[str]:
    """Text broken into lines that fit; what is too long for ``most`` of them ends in an ellipsis."""
    found: list[str] = []
    for word in text.split():
        for piece in _pieces(word, room, size):
            joined = f"{found[-1]} {piece}" if found else piece
            if found and breadth(joined, size) <= room:
                found[-1] = joined
            else:
                found.append(piece)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and breadth(f"{last}…", size) > room:
        last = last[:-1]
    return [*found[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, room: float, size: int) -> list[str]:
    """A word that is wider than its line, in parts with hyphens."""
    pieces, rest = [], word
    while breadth(rest, size) > room and len(rest) > 2:
        fits = 1
        while breadth(f"{rest[: fits + 1]}-", size) <= room:
            fits += 1
        pieces.append(f"{rest[:fits]}-")
        rest = rest[fits:]
    return [*pieces, rest]


def text(
    x: Fraction | int, y: Fraction | int, said: Iterable[str], *, end: str = "start", bold: int = 0, fill: str = SLATE
) -> str:
    """Lines of text, the first on a baseline at ``y``; the first ``bold`` of them in bold."""
    spans = "".join(
        f'<tspan x="{at(x)}" y="{at(y + STEP * number)}" fill="{fill}"{_WEIGHT if number < bold else ""}>'
        f"{clean(line)}</tspan>"
        for number, line in enumerate(said)
    )
    return f'<text text-anchor="{end}" font-family="{FONT}" font-size="{SIZE}">{spans}</text>'


_WEIGHT = ' font-weight="650"'


def hatch(id: str, colour: str = SLATE) -> str:
    """A pattern of slanting lines: what is not known."""
    return (
        f'<pattern id="{id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="7" height="7" fill="{WHITE}"/><path d="M0 0V7" stroke="{colour}" stroke-width="3"/></pattern>'
    )


def inline(id: str, width: int, height: Fraction | int, title: str, said: str, parts: Sequence[str]) -> str:
    """A picture inside a page. Ids within it begin with ``id``, which is on the page once."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {at(height)}" role="img" '
        f'aria-labelledby="{id}-title" aria-describedby="{id}-desc"><title id="{id}-title">{clean(title)}</title>'
        f'<desc id="{id}-desc">{clean(said)}</desc>{"".join(parts)}</svg>'
    )


def alone(
    language: Language, width: int, height: Fraction | int, title: str, said: Sequence[str], source: str, parts: str
) -> str:
    """A picture as a file of its own: title, sentences and source are written in it."""
    head = lines(title, width, 4, 20)
    below = [line for sentence in said for line in lines(sentence, width, 9)]
    top = 26 * len(head) + STEP * len(below) + 24
    foot = lines(source, width, 4)
    whole = top + height + STEP * len(foot) + 12
    heading = "".join(f'<tspan x="0" y="{26 * number + 20}">{clean(line)}</tspan>' for number, line in enumerate(head))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" lang="{language}" width="{width + 40}" '
        f'height="{at(whole + 40)}" viewBox="-20 -20 {width + 40} {at(whole + 40)}" role="img" '
        f'aria-labelledby="title desc"><title id="title">{clean(title)}</title><desc id="desc">{clean(" ".join(said))}'
        f'</desc><rect x="-20" y="-20" width="{width + 40}" height="{at(whole + 40)}" fill="{WHITE}"/>'
        f'<text font-family="{FONT}" font-size="20" font-weight="700" fill="{SLATE}">{heading}</text>'
        f"{text(0, 26 * len(head) + 14, below)}"
        f'<g transform="translate(0 {top})">{parts}</g>'
        f"{text(0, top + height + STEP, foot, fill=QUIET)}</svg>\n"
    )


def short_money(amount: int, currency: str) -> str:
    """An amount where there is no room for all of it: ``£950``, ``£18k``, ``£1.2m``; the same in both languages."""
    unit = 10 ** exponent(currency)
    sign = format_money(Pence(0), currency).rstrip("0").strip()
    for size, mark in ((10**6, "m"), (10**3, "k")):
        if abs(amount) >= size * unit:
            value = Fraction(amount, size * unit)
            tenths = round(value * 10) if abs(value) < 10 else round(value) * 10
            whole, rest = divmod(abs(tenths), 10)
            return f"{'-' if amount < 0 else ''}{sign}{whole:,}{f'.{rest}' if rest else ''}{mark}"
    return format_money(Pence(amount), currency).replace(" ", "\N{NO-BREAK SPACE}")

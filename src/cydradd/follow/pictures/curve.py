"""How far the money went to few, as a Lorenz curve: inside a page, or in a file of its own."""

from __future__ import annotations

from fractions import Fraction

from cydradd.follow.concentration import lorenz
from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.pictures.drawing import GOLD, SLATE, TINT, WIDE, Size, alone, at, inline, lines, text
from cydradd.follow.reach_words import percent
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual, Language

LEFT, SIDE, NARROW_SIDE, WIDTH = 50, 360, 230, 520


def curve_file(report: ConcentrationReport, language: Language, source: str) -> str | None:
    """The curve with its finding, its sentences and its source; ``None``: nobody, or one recipient alone."""
    drawn = _drawn(report, language, SIDE)
    if drawn is None:
        return None
    title, said = _told(report)
    return alone(language, WIDTH, SIDE + 34, str(title.side(language)), [str(said.side(language))], source, drawn)


def curve_picture(report: ConcentrationReport, language: Language, size: Size = WIDE, id: str = "curve") -> str | None:
    """The curve inside a page that shows its finding and its table; ``None`` as of `curve_file`."""
    side, width = (NARROW_SIDE, size.width) if size.narrow else (SIDE, WIDTH)
    drawn = _drawn(report, language, side)
    if drawn is None:
        return None
    title, said = _told(report)
    return inline(id, width, side + 54, str(title.side(language)), str(said.side(language)), [drawn])


def _drawn(report: ConcentrationReport, language: Language, side: int) -> str | None:
    """The curve without its frame."""
    found, points = report.found, lorenz(report.held.totals)
    if found.recipients < 2 or not points or found.lower_half_share is None or found.top10_share is None:
        return None
    path = "L".join(f"{at(LEFT + side * people)} {at(side * (1 - money))}" for people, money in points)
    half = Fraction(found.recipients // 2, found.recipients)
    drawn = (
        f'<rect x="{LEFT}" y="0" width="{side}" height="{side}" fill="{TINT}"/>'
        f'<path d="M{path}L{LEFT} {side}Z" fill="{GOLD[1]}" fill-opacity=".6"/>'
        f'<path d="M{LEFT} {side}L{LEFT + side} 0" stroke="{SLATE}" stroke-width="1.5" stroke-dasharray="4 3"/>'
        f'<path d="M{path}" fill="none" stroke="{GOLD[4]}" stroke-width="3"/>'
        f'<path d="M{LEFT} 0V{side}H{LEFT + side}" fill="none" stroke="{SLATE}"/>'
        + _dot(half, found.lower_half_share, side)
        + (_dot(1 - Fraction(10, found.recipients), 1 - found.top10_share, side) if found.recipients > 10 else "")
        + text(LEFT - 6, side, ["0"], end="end")
        + text(LEFT - 6, 12, ["100%"], end="end")
    )
    words = lines(_AXIS.side(language) or "", side + LEFT, 2)
    return drawn + text(LEFT + Fraction(side - LEFT, 2), side + 22, words, end="middle")


_AXIS = Bilingual("Derbynwyr, o’r lleiaf i’r mwyaf; arian ar i fyny", "Recipients, smallest to largest; money upwards")


def _dot(people: Fraction, money: Fraction, side: int) -> str:
    return f'<circle cx="{at(LEFT + side * people)}" cy="{at(side * (1 - money))}" r="6" fill="{SLATE}"/>'


def _told(report: ConcentrationReport) -> tuple[Bilingual, Bilingual]:
    """The finding, and what is known of it."""
    found, held = report.found, report.held
    half, ten = percent(found.lower_half_share), percent(found.top10_share)
    gini = f"{float(found.gini):.2f}" if found.gini is not None else "–"
    total = format_money(Pence(found.total), report.currency)
    lost = format_money(Pence(held.unidentified_total), report.currency)
    return (
        Bilingual(f"Mae’r hanner isaf yn dal {half} o’r arian", f"The lower half holds {half} of the money"),
        Bilingual(
            f"Nifer y derbynwyr: {found.recipients:,}. Arian: {total}. Y deg mwyaf: {ten}. "
            f"Mynegai Gini: {gini} (0: pawb yr un fath). "
            f"Heb enw derbynnydd, neu sawl un gyda’i gilydd, ac felly nid yn y gromlin: {lost}.",
            f"Recipients: {found.recipients:,}. Money: {total}. The ten largest: {ten}. "
            f"Gini index: {gini} (0: all alike). "
            f"Without the name of a recipient, or several together, and so not in the curve: {lost}.",
        ),
    )

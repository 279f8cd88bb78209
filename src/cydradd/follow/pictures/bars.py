"""The parts of the money as bars, in a file of its own: the largest, the others together, and what is not known."""

from __future__ import annotations

from fractions import Fraction

from cydradd.follow.pictures.drawing import GOLD, SLATE, STEP, WHITE, alone, at, hatch, lines, named, text
from cydradd.follow.reach import By, Reach
from cydradd.follow.reach_words import because, label, percent
from cydradd.follow.recipients import UNKNOWN
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Bilingual, Language, Plural

MOST = 15
"""Parts with a bar of their own."""
WIDTH, NAMES, VALUES = 780, 230, 190
_OTHERS = Plural(
    ("Dim eraill", "1 arall", "2 arall", "3 arall", "6 arall", "{n} arall gyda’i gilydd"),
    ("1 other", "{n} others together"),
)
_HEADS = {
    By.TYPE: Bilingual("Yr arian yn ôl math y derbynnydd", "The money by kind of recipient"),
    By.SIZE: Bilingual("Yr arian yn ôl incwm blynyddol y derbynnydd", "The money by yearly income of the recipient"),
    By.PLACE: Bilingual("Yr arian yn ôl lle", "The money by place"),
    By.YEAR: Bilingual("Yr arian yn ôl blwyddyn y dyfarniad", "The money by year of the award"),
}
Bar = tuple[Bilingual, int, bool]
"""Name, minor units, and whether it is what is not known."""


def bars(found: Reach) -> tuple[Bar, ...]:
    """Bars that add up to all of the money: years in their order, other parts as the answer has them."""
    rows = sorted(found.rows, key=lambda row: row.key) if found.by is By.YEAR else list(found.rows)
    alone = {
        row.key for row in sorted(rows, key=lambda row: (-row.total, row.key))[: MOST if len(rows) > MOST + 1 else None]
    }
    rest = [row for row in rows if row.key not in alone]
    made = [(named(found.label(row.key), row.key), row.total, False) for row in rows if row.key in alone]
    if rest:
        made.append((_OTHERS.count(len(rest)), sum(row.total for row in rest), False))
    return (*made, (label("type", UNKNOWN), found.unknown.total, True))


def bars_file(found: Reach, language: Language, source: str) -> str:
    """The bars as a file of its own, with the finding, the sentence and the source."""
    drawn, y = f"<defs>{hatch('hatch')}</defs>", 0
    for name, total, hidden in bars(found):
        said = lines(name.side(language) or "", NAMES, 3)
        height = max(STEP * len(said), 18) + 9
        drawn += text(0, y + 14, said) + _bar(total, found.total, y, hidden=hidden)
        value = f"{format_money(Pence(total), found.currency)} · {_share(total, found)}"
        drawn += text(WIDTH, y + 14, [value], end="end")
        y += height
    why = because(found.unknown.reasons)
    sentence = found.as_json()["sentence"]
    told = [str(sentence[str(language)])] if isinstance(sentence, dict) else []
    told += [str(why.side(language))] if why else []
    return alone(language, WIDTH, y, str(_title(found).side(language)), told, source, drawn)


def _title(found: Reach) -> Bilingual:
    """What it is by, and the part with most money."""
    head = _HEADS[found.by]
    most = max(found.rows, key=lambda row: row.total, default=None)
    if most is None or most.total <= 0:
        return head
    name, share = named(found.label(most.key), most.key), percent(most.share_money)
    return Bilingual(f"{head.cy}. Y mwyaf: {name.cy}, {share}", f"{head.en}. Most: {name.en}, {share}")


def _share(total: int, found: Reach) -> str:
    return percent(Fraction(total, found.total) if found.total else None)


def _bar(total: int, whole: int, y: int, *, hidden: bool) -> str:
    """A bar as long as its share; what is below 0 has none."""
    room = WIDTH - NAMES - VALUES - 20
    share = min(max(Fraction(total, whole), Fraction(0)), Fraction(1)) if whole > 0 else Fraction(0)
    edge = f'x="{NAMES + 10}" y="{y}" height="18"'
    fill = "url(#hatch)" if hidden else GOLD[1]
    return (
        f'<rect {edge} width="{room}" fill="{WHITE}"/><rect {edge} width="{at(room * share)}" fill="{fill}"/>'
        f'<rect {edge} width="{room}" fill="none" stroke="{SLATE}"/>'
    )

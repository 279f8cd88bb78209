"""A flow diagram as SVG: from funders on the left to who got the money on the right, what is not known hatched."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cydradd.follow.pictures.drawing import (
    GOLD,
    LINE,
    SLATE,
    STEP,
    WIDE,
    Size,
    alone,
    at,
    clean,
    hatch,
    inline,
    lines,
    short_money,
    text,
)
from cydradd.follow.pictures.flow_layout import Block, Layout, Ribbon, layout
from cydradd.follow.pictures.flow_table import End, FlowTable, Kind
from cydradd.vocabulary.text import Language

THICK, GAP, BETWEEN, ROOM = 12, 12, 8, 300
"""Pixels: width of a block, between two places, between a block and its label, height of all the money."""


def flow_picture(table: FlowTable, language: Language, size: Size = WIDE, id: str = "flow") -> str:
    """The diagram inside a page that shows its title, its sentence and its table. ``id``: once on a page."""
    parts, height = _drawn(table, language, size, id)
    title, said = table.title().side(language) or "", table.sentence().side(language) or ""
    return inline(id, size.width, height, title, said, [parts])


def flow_file(table: FlowTable, language: Language, source: str) -> str:
    """The diagram as a file of its own, with its title, its sentence and its source."""
    parts, height = _drawn(table, language, WIDE, "flow")
    title, said = table.title().side(language) or "", table.sentence().side(language) or ""
    return alone(language, WIDE.width, height, title, [said], source, parts)


def _drawn(table: FlowTable, language: Language, size: Size, id: str) -> tuple[str, Fraction]:
    """The diagram without its frame, and its height."""
    beside = _beside(size)
    left, right = ([_label(end, table, language, size) for end in side] for side in (table.sources, table.parts))
    money = {place: cell.total for place, cell in table.cells.items() if cell.total > 0}
    heights = [[STEP * len(said) for said in side] for side in (left, right)]
    laid = layout(money, heights[0], heights[1], ROOM, GAP)
    start, end = beside + BETWEEN, size.width - beside - BETWEEN - THICK
    drawn = [f"<defs>{hatch(f'{id}-hatch')}{hatch(f'{id}-pale', LINE)}</defs>"]
    drawn += [_ribbon(each, start + THICK, end, table, language, id) for each in _thickest_first(laid)]
    drawn += [_block(*each, start, id) for each in zip(laid.sources, table.sources, strict=True)]
    drawn += [_block(*each, end, id) for each in zip(laid.parts, table.parts, strict=True)]
    drawn += [_said(*each, beside, "end") for each in zip(laid.sources, left, strict=True)]
    drawn += [_said(*each, size.width - beside, "start") for each in zip(laid.parts, right, strict=True)]
    return "".join(drawn), laid.height


def _beside(size: Size) -> int:
    """The room for names at each side."""
    return 94 if size.narrow else 236


def _label(end: End, table: FlowTable, language: Language, size: Size) -> list[str]:
    """A name and under it the money, whose share stands beside it or, where there is no room, under it."""
    room, most = (_beside(size) + 16, 6) if size.narrow else (_beside(size), 3)
    name = lines(end.label.side(language) or "", room, most)
    money, share = short_money(end.total, table.currency), table.share(end.total)
    return [*name, f"{money} · {share}"]


def _thickest_first(laid: Layout) -> list[Ribbon]:
    return sorted(laid.ribbons, key=lambda each: (-each.thickness, each.source, each.part))


def _ribbon(each: Ribbon, start: int, end: int, table: FlowTable, language: Language, id: str) -> str:
    source, part = table.sources[each.source], table.parts[each.part]
    hidden = Kind.UNKNOWN in (source.kind, part.kind)
    middle, left, right = at(Fraction(start + end, 2)), at(each.left), at(each.right)
    low_left, low_right = at(each.left + each.thickness), at(each.right + each.thickness)
    names = [side.label.side(language) or "" for side in (source, part)]
    said = f"{names[0]} → {names[1]}: {table.money(each.total)} ({table.share(each.total)})"
    fill, edge = (f"url(#{id}-pale)", LINE) if hidden else (GOLD[1], GOLD[2])
    return (
        f'<path d="M{start} {left}C{middle} {left} {middle} {right} {end} {right}V{low_right}'
        f'C{middle} {low_right} {middle} {low_left} {start} {low_left}Z" fill="{fill}" fill-opacity=".62" '
        f'stroke="{edge}" stroke-width=".6"><title>{clean(said)}</title></path>'
    )


def _block(block: Block, end: End, x: int, id: str) -> str:
    fill = f"url(#{id}-hatch)" if end.kind is Kind.UNKNOWN else GOLD[2]
    return (
        f'<rect x="{x}" y="{at(block.top)}" width="{THICK}" height="{at(max(block.height, Fraction(1, 2)))}" '
        f'fill="{fill}" stroke="{SLATE}"/>'
    )


def _said(block: Block, said: Sequence[str], x: int, end: str) -> str:
    """A label at the middle of its block."""
    return text(x, block.middle - Fraction(STEP * len(said), 2) + 13, said, end=end, bold=len(said) - 1)

"""The map of Wales as SVG: 22 tiles of the same area, each with its name and its money; what is not known hatched."""

from __future__ import annotations

from fractions import Fraction

from cydradd.follow.pictures.drawing import (
    GOLD,
    LINE,
    SLATE,
    STEP,
    WHITE,
    WIDE,
    Size,
    alone,
    breadth,
    hatch,
    inline,
    lines,
    short_money,
    text,
)
from cydradd.follow.pictures.tile_table import Tile, TileTable
from cydradd.vocabulary.text import Bilingual, Language

SIDE, NARROW_SIDE, BETWEEN = 108, 46, 3
GRID = 6
"""Rows and columns of the map (`vocabulary.place`)."""
NONE = Bilingual("Dim arian yn hysbys", "No money known")
BELOW = Bilingual("Dim arian uwchlaw sero", "No money above zero")


def tile_map(table: TileTable, language: Language, size: Size = WIDE, id: str = "tiles") -> str:
    """The map inside a page that shows its title, its sentence and its table. ``id``: once on a page."""
    parts, height = _drawn(table, language, size, id)
    title, said = table.title().side(language) or "", table.sentence().side(language) or ""
    return inline(id, _width(size), height, title, said, [parts])


def tile_map_file(table: TileTable, language: Language, source: str) -> str:
    """The map as a file of its own: with its title, its sentence, what is beside the map, and its source."""
    parts, height = _drawn(table, language, WIDE, "tiles")
    beside = "; ".join(
        f"{each.what.side(language)}: {table.money(each.total)} ({table.share(each.total)})" for each in table.beside
    )
    title, said = table.title().side(language) or "", table.sentence().side(language) or ""
    head = Bilingual("Heb fod mewn un o’r 22: ", "In none of the 22: ").side(language)
    return alone(language, _width(WIDE), height, title, [said, f"{head}{beside}."], source, parts)


def _width(size: Size) -> int:
    side = NARROW_SIDE if size.narrow else SIDE
    return GRID * side + (GRID - 1) * BETWEEN


def _drawn(table: TileTable, language: Language, size: Size, id: str) -> tuple[str, Fraction]:
    """The map and its legend without their frame, and their height."""
    tiles = "".join(_tile(tile, table.currency, language, size, id) for tile in table.tiles)
    legend, height = _legend(table, language, size, id)
    top = _width(size) + 14
    defs = f"<defs>{hatch(f'{id}-none', '#C9C5D8')}</defs>"
    return f'{defs}{tiles}<g transform="translate(0 {top})">{legend}</g>', Fraction(top + height)


def _tile(tile: Tile, currency: str, language: Language, size: Size, id: str) -> str:
    """A square: its name, or where there is no room three letters, and its money."""
    side, edge = (NARROW_SIDE, 3) if size.narrow else (SIDE, 8)
    x, y = ((number - 1) * (side + BETWEEN) for number in (tile.authority.column, tile.authority.row))
    fill, ink = _fill(tile.step, id), WHITE if tile.step > 3 else SLATE
    name = tile.authority.name.side(language) or tile.authority.code
    told = [tile.authority.short] if size.narrow else lines(name, (side - 2 * edge) * 1.1, 4)
    value = "–" if tile.total is None else short_money(tile.total, currency)
    square = f'x="{x}.5" y="{y}.5" width="{side - 1}" height="{side - 1}"'
    drawn = f'<rect {square} fill="{fill}" stroke="{SLATE}"{_dash(tile)}/>'
    if tile.total is None:
        drawn += _plate(x + edge - 2, y + edge, max(map(breadth, told)), len(told))
        drawn += _plate(x + edge - 2, y + side - edge - 15, breadth(value), 1)
    drawn += text(x + edge, y + edge + 12, told, fill=ink)
    return drawn + text(x + edge, y + side - edge - 1, [value], bold=1, fill=ink)


def _dash(tile: Tile) -> str:
    return ' stroke-dasharray="4 3"' if not tile.step else ""


def _plate(x: int, y: int, room: float, many: int) -> str:
    """White behind letters that stand on hatching."""
    return f'<rect x="{x}" y="{y}" width="{round(room) + 4}" height="{STEP * many}" fill="{WHITE}"/>'


def _fill(step: int, id: str) -> str:
    return GOLD[step - 1] if step else f"url(#{id}-none)"


def _legend(table: TileTable, language: Language, size: Size, id: str) -> tuple[str, int]:
    """The classes with their bounds, in rows that fit."""
    before, keys = 0, []
    for step, most in enumerate(table.bounds, 1):
        low, high = short_money(before, table.currency), short_money(most, table.currency)
        up_to = Bilingual(f"hyd at {high}", f"up to {high}").side(language)
        over = Bilingual(f"dros {low}, hyd at {high}", f"over {low}, up to {high}").side(language)
        keys.append((step, str(over if before else up_to)))
        before = most
    if any(tile.total is None for tile in table.tiles):
        keys.append((0, str(NONE.side(language))))
    drawn, x, y = "", 0, 0
    for step, said in keys:
        room = 26 + round(breadth(said)) + 14
        if x and x + room > _width(size):
            x, y = 0, y + 24
        square, edge = f'x="{x}.5" y="{y}.5" width="17" height="17"', SLATE if step else LINE
        drawn += f'<rect {square} fill="{_fill(step, id)}" stroke="{edge}"/>'
        drawn += text(x + 25, y + 14, [said])
        x += room
    return drawn, y + 20

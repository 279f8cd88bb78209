"""Where each part of a flow diagram lies: two columns of blocks, and between them ribbons as thick as their money.

Exact throughout: the thickness of the ribbons of a block adds up to its height, and the blocks of each column to the
same height, that of all the money. Every block has a place of its own, as high as itself or its label, and both stand
in its middle: no two blocks, ribbons at a block, or labels lie over each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Block:
    """One end of the money. ``middle``: of the block and of its label."""

    total: int
    top: Fraction
    height: Fraction

    @property
    def middle(self) -> Fraction:
        """Half-way down."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Money from one block to another. ``left``, ``right``: its upper edge at each of the two."""

    source: int
    part: int
    total: int
    left: Fraction
    right: Fraction
    thickness: Fraction


@dataclass(frozen=True, slots=True)
class Layout:
    """The diagram. ``height``: of all of it, labels too."""

    sources: tuple[Block, ...]
    parts: tuple[Block, ...]
    ribbons: tuple[Ribbon, ...]
    height: Fraction


def layout(
    money: Mapping[tuple[int, int], int], sources: Sequence[int], parts: Sequence[int], room: int, gap: int
) -> Layout:
    """Lay a flow out.

    Args:
        money: Minor units above 0 from source to part, each by its number.
        sources, parts: Heights of their labels, in pixels, in their order.
        room: Height of all the money. ``gap``: between two places, at least.

    Raises:
        ValueError: An amount is not above 0.
    """
    if any(amount <= 0 for amount in money.values()):
        raise ValueError("a ribbon has money above 0")
    scale = Fraction(room, sum(money.values())) if money else ZERO
    gave, got = [0] * len(sources), [0] * len(parts)
    for (source, part), amount in money.items():
        gave[source] += amount
        got[part] += amount
    sides = [
        [max(total * scale, Fraction(label)) for total, label in zip(totals, labels, strict=True)]
        for totals, labels in ((gave, sources), (got, parts))
    ]
    height = max(sum(side, ZERO) + gap * max(len(side) - 1, 0) for side in sides)
    left, right = (_column(totals, side, scale, height) for totals, side in ((gave, sides[0]), (got, sides[1])))
    return Layout(left, right, _ribbons(money, left, right, scale), height)


def _column(totals: Sequence[int], places: Sequence[Fraction], scale: Fraction, height: Fraction) -> tuple[Block, ...]:
    """Blocks from top to bottom of the whole height, each in the middle of its place."""
    rest = height - sum(places, ZERO)
    gap = rest / (len(places) - 1) if len(places) > 1 else ZERO
    top, made = ZERO if len(places) > 1 else rest / 2, []
    for total, place in zip(totals, places, strict=True):
        thick = total * scale
        made.append(Block(total, top + (place - thick) / 2, thick))
        top += place + gap
    return tuple(made)


def _ribbons(
    money: Mapping[tuple[int, int], int], sources: Sequence[Block], parts: Sequence[Block], scale: Fraction
) -> tuple[Ribbon, ...]:
    """Ribbons of a block in the order of the other column, so that they cross as little as can be."""
    left, right = [block.top for block in sources], [block.top for block in parts]
    made = []
    for (source, part), amount in sorted(money.items()):
        thickness = amount * scale
        made.append(Ribbon(source, part, amount, left[source], right[part], thickness))
        left[source] += thickness
        right[part] += thickness
    return tuple(made)

"""The numbers of the map of Wales: money of each of the 22 authorities in few classes, and all that is beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.follow.reach import JOINT, Reach, Row
from cydradd.follow.reach_words import percent
from cydradd.vocabulary.money import Pence, exponent, format_money
from cydradd.vocabulary.place import AUTHORITIES, WALES, Authority
from cydradd.vocabulary.text import Bilingual, Plural

CLASSES = 4
"""Classes of money above 0, at most."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One authority.

    Attributes:
        total: Minor units; ``None``: no grant is known to have gone there, which is not the same as nothing.
        step: Its class, from 1; 0: no money above 0.
    """

    authority: Authority
    grants: int
    recipients: int
    total: int | None
    step: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Money that is in none of the 22."""

    what: Bilingual
    grants: int
    total: int
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class TileTable:
    """The map and what is beside it: together they are all of the money.

    Attributes:
        bounds: The most that each class holds, in minor units, the lowest class first.
        beside: Wales as a whole, areas of postcodes, other places, several recipients, and last what is not known.
    """

    currency: str
    beneficiary: bool
    tiles: tuple[Tile, ...]
    bounds: tuple[int, ...]
    beside: tuple[Beside, ...]
    grants: int
    total: int

    def share(self, total: int) -> str:
        """A share of all the money; a dash where there is none."""
        return percent(Fraction(total, self.total) if self.total else None)

    def money(self, total: int) -> str:
        """An amount that does not break at the end of a line."""
        return format_money(Pence(total), self.currency).replace(" ", "\N{NO-BREAK SPACE}")

    def reached(self) -> tuple[int, int]:
        """How many authorities are known to have money above 0, and the money of all 22."""
        return sum(tile.step > 0 for tile in self.tiles), sum(tile.total or 0 for tile in self.tiles)

    def title(self) -> Bilingual:
        """The finding: the authority with most money."""
        most = max(self.tiles, key=lambda tile: (tile.total or 0, tile.authority.code))
        if not most.step or most.total is None:
            return Bilingual(
                "Ni wyddys bod arian wedi mynd i un o’r 22 awdurdod",
                "No money is known to have gone to one of the 22 authorities",
            )
        name, money, share = most.authority.name, self.money(most.total), self.share(most.total)
        return Bilingual(
            f"Yr awdurdod â’r swm mwyaf: {name.cy}, {money} ({share} o’r arian)",
            f"The authority with the largest sum: {name.en}, {money} ({share} of the money)",
        )

    def sentence(self) -> Bilingual:
        """How far the map reaches, and how much is beside it and not known."""
        many, total = self.reached()
        unknown = next(each for each in self.beside if each.unknown)
        who = Bilingual("y bobl y mae’r grant ar eu cyfer", "the people the grant is for")
        if not self.beneficiary:
            who = Bilingual("y derbynnydd", "the recipient")
        money, share, missing = self.money(total), self.share(total), self.share(unknown.total)
        return Bilingual(
            f"{_AUTHORITIES.count(many).cy} o’r 22: {money}, {share} o’r arian, yn ôl lle {who.cy}. "
            f"Lle ddim yn hysbys: {missing} o’r arian. Mae yn y cyfanswm.",
            f"{many} of the 22 authorities: {money}, {share} of the money, by the place of {who.en}. "
            f"Place unknown: {missing} of the money. It is in the total.",
        )


_AUTHORITIES = Plural(
    ("Dim awdurdodau", "1 awdurdod", "2 awdurdod", "3 awdurdod", "6 awdurdod", "{n} awdurdod"),
    ("1 authority", "{n} authorities"),
)


def tile_table(found: Reach) -> TileTable:
    """The map of an answer by place."""
    rows = {row.key: row for row in found.rows}
    known = [rows.pop(each.code, None) for each in AUTHORITIES]
    bounds = classes([row.total for row in known if row is not None], found.currency)
    tiles = tuple(_tile(*each, bounds) for each in zip(AUTHORITIES, known, strict=True))
    beneficiary = bool(found.filters.get("beneficiary"))
    return TileTable(found.currency, beneficiary, tiles, bounds, _beside(found, rows), found.grants, found.total)


def _tile(authority: Authority, row: Row | None, bounds: Sequence[int]) -> Tile:
    if row is None:
        return Tile(authority, 0, 0, None, 0)
    step = next((n for n, most in enumerate(bounds, 1) if row.total <= most), 0) if row.total > 0 else 0
    return Tile(authority, row.grants, row.recipients, row.total, step)


def classes(amounts: Sequence[int], currency: str = "GBP") -> tuple[int, ...]:
    """The most that each class holds, in minor units: round numbers, rising.

    As many authorities as can be are in each class; the last holds the largest amount. No amount above 0: no class.
    """
    above = sorted(amount for amount in amounts if amount > 0)
    if not above:
        return ()
    found = {_round_up(above[-(-len(above) * step // CLASSES) - 1], 10 ** exponent(currency)) for step in range(1, 5)}
    return tuple(sorted(found))


_ROUND = (10, 15, 20, 25, 30, 40, 50, 60, 80, 100)


def _round_up(amount: int, unit: int) -> int:
    """The next round number, at least 1 in major units."""
    size = Fraction(unit, 10)
    while size * 100 < amount:
        size *= 10
    return int(next(size * step for step in _ROUND if amount <= size * step))


def _beside(found: Reach, rows: dict[str, Row]) -> tuple[Beside, ...]:
    """What is in none of the 22, each kind once, if there is any; what is not known always."""
    kinds: dict[str, list[Row]] = {}
    for key, row in rows.items():
        kind = key if key in (WALES, JOINT) else "postcode" if key.isalpha() and len(key) < 3 else "elsewhere"
        kinds.setdefault(kind, []).append(row)
    made = [
        Beside(_KINDS[kind], sum(row.grants for row in kinds[kind]), sum(row.total for row in kinds[kind]))
        for kind in _KINDS
        if kind in kinds
    ]
    unknown = Bilingual("Lle ddim yn hysbys", "Place not known")
    return (*made, Beside(unknown, found.unknown.grants, found.unknown.total, unknown=True))


_KINDS = {
    WALES: Bilingual("Cymru gyfan", "Wales as a whole"),
    "postcode": Bilingual("Ardal cod post yn unig", "Area of a postcode alone"),
    "elsewhere": Bilingual("Lleoedd eraill", "Other places"),
    JOINT: Bilingual("Sawl derbynnydd gyda’i gilydd", "Several recipients together"),
}

"""From what people said to what is asked of applicants, and back (design.md section 3).

Links: statement -> need -> outcome -> criterion, lot -> requirement, question; many to many. A statement may also
lead straight to a criterion or an asset. An outcome hangs on its needs: it leads to what those needs led to.
"""

from __future__ import annotations

from dataclasses import dataclass

from cydradd.design.links import Design, Links
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

__all__ = ["Design", "Links", "Trace", "Unasked", "Unheard", "trace", "unasked", "unheard"]


@dataclass(frozen=True, slots=True)
class Unheard:
    """A statement that every group agrees with, and that no need takes up.

    Attributes:
        code: ``no-link``: it led to nothing; ``in-criterion``, ``in-asset``: it led to that alone, in ``used``.
    """

    id: str
    code: str
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unasked:
    """A criterion that no statement leads to. `partner` and `reason`: of whoever added it; ``None``: not told."""

    id: str
    partner: Partner | None = None
    reason: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one thing came from and what it led to, by kind in the order of `links.KINDS`.

    Attributes:
        id: ``None``: nothing was asked for, and the whole design is meant.
        unheard: ``None``: not known, because no votes are known.
    """

    id: str | None
    sources: tuple[str, ...]
    results: tuple[str, ...]
    unheard: tuple[Unheard, ...] | None
    unasked: tuple[Unasked, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """As `cydradd design trace` prints it."""
        return {
            "id": self.id,
            "from": list(self.sources),
            "to": list(self.results),
            "unheard": None if self.unheard is None else [each.id for each in self.unheard],
            "unasked": [each.id for each in self.unasked],
        }


def unheard(design: Design) -> tuple[Unheard, ...] | None:
    """Statements with net agreement in every group and no need: heard, not used.

    Returns:
        ``None`` when no votes are known.
    """
    if design.nets is None:
        return None
    needed = {id for need in design.needs for id in need.statements}
    found = []
    for id, nets in design.nets.items():
        if id in needed or not nets or min(nets) <= 0:
            continue
        judged = tuple(row.id for row in design.criteria if id in row.statements)
        held = tuple(row.id for row in design.assets if id in row.statements)
        code = "in-criterion" if judged else "in-asset" if held else "no-link"
        found.append(Unheard(id, code, judged or held))
    return tuple(found)


def unasked(design: Design) -> tuple[Unasked, ...]:
    """Criteria that no statement leads to, neither straight nor through a need: nobody asked for them."""
    asked = {need.id for need in design.needs if need.statements}
    return tuple(
        Unasked(row.id, *design.added.get(row.id, (None, None)))
        for row in design.criteria
        if not row.statements and not asked.intersection(row.needs)
    )


def trace(design: Design, id: str | None = None) -> Trace:
    """Where one thing came from and what it led to; with no ``id``, what was not heard and what nobody asked for.

    Args:
        design: What was designed.
        id: Of a statement, need, asset, outcome, criterion, lot, requirement or question; ``kind:id`` where two
            kinds share it.

    Raises:
        NotPossible: Nothing has the id, or more than one thing has.
    """
    sources: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    if id is not None:
        links = Links(design)
        node = links.find(id)
        sources = tuple(links.name(each) for each in links.sources(node))
        results = tuple(links.name(each) for each in links.results(node))
    return Trace(id, sources, results, unheard(design), unasked(design))

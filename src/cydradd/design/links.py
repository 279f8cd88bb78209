"""The links between what was said, what was designed and what is asked of applicants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from cydradd.design.criteria import Criterion
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

KINDS = ("statement", "need", "asset", "outcome", "criterion", "lot", "requirement", "question")
"""What a link may join, in the order in which results name it."""

Node: TypeAlias = "tuple[str, str]"
"""Kind and id."""


@dataclass(frozen=True, slots=True)
class Design:
    """What was designed, as far as it can be traced. An absent table is empty.

    Attributes:
        statements: Ids of all statements, also of those that led to nothing.
        nets: Agreements less disagreements of each group, by statement; ``None``: nobody voted, or not known.
        added: Who added a criterion, and why, where the acts of the round say.
    """

    statements: Sequence[str] = ()
    needs: Sequence[Need] = ()
    assets: Sequence[Asset] = ()
    outcomes: Sequence[Outcome] = ()
    criteria: Sequence[Criterion] = ()
    lots: Sequence[Lot] = ()
    requirements: Sequence[Requirement] = ()
    questions: Sequence[Question] = ()
    nets: Mapping[str, Sequence[int]] | None = None
    added: Mapping[str, tuple[Partner | None, Bilingual | None]] = field(default_factory=dict)


class Links:
    """The links of a design, in both directions."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.nodes: dict[Node, None] = dict.fromkeys(_nodes(design))
        self._on: dict[Node, dict[Node, None]] = {}
        self._back: dict[Node, dict[Node, None]] = {}
        for source, target in _edges(design):
            for node in (source, target):
                self.nodes.setdefault(node)
            self._on.setdefault(source, {})[target] = None
            self._back.setdefault(target, {})[source] = None
        self._needs_of = {("outcome", row.id): [("need", id) for id in row.needs] for row in design.outcomes}

    def sources(self, node: Node) -> list[Node]:
        """Everything a thing came from, by kind."""
        found = _reach(self._back, node)
        if node[0] != "outcome":
            found |= {
                outcome: None for outcome, needs in self._needs_of.items() if any(need in found for need in needs)
            }
        return self._ordered(found)

    def results(self, node: Node) -> list[Node]:
        """Everything a thing led to, by kind."""
        found = _reach(self._on, node)
        for need in self._needs_of.get(node, ()):
            found |= {each: None for each in _reach(self._on, need) if each[0] != "outcome"}
        return self._ordered(found)

    def _ordered(self, found: Iterable[Node]) -> list[Node]:
        place = {node: number for number, node in enumerate(self.nodes)}
        return sorted(found, key=lambda node: (KINDS.index(node[0]), place[node]))

    def name(self, node: Node) -> str:
        """Its id; with its kind before it where two things of different kinds share the id."""
        shared = sum((kind, node[1]) in self.nodes for kind in KINDS) > 1
        return ":".join(node) if shared else node[1]

    def find(self, id: str) -> Node:
        """The thing of this id, or of ``kind:id``.

        Raises:
            NotPossible: There is none, with the nearest ids; or there are several, with each.
        """
        matches = [node for node in self.nodes if node[1] == id or ":".join(node) == id]
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = ", ".join(":".join(node) for node in matches)
            raise NotPossible(
                Bilingual(
                    f"Mae mwy nag un peth â’r cyfeirnod {id[:80]}. Dewiswch un o’r rhain: {names}.",
                    f"More than one thing has the id {id[:80]}. Choose one of: {names}.",
                ),
                code="ambiguous-id",
            )
        known = list(dict.fromkeys(node[1] for node in self.nodes))
        near = get_close_matches(id[:80], known, n=5, cutoff=0.3) or known[:5]
        cy = f"Y rhai agosaf: {', '.join(near)}." if near else "Nid oes dim i’w olrhain yn y rownd hon."
        en = f"The nearest: {', '.join(near)}." if near else "This round holds nothing to trace."
        raise NotPossible(
            Bilingual(f"Nid oes dim â’r cyfeirnod {id[:80]}. {cy}", f"Nothing has the id {id[:80]}. {en}"),
            code="unknown-id",
        )


def _nodes(design: Design) -> Iterator[Node]:
    yield from (("statement", id) for id in design.statements)
    tables = (
        ("need", design.needs),
        ("asset", design.assets),
        ("outcome", design.outcomes),
        ("criterion", design.criteria),
        ("lot", design.lots),
        ("requirement", design.requirements),
        ("question", design.questions),
    )
    for kind, rows in tables:
        yield from ((kind, row.id) for row in rows)


def _edges(design: Design) -> Iterator[tuple[Node, Node]]:
    for need in design.needs:
        yield from ((("statement", id), ("need", need.id)) for id in need.statements)
    for asset in design.assets:
        yield from ((("statement", id), ("asset", asset.id)) for id in asset.statements)
    for outcome in design.outcomes:
        yield from ((("need", id), ("outcome", outcome.id)) for id in outcome.needs)
    for criterion in design.criteria:
        yield from ((("statement", id), ("criterion", criterion.id)) for id in criterion.statements)
        yield from ((("need", id), ("criterion", criterion.id)) for id in criterion.needs)
    for lot in design.lots:
        yield from ((("need", id), ("lot", lot.id)) for id in lot.needs)
    for requirement in design.requirements:
        yield ("lot", requirement.lot), ("requirement", requirement.id)
    for question in design.questions:
        yield ("lot", question.lot), ("question", question.id)
        if question.criterion:
            yield ("criterion", question.criterion), ("question", question.id)


def _reach(links: Mapping[Node, Mapping[Node, None]], node: Node) -> dict[Node, None]:
    """Everything that can be reached, without where one stands."""
    found: dict[Node, None] = {}
    waiting = list(links.get(node, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = None
            waiting += links.get(each, ())
    return found

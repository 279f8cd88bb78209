"""What was tested beyond chance, as keys of `cydradd listen map` (listen.md section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cydradd.listen.chosen import Object, rounded
from cydradd.listen.consensus import Findings
from cydradd.listen.findings.bridging import Bridging
from cydradd.listen.findings.by_partner import PARTNERS
from cydradd.listen.findings.common_ground import Divide, Ground
from cydradd.listen.findings.cross_fit import Finding
from cydradd.listen.opinion_map import OpinionMap
from cydradd.vocabulary.facts import JsonValue

NOTHING: Mapping[str, JsonValue] = {"common_ground": None, "divides": None, "all_partners": None, "not_heard": None}
"""The keys of a map that nobody tested."""


def findings_document(made: OpinionMap, found: Findings) -> Object:
    """Common ground, what divides, what all three partners agree on, and who has not been heard.

    Groups are numbers and partners are words; ``between`` says which of the two a dividing line runs between. No
    partner's count is told that is of fewer than five people, or could be had by subtraction.
    """
    names, partners = made.votes.statements, found.partners
    groups = list(range(len(made.by_group)))
    lines: list[JsonValue] = [_divide(names, each, "groups", groups) for each in found.divides]
    if partners is not None:
        lines += [_divide(names, each, "partners", partners.partners) for each in partners.differ]
    return {
        "common_ground": [_ground(names, each, "by_group") for each in found.common_ground],
        "divides": lines,
        "all_partners": None
        if partners is None
        else [_ground(names, each, "by_partner", PARTNERS) for each in partners.all_three],
        "not_heard": [{"group": group, "statement": names[j], "seen": seen} for group, j, seen in found.not_heard],
    }


def _ground(names: Sequence[str], each: Ground, key: str, of: Sequence[str] | None = None) -> Object:
    """One statement with the counts of each group, in order, or of each partner, by name."""
    sides: list[Object] = [
        {"chosen": chosen, "seen": seen, "low": rounded(low), "high": rounded(high)}
        for chosen, seen, low, high in zip(each.chosen, each.seen, each.lows, each.highs, strict=True)
    ]
    cells: JsonValue = list(sides) if of is None else dict(zip(of, sides, strict=True))
    return {
        "statement": names[each.statement],
        "direction": each.direction,
        "low": rounded(each.low),
        key: cells,
    }


def _divide(names: Sequence[str], each: Divide, between: str, of: Sequence[JsonValue]) -> Object:
    return {
        "between": between,
        "statement": names[each.statement],
        "direction": each.direction,
        "more": of[each.more],
        "less": of[each.less],
        "n_more": each.chosen,
        "seen_more": each.n,
        "n_less": each.others,
        "seen_less": each.rest,
        "difference": rounded(each.difference),
        "low": rounded(each.low),
        "high": rounded(each.high),
        "q": rounded(each.q),
    }


def finding_document(names: Sequence[str], each: Finding) -> Object:
    """What sets a group apart, in the keys of Polis's list; null where only Polis has the figure."""
    return {
        "group": each.group,
        "statement": names[each.statement],
        "direction": each.direction,
        "p": rounded(each.chosen / each.n),
        "z_p": None,
        "ratio": None,
        "z_r": None,
        "difference": rounded(each.difference),
        "low": rounded(each.low),
        "high": rounded(each.high),
        "n": each.n,
        "q": rounded(each.q),
    }


def bridging_of(found: Bridging | None, j: int) -> Object:
    """How far a statement is agreed with across what divides people most; null: not computed, or nobody voted."""
    return {
        "bridging": None if found is None else rounded(found.value[j]),
        "bridging_low": None if found is None else rounded(found.low[j]),
    }

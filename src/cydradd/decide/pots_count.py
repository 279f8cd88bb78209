"""A round's count over its pots: as any count where every pot may pay for everything, else by what the pots can pay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from cydradd.decide.count import count
from cydradd.decide.election import Election
from cydradd.decide.fund import COMPLETIONS, Funded, fund
from cydradd.decide.funders import Pot, who_pays
from cydradd.decide.options import Options
from cydradd.decide.payers import MOST_NODES
from cydradd.decide.result import Count, SetAside
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def restricted(pots: Sequence[Pot], projects: Collection[str]) -> bool:
    """Whether some pot may not pay for some of these projects."""
    return any(not pot.permits(project) for pot in pots for project in projects)


def follows_pots(funded: Funded) -> bool:
    """Whether a count had to follow the money of its pots, because one of them may not pay for all that stood."""
    aside = {entry.project for entry in funded.result.set_aside if entry.kind in ("decision", "objection")}
    return restricted(funded.pots, [name for name in funded.result.election.costs if name not in aside])


def cannot_count_over_pots(options: Options) -> NotPossible | None:
    """Why a rule cannot see to it which pot pays; ``None``: it can.

    Only equal shares does, bought one after another: with completion none, add1e or greedy, and without comparison.
    """
    if options.rule != "equal-shares":
        chosen = ("rule", options.rule)
    elif options.completion not in COMPLETIONS:
        chosen = ("completion", options.completion)
    elif options.compare != "off":
        chosen = ("compare", options.compare)
    else:
        return None
    said = f"{chosen[0]} = {chosen[1]}"
    return NotPossible(
        Bilingual(
            "Ni all pob cronfa dalu am bopeth, felly rhaid i’r cyfrif ddilyn yr arian, ac ni all wneud hynny â "
            f"{said}. Dewiswch rule equal-shares, completion none, add1e neu greedy, a compare off.",
            "Not every pot may pay for everything, so the count must follow the money, which it cannot do with "
            f"{said}. Choose rule equal-shares, completion none, add1e or greedy, and compare off.",
        ),
        code="pots-need-another-rule",
    )


def count_over_pots(
    election: Election,
    options: Options,
    pots: Sequence[Pot],
    *,
    ineligible: Mapping[str, str | None] | None = None,
    objections: Mapping[str, Sequence[Partner]] | None = None,
    most_nodes: int = MOST_NODES,
) -> Funded:
    """Count over the sum of all pots, and say who pays what.

    Where every pot may pay for every project that stands, any rule counts as if there were one pot, and only who pays
    what is added. Otherwise a project is bought only if the pots can pay it beside all before (decide.md 3.9).

    Args:
        ineligible, objections: As `count` takes them.
        most_nodes: Tries of the search for fewest payments.

    Raises:
        NotPossible: As for `count`; or a pot is restricted, and the rule cannot follow the money.
        PartnerTooSmall: A partner has too few ballots and the rule names no fall-back.
    """
    decided, objected = ineligible or {}, objections or {}
    gone = {*decided, *(name for name, partners in objected.items() if partners)}
    budget = sum((pot.amount for pot in pots), Fraction(0))
    if not restricted(pots, [project.id for project in election.projects if project.id not in gone]):
        found = count(replace(election, budget=budget), options, ineligible=decided, objections=objected)
        costs = {entry.project: entry.cost for entry in found.rounds}
        return Funded(found, tuple(pots), who_pays(_for_all(pots), costs, most_nodes=most_nodes), ())
    refusal = cannot_count_over_pots(options)
    if refusal is not None:
        raise refusal
    stopped = {name: tuple(who) for name, who in objected.items() if who and name not in decided}
    funded = fund(election, options, pots, ineligible={**decided, **dict.fromkeys(stopped)}, most_nodes=most_nodes)
    return replace(funded, result=_with_objections(funded.result, stopped))


def _for_all(pots: Sequence[Pot]) -> list[Pot]:
    """The pots as those of a round in which each may pay for everything that stands."""
    return [replace(pot, projects=None) for pot in pots]


def _with_objections(found: Count, stopped: Mapping[str, tuple[Partner, ...]]) -> Count:
    """The count, telling which of the projects set aside were objected to, and by whom."""
    aside = tuple(
        SetAside(entry.project, "objection", None, stopped[entry.project]) if entry.project in stopped else entry
        for entry in found.set_aside
    )
    return replace(found, set_aside=aside)

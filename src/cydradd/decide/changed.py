"""An election with one thing changed, as the same collapsed voters: a lower cost, more supporters, new voters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import cast

import numpy as np
from numpy.typing import NDArray

from cydradd.decide import ties
from cydradd.decide.ballots import Support as Choices
from cydradd.decide.electorate import Electorate, Ints, Support, scale_of, supported
from cydradd.decide.equal_shares import Run, Script
from cydradd.decide.seats import weights as partner_weights
from cydradd.decide.standing import Standing
from cydradd.vocabulary.people import Partner

Indices = NDArray[np.int64]
Runs = Mapping[Fraction, Run]


def with_cost(given: Standing, project: int, cost: Fraction, runs: Runs | None = None) -> Standing:
    """The same election, one project costing ``cost``; ``runs`` are those of the election as it was."""
    voters = given.voters
    costs = (*voters.costs[:project], cost, *voters.costs[project + 1 :])
    changed = replace(voters, costs=costs, scaled_costs=tuple(each * voters.scale for each in costs))
    return _again(given, changed, project, None if runs is None else Script(runs, project))


def with_supporters(given: Standing, project: int, order: Indices, size: int, runs: Runs | None = None) -> Standing:
    """The same election, ballots that did not support a project supporting it too (1 point each).

    Args:
        order: Classes in the order in which their ballots are taken.
        size: How many ballots.
        runs: Of the election as it was, by their first purse.
    """
    voters = given.voters
    taken = np.cumsum(voters.counts[order])
    whole = int(np.searchsorted(taken, size, side="right"))
    members, rest = order[:whole], size - (int(taken[whole - 1]) if whole else 0)
    split = None
    if rest:
        voters = _split(voters, int(order[whole]), rest)
        members = np.append(members, voters.size - 1)
        split = int(order[whole]), voters.size - 1
    script = None if runs is None else Script(runs, project, split)
    return _again(given, _supported(voters, project, members), project, script)


def with_singletons(given: Standing, project: int, many: int, partner: Partner | None) -> Standing:
    """The same election with ``many`` new voters who approve one project alone; all weights are made anew."""
    voters = given.voters
    grown = _with_class(voters, ((voters.projects[project], 1),), many, partner, Fraction(1))
    if partner is not None:
        grown = _reweighed(given, grown)
    grown = _supported(grown, project, np.array([voters.size]))
    return _again(given, replace(grown, voters=voters.voters + many), project)


def _again(given: Standing, voters: Electorate, project: int, script: Script | None = None) -> Standing:
    """What stands, with ties broken by the changed costs and votes."""
    asks = None if given.asks is None or voters.weight[0] != given.voters.weight[0] else given.asks.without(project)
    break_tie = ties.tie_break(voters, given.options.tie, given.options.seed)
    return replace(given, voters=voters, break_tie=break_tie, asks=asks, script=script, runs=None)


def _joined(support: Support, members: Indices, weights: Ints) -> Support:
    """A project's supporters, and classes that give it 1 point each."""
    points = np.ones(len(members), dtype=support.points.dtype)
    return supported(
        np.append(support.members, members),
        cast(Ints, np.append(support.weights, weights.astype(support.weights.dtype))),
        cast(Ints, np.append(support.points, points)),
    )


def _supported(voters: Electorate, project: int, members: Indices) -> Electorate:
    """Classes support one project more."""
    support = _joined(voters.supporters[project], members, voters.heads[members])
    return replace(voters, supporters=(*voters.supporters[:project], support, *voters.supporters[project + 1 :]))


def _with_class(
    voters: Electorate, choices: Choices, many: int, partner: Partner | None, weight: Fraction
) -> Electorate:
    """One class of ballots more, which supports nothing yet."""
    head = many * int(weight * voters.scale)
    return replace(
        voters,
        weight=(*voters.weight, weight),
        many=(*voters.many, many),
        partner=(*voters.partner, partner),
        support=(*voters.support, choices),
        counts=np.append(voters.counts, many),
        heads=cast(Ints, np.append(voters.heads, np.array([head], dtype=voters.heads.dtype))),
    )


def _split(voters: Electorate, member: int, many: int) -> Electorate:
    """The last ``many`` ballots of a class as a class of their own, which comes last."""
    index = {name: project for project, name in enumerate(voters.projects)}
    grown = _with_class(voters, voters.support[member], many, voters.partner[member], voters.weight[member])
    counts, heads = grown.counts.copy(), grown.heads.copy()
    counts[member] -= many
    heads[member] -= heads[-1]
    supporters = list(voters.supporters)
    for name, _ in voters.support[member]:
        if (project := index.get(name)) is not None:
            own = supporters[project]
            supporters[project] = _joined(
                replace(own, weights=heads[own.members]), np.array([voters.size]), heads[voters.size :]
            )
    kept = (*voters.many[:member], int(counts[member]), *grown.many[member + 1 :])
    return replace(grown, many=kept, counts=counts, heads=heads, supporters=tuple(supporters))


def _reweighed(given: Standing, voters: Electorate) -> Electorate:
    """Every ballot weighed anew, each partner holding its share."""
    ballots: dict[Partner, int] = {}
    for partner, many in zip(voters.partner, voters.many, strict=True):
        if partner is not None:
            ballots[partner] = ballots.get(partner, 0) + many
    each: Mapping[Partner, Fraction] = partner_weights(ballots, given.options.shares, 1)
    weight = tuple(each[partner] for partner in voters.partner if partner is not None)
    scale = scale_of(set(weight))
    whole = [many * int(own * scale) for many, own in zip(voters.many, weight, strict=True)]
    wide = sum(whole) >= 2**62
    heads = cast(Ints, np.array(whole, dtype=object if wide else np.int64))
    return replace(
        voters,
        weight=weight,
        scale=scale,
        scaled_costs=tuple(cost * scale for cost in voters.costs),
        heads=heads,
        supporters=tuple(supported(own.members, heads[own.members], own.points) for own in voters.supporters),
    )

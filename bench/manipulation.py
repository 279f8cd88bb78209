"""What still wins when somebody bends the rules: ``python bench/manipulation.py [FILE ...]``.

Of shared elections, for equal shares and for greedy, each a line of JSON:

* ``padded``: of the winners, how many still win at a cost 10, 25 and 50 % higher, and the money that gains;
* ``split``: of the winners, how many are funded in both halves when they stand as two projects of half the cost;
* ``cloned``: of the losers, how many win, or their copy does, when a copy with the same supporters stands too;
* ``weak_identity``: of the losers, how many win with 5 % more ballots, each for that project alone.

At most `MOST` projects of each kind are tried, evenly through the file. Data is read from ``../shared/data/pabulib``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cydradd.decide import pabulib
from cydradd.decide.ballots import Ballot, approvals
from cydradd.decide.election import Election, Project
from cydradd.decide.options import Options
from cydradd.decide.outcome import decide
from cydradd.decide.standing import standing

FILES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pabulib" / "files"
NAMES = ("Poland_Wieliczka_2023_Green_Budget", "Poland_Swiecie_2023", "Netherlands_Assen_2024")
MOST = 15
RULES = ({"utility": "cost"}, {"rule": "greedy"})


def winners(election: Election, rule: dict[str, str]) -> set[str]:
    """Who is funded."""
    return set(decide(standing(election, Options.from_settings({"tie": "id", **rule}), {}, {})).winners)


def costing(election: Election, name: str, factor: Fraction) -> Election:
    """One project at another cost."""
    return replace(
        election,
        projects=tuple(
            replace(each, cost=each.cost * factor) if each.id == name else each for each in election.projects
        ),
    )


def beside(election: Election, name: str, factor: Fraction) -> Election:
    """The project at a part of its cost, and a copy of it that everyone who supports it supports too."""
    changed = costing(election, name, factor)
    own = next(each for each in changed.projects if each.id == name)
    ballots = tuple(
        replace(ballot, support=tuple(sorted([*ballot.support, (f"{name}+", dict(ballot.support)[name])])))
        if name in dict(ballot.support)
        else ballot
        for ballot in election.ballots
    )
    copy = Project(f"{name}+", own.title, own.cost)
    return Election((*changed.projects, copy), ballots, election.budget, election.vote_type)


def with_weak_ballots(election: Election, name: str) -> Election:
    """A twentieth more ballots, each for one project alone."""
    more = tuple(Ballot(f"weak{at}", approvals([name])) for at in range(len(election.ballots) // 20))
    return Election(election.projects, (*election.ballots, *more), election.budget, election.vote_type)


def some(names: Sequence[str]) -> list[str]:
    """At most `MOST`, evenly through the file."""
    return list(names[:: max(1, -(-len(names) // MOST))])


def of(election: Election, rule: dict[str, str]) -> dict[str, object]:
    """What each way of bending the rules gets."""
    before = winners(election, rule)
    won = some([each.id for each in election.projects if each.id in before])
    lost = some([each.id for each in election.projects if each.id not in before])
    cost = {each.id: each.cost for each in election.projects}

    def many(names: Sequence[str], wins: Callable[[str], bool]) -> str:
        return f"{sum(wins(name) for name in names)} of {len(names)}"

    padded: dict[str, object] = {}
    for percent in (10, 25, 50):
        factor = 1 + Fraction(percent, 100)
        still = [name for name in won if name in winners(costing(election, name, factor), rule)]
        gained = sum((cost[name] * (factor - 1) for name in still), Fraction(0))
        padded[f"{percent}%"] = {"still_win": f"{len(still)} of {len(won)}", "gained": round(float(gained), 2)}
    half, one = Fraction(1, 2), Fraction(1)
    return {
        "padded": padded,
        "split": many(won, lambda name: {name, f"{name}+"} <= winners(beside(election, name, half), rule)),
        "cloned": many(lost, lambda name: bool({name, f"{name}+"} & winners(beside(election, name, one), rule))),
        "weak_identity": many(lost, lambda name: name in winners(with_weak_ballots(election, name), rule)),
    }


def main() -> None:
    """Report on the files that are named."""
    for name in sys.argv[1:] or NAMES:
        read, _ = pabulib.read(FILES / f"{name}.pb")
        plain = tuple(Ballot(each.voter, each.support) for each in read.ballots)
        election = Election(
            tuple(Project(each.id, each.title, each.cost) for each in read.projects), plain, read.budget, read.vote_type
        )
        for rule in RULES:
            line = {"file": name, "rule": rule.get("rule", "equal-shares"), **of(election, rule)}
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

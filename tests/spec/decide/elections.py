"""Small elections, written in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cydradd.decide.ballots import Ballot, VoteType, approvals
from cydradd.decide.count import Count, count
from cydradd.decide.election import Election, Project
from cydradd.decide.options import Options
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def election(costs: str, ballots: str, budget: int, partners: Mapping[str, Partner] | None = None) -> Election:
    """``costs`` as ``a60 b50``, ``ballots`` as ``ab a``: one letter per project, one word per voter."""
    projects = tuple(Project(word[0], Bilingual(None, word[0]), Fraction(word[1:])) for word in costs.split())
    cast = tuple(
        Ballot(f"v{number}", approvals(word.strip("-")), (partners or {}).get(f"v{number}"))
        for number, word in enumerate(ballots.split(), 1)
    )
    return Election(projects, cast, Fraction(budget), VoteType.APPROVAL)


def counted(of: Election, **options: JsonValue) -> Count:
    """The count of an election under options by their names."""
    return count(of, Options.from_settings(options))


E1 = election("a60 b50 c30 d20", "ab ab ac abc cd d", 120)
E2 = election("a60 b60 c45 d30", "ab ab ab abc c cd", 120)
E3 = election("a10 b10 c35 d25 e40 f30", "c cde bf ac cdf", 75)
E4 = election("a10 b35 c45 d15 e20", "cde bd c ade", 80)
E5 = election(
    "a40 b30 c50 d20",
    "ab ab a ad bc cd bc",
    90,
    {
        **{f"v{number}": Partner.CITIZENS for number in (1, 2, 3, 4)},
        **{f"v{number}": Partner.THIRD_SECTOR for number in (5, 6)},
        "v7": Partner.PUBLIC,
    },
)
E6 = election("x20 y20 z20 q10", "xyz xyz xyz xyz q q", 60)

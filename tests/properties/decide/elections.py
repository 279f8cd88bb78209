"""Small elections by approval, rich in ties, for properties of whole results."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from cydradd.decide.ballots import Ballot, VoteType, approvals
from cydradd.decide.election import Election, Project
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

COSTS = [1, 7, 10, 10, 12, 30, 45]


@st.composite
def by_approval(draw: st.DrawFn, *, weighted: bool = False) -> Election:
    """One to six projects, up to twelve ballots, some of them empty."""
    names = "abcdef"[: draw(st.integers(1, 6))]
    projects = tuple(Project(n, Bilingual(None, n), Fraction(draw(st.sampled_from(COSTS)))) for n in names)
    cast = draw(st.lists(st.sets(st.sampled_from(names)), min_size=3 if weighted else 1, max_size=12))
    ballots = tuple(
        Ballot(f"v{at}", approvals(sorted(chosen)), list(Partner)[at % 3] if weighted else None)
        for at, chosen in enumerate(cast)
    )
    return Election(projects, ballots, Fraction(draw(st.sampled_from([20, 60, 100]))), VoteType.APPROVAL)

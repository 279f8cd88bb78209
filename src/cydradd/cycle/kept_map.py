"""The opinion map of a listening, made once: the same votes and settings give the same map, and most acts of a round
change neither."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from cydradd.listen.opinion_map import OpinionMap, fit
from cydradd.listen.statements import Statement
from cydradd.listen.verdict import REFITS
from cydradd.listen.votes import Votes

KEPT = 4
"""Maps that are kept; of more, those asked for last."""


class _Asked:
    """What a map is made of. Two are equal when they give the same map."""

    def __init__(
        self, votes: Votes, statements: Sequence[Statement], method: str, groups: int | None, seed: int
    ) -> None:
        self.votes, self.statements = votes, statements
        self.method, self.groups, self.seed = method, groups, seed
        told = sha256()
        for part in (votes.starts, votes.columns, votes.values):
            told.update(part.tobytes())
        known = [(each.id, each.out, each.meta) for each in statements]
        told.update(repr((votes.participants, votes.statements, known, method, groups, seed)).encode())
        self.digest = told.digest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.digest == other.digest


def map_with_verdict(
    votes: Votes, statements: Sequence[Statement], *, method: str, groups: int | None, seed: int
) -> OpinionMap:
    """`cydradd.listen.opinion_map.fit`, with the refits that tell whether its groups are groups.

    Raises:
        NotPossible: As `fit` does.
    """
    return _made(_Asked(votes, statements, method, groups, seed))


@lru_cache(maxsize=KEPT)
def _made(asked: _Asked) -> OpinionMap:
    return fit(
        asked.votes,
        asked.method,
        statements=asked.statements,
        groups=asked.groups,
        seed=asked.seed,
        refits=REFITS,
    )

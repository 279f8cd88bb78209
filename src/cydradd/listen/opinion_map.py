"""The opinion map: people who voted alike stand together (listen.md 3.1 to 3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.consensus import Shared, group_aware, polis_consensus
from cydradd.listen.factors.model import FactorModel, Ridges
from cydradd.listen.factors.placed import place_by_factors
from cydradd.listen.placing import Asked, FactorPart, Placing
from cydradd.listen.polis_map import leading_components as leading_components
from cydradd.listen.polis_map import place_by_polis
from cydradd.listen.polis_map import residual as residual
from cydradd.listen.representative import Representative, polis_repness
from cydradd.listen.routing import priorities
from cydradd.listen.statements import Statement
from cydradd.listen.verdict import Stability, Verdict, verdict
from cydradd.listen.votes import Counts, Votes
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

POLIS, CYDRADD = "polis", "cydradd"
MOST_RANK = 8


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """The map with every table it was made from. N people, C statements, G groups.

    Attributes:
        votes: The votes themselves.
        out: C; statements that take no part (moderated out, or meta).
        centre: C; mean vote per statement; of `cydradd`, μ + c.
        components: 2 x C; leading right singular vectors, largest entry positive; of `cydradd`, the first two g.
        positions: N x 2; where people stand; of `cydradd`, the first two f.
        statement_positions, extremity: C x 2, and C; of `cydradd`, the first two g and |g|.
        placed: N; people with enough votes to be grouped.
        base: N; base cluster of each placed person, -1 for the others; `cydradd` has none.
        membership: N; group of each placed person, -1 for the others.
        counts: C; votes of everybody. ``by_group``: of each group.
        group_aware, priority: C; `cydradd` has no priority.
        representative, agree, disagree: Polis's lists; `cydradd` has none of the first.
        stability: How well the groups come back; ``None`` = not asked for, or the groups were given.
        sd: N; uncertainty of each position, root mean square of the two axes; NaN for people without votes.
        factors: The model and how it was chosen; ``None`` for `polis`.
    """

    method: str
    seed: int
    votes: Votes
    out: Mask
    meta: Mask
    centre: Floats
    components: Floats
    positions: Floats
    statement_positions: Floats
    extremity: Floats
    placed: Mask
    base: Ints
    membership: Ints
    silhouettes: Mapping[int, float]
    counts: Counts
    by_group: tuple[Counts, ...]
    group_aware: Floats
    priority: Floats | None
    representative: tuple[Representative, ...]
    agree: tuple[Shared, ...]
    disagree: tuple[Shared, ...]
    stability: Stability | None = None
    sd: Floats | None = None
    factors: FactorPart | None = None

    @property
    def sizes(self) -> list[int]:
        """People in each group."""
        return [int((self.membership == group).sum()) for group in range(len(self.by_group))]

    @property
    def model(self) -> FactorModel | None:
        """The factor model, over the people and statements that `factors.taken` names."""
        return None if self.factors is None else self.factors.model

    @property
    def verdict(self) -> Verdict | None:
        """What can be said of the groups; ``None`` where their stability is not known. One group needs none."""
        if self.stability is None:
            return Verdict.NONE if self.factors is not None and len(self.by_group) < 2 else None
        return verdict(sum(size > 0 for size in self.sizes), self.stability.median, self.stability.separate)


def fit(
    votes: Votes,
    method: str = POLIS,
    *,
    statements: Sequence[Statement] = (),
    groups: int | None = None,
    start: Floats | None = None,
    membership: Mapping[str, int] | None = None,
    seed: int = 0,
    rank: int | None = None,
    ridges: Ridges | None = None,
    refits: int = 0,
) -> OpinionMap:
    """Make the map.

    Args:
        method: ``polis`` or ``cydradd``.
        statements: What is known of the columns: moderation and meta. Others count as in.
        groups: Number of groups; chosen when not given.
        start: k x 2 first centres of the groups; `polis` alone.
        membership: Group of each participant by id, given instead of found.
        seed: Of what is drawn: folds and refits. `polis` without refits draws nothing.
        rank, ridges: Of the factor model; chosen when not given. With both given nothing is held out, so that there
            is no R²; the number of groups is then 1 unless it is given too.
        refits: How often the groups are fitted anew with a fifth of the votes deleted; 0 = no verdict.

    Raises:
        NotPossible: Another method, no vote, a number of groups or a rank out of bounds.
    """
    out, meta = _masks(votes, statements)
    _refuse_the_impossible(votes, method, groups, rank, out, start=start is not None)
    asked = Asked(groups, rank, ridges, refits, seed)
    if method == POLIS:
        found = place_by_polis(votes, out, asked, start, membership)
    else:
        found = place_by_factors(votes, out, asked, membership)
    return _told(votes, method, seed, out, meta, found)


def _told(votes: Votes, method: str, seed: int, out: Mask, meta: Mask, found: Placing) -> OpinionMap:
    """The map with the counts of the groups that were found."""
    everybody = votes.counts()
    agree, disagree = map(tuple, polis_consensus(everybody, out))
    member = found.membership
    by_group = votes.counts_by(member, int(member.max(initial=-1)) + 1)
    polis = method == POLIS
    return OpinionMap(
        method=method,
        seed=seed,
        votes=votes,
        out=out,
        meta=meta,
        centre=found.centre,
        components=found.components,
        positions=found.positions,
        statement_positions=found.statement_positions,
        extremity=found.extremity,
        placed=found.placed,
        base=found.base,
        membership=member,
        silhouettes=found.silhouettes,
        counts=everybody,
        by_group=by_group,
        group_aware=group_aware(by_group, len(out)),
        priority=priorities(_together(by_group, len(out)), found.extremity, meta) if polis else None,
        representative=_representative(by_group, out) if polis else (),
        agree=agree,
        disagree=disagree,
        stability=found.stability,
        sd=found.sd,
        factors=found.factors,
    )


def left_out(votes: Votes, statements: Sequence[Statement]) -> Mask:
    """C; which columns take no part."""
    return _masks(votes, statements)[0]


def _masks(votes: Votes, statements: Sequence[Statement]) -> tuple[Mask, Mask]:
    """Which columns take no part, and which ask who the voter is."""
    known = {statement.id: statement for statement in statements}
    out = np.array([known[i].out if i in known else False for i in votes.statements], dtype=bool)
    meta = np.array([known[i].meta if i in known else False for i in votes.statements], dtype=bool)
    return out, meta


def _refuse_the_impossible(
    votes: Votes, method: str, groups: int | None, rank: int | None, out: Mask, *, start: bool
) -> None:
    if method not in (POLIS, CYDRADD):
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes dull “{method}”; defnyddiwch polis neu cydradd.",
                en=f"There is no method “{method}”; use polis or cydradd.",
            ),
            code="method-not-offered",
        )
    if not len(votes.values) or (method == CYDRADD and out[votes.columns].all()):
        raise NotPossible(
            Bilingual(cy="Nid oes pleidlais i wneud map ohoni.", en="There is no vote to make a map of."),
            code="no-votes",
        )
    if groups is not None and not 1 <= groups <= 100:
        raise NotPossible(
            Bilingual(cy="Rhaid cael rhwng 1 a 100 o grwpiau.", en="There must be between 1 and 100 groups.")
        )
    if start and method == CYDRADD:
        raise NotPossible(
            Bilingual(
                cy="Dim ond y dull polis sy’n cychwyn o ganolau a roddir.",
                en="Only the method polis starts from centres that are given.",
            )
        )
    if rank is not None and not 0 <= rank <= MOST_RANK:
        raise NotPossible(
            Bilingual(
                cy=f"Rhaid i’r rheng fod rhwng 0 a {MOST_RANK}.", en=f"The rank must be between 0 and {MOST_RANK}."
            )
        )


def _together(groups: Sequence[Counts], size: int) -> Counts:
    """Votes of all grouped people."""
    zero = np.zeros(size, dtype=np.int64)
    return Counts(
        sum((each.agree for each in groups), zero),
        sum((each.disagree for each in groups), zero),
        sum((each.passes for each in groups), zero),
    )


def _representative(groups: Sequence[Counts], out: Mask) -> tuple[Representative, ...]:
    """Polis's list of each group against the others; nothing to set apart when there is one."""
    if len(groups) < 2:
        return ()
    found: list[Representative] = []
    for number, own in enumerate(groups):
        rest = _together([each for other, each in enumerate(groups) if other != number], len(out))
        found += polis_repness(number, own, rest, out)
    return tuple(found)

"""Signs that people answer to order: flags to look at, never a ground to delete (listen.md 3.7).

A flag is a set of at least five people whose votes copy one another beyond what their groups and their leanings
explain, and who also came in a burst, saw the same statements though these are drawn, answered faster than one can
read, or share a network; or whose votes alone leave next to no doubt. Flags prove no intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from cydradd.listen.brigades.aside import Effect as Effect
from cydradd.listen.brigades.aside import effect as effect
from cydradd.listen.brigades.copycats import Pairs, Usual, candidates, chances, compared, leanings
from cydradd.listen.brigades.one_voice import follows, one_voice
from cydradd.listen.brigades.scan import burst
from cydradd.listen.findings.tests_of_shares import q_values
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

RATE, SURE = 0.01, 1e-6
"""Share of copying pairs that may be chance, and the share below which no other sign is needed."""
LEAST_PEOPLE = 5
TOO_FAST = 1.5
"""Seconds between two votes, in the middle, that leave no time to read."""
BY_CHANCE = 0.01
"""Chance of a burst, or of a shared network, below which it is a sign."""
LOOSE = (2.5, 3.0, 4.0)
"""z of pairs from which sets of people are begun; whether they follow one script is tested after that, at `RATE`."""
WORD_FOR_WORD = 0.8
"""Share of a script that who copies it gives. Like-minded people of real conversations give a half to two thirds."""
ROUNDS = 3
SAMPLE = 20_000
"""Pairs drawn at random, which show how alike people are anyhow."""
ALIKE = 3.0
"""How far the seen sets of a set of people, in the middle, are above the usual."""
ONE_VOICE = 0.75
"""Chance of a match of two of a group, above which the group is what is looked for and not what explains it."""
PASSES = 4


@dataclass(frozen=True, slots=True)
class Flag:
    """People whose votes copy one another.

    Attributes:
        rows: Ascending. ``people``: their ids.
        signals: ``copycat``, and any of ``same-seen``, ``burst``, ``network``, ``speed``.
        q: The least rate of false pairs at which the surest pair is one.
    """

    rows: tuple[int, ...]
    people: tuple[str, ...]
    signals: tuple[str, ...]
    q: float


@dataclass(frozen=True, slots=True)
class Flags:
    """Every flag, the largest first, and how many pairs were compared to find them."""

    flags: tuple[Flag, ...]
    compared: int

    def members(self, people: int) -> Mask:
        """N; who is in any flag."""
        mask = np.zeros(people, dtype=bool)
        for flag in self.flags:
            mask[list(flag.rows)] = True
        return mask


@dataclass(frozen=True, slots=True)
class Traces:
    """What is known of people besides their votes; N each, in the order of the votes' rows.

    Attributes:
        arrived: When somebody gave their first vote, in any unit; NaN = not known.
        pace: Seconds between two of somebody's votes, in the middle; NaN = not known.
        network: A salted mark of the network, alike where it is the same; ``None`` = not known.
    """

    arrived: Floats | None = None
    pace: Floats | None = None
    network: Sequence[str | None] | None = None


def flags(votes: Votes, membership: Ints, traces: Traces | None = None, *, seed: int = 0) -> Flags:
    """Find people whose votes copy one another.

    Args:
        membership: N; group of each person, -1 for nobody's. A group that speaks with one voice explains nothing.
        traces: What else is known; what is not known is no sign.
        seed: Of the buckets in which pairs are looked for, and of the chance of a burst.
    """
    known = Traces() if traces is None else traces
    if len(votes.participants) < LEAST_PEOPLE:
        return Flags((), 0)
    suspected = np.zeros(len(votes.participants), dtype=bool)
    gathered: list[Ints] = []
    for _ in range(PASSES):
        # What the copies answered must not count as what is usual: look again without them until nobody joins.
        usual = _usual(votes, membership, suspected)
        pairs, q = _copying(votes, usual, seed)
        begun = [rows for least in LOOSE for rows in one_voice(votes, pairs.at(pairs.z > least))]
        gathered = [rows for rows in (_gathered(votes, each, usual) for each in begun) if len(rows) >= LEAST_PEOPLE]
        now = suspected.copy()
        for rows in gathered:
            now[rows] = True
        if (now == suspected).all():
            break
        suspected = now
    made = [_flag(votes, rows, pairs, q, known, seed) for rows in _apart(gathered)]
    kept = [flag for flag in made if flag is not None]
    return Flags(tuple(sorted(kept, key=lambda flag: (-len(flag.rows), flag.rows))), len(pairs.one))


def _usual(votes: Votes, membership: Ints, without: Mask) -> Usual:
    """What answers are usual but for some people, by the groups that do not speak with one voice."""
    others, inside = votes.of(~without), membership[~without]
    table = chances(others, inside, int(membership.max(initial=-1)) + 1)
    seen = others.counts().seen
    voice = ((table**2).sum(axis=1) * seen).sum(axis=1) / max(float(seen.sum()), 1.0)
    groups = np.where(np.append(voice[:-1] < ONE_VOICE, True)[membership], membership, -1)
    return Usual(table, groups, leanings(votes, table, groups))


def _copying(votes: Votes, usual: Usual, seed: int) -> tuple[Pairs, Floats]:
    """Pairs that were compared, and the least rate at which each copies.

    z is taken against pairs drawn at random (Efron 2004, doi:10.1198/016214504000000089): people are more alike than
    their groups tell, and that is no copying. Pairs that were not compared count as tests all the same.
    """
    one, two = candidates(votes, -np.log(usual.table[-1]), seed)
    pairs = compared(votes, one, two, usual)
    rng = np.random.default_rng(seed + 1)
    many = len(votes.participants)
    left, right = rng.integers(0, many, SAMPLE), rng.integers(0, many, SAMPLE)
    drawn = compared(votes, left[left < right], right[left < right], usual)
    z, seen = _standardised(pairs.z, drawn.z), _standardised(pairs.same_seen, drawn.same_seen)
    q = q_values(ndtr(-z), max(many * (many - 1) // 2, len(z), 1)) if len(z) else np.zeros(0)
    return Pairs(pairs.one, pairs.two, pairs.shared, pairs.matches, z, seen), q


def _standardised(values: Floats, usual: Floats) -> Floats:
    """Values on the scale of what is usual, its middle two thirds taken as one standard deviation; never widened."""
    if len(usual) < 100:
        return values
    low, middle, high = np.quantile(usual, [0.16, 0.5, 0.84])
    return np.asarray((values - middle) / max((high - low) / 2, 1.0))


def _gathered(votes: Votes, begun: Ints, usual: Usual) -> Ints:
    """Everybody who follows the script that some people share, word for word; nobody where too few do."""
    inside = begun
    for _ in range(ROUNDS):
        z, share = follows(votes, inside, usual)
        others = np.isfinite(z)
        others[inside] = False
        z = _standardised(z, z[others])
        judged = np.flatnonzero(np.isfinite(z))
        copies = q_values(ndtr(-z[judged]), len(votes.participants)) <= RATE
        inside = judged[copies & (share[judged] >= WORD_FOR_WORD)]
        if len(inside) < LEAST_PEOPLE:
            break
    return inside


def _apart(sets: Sequence[Ints]) -> list[Ints]:
    """Sets of people, those that share anybody taken together, each ascending."""
    apart: list[set[int]] = []
    for rows in sets:
        mine = set(rows.tolist())
        for other in [each for each in apart if each & mine]:
            mine |= other
            apart.remove(other)
        apart.append(mine)
    return [np.array(sorted(each), dtype=np.int64) for each in apart]


def _flag(votes: Votes, rows: Ints, pairs: Pairs, q: Floats, known: Traces, seed: int) -> Flag | None:
    """A flag when there is a second sign, or no doubt about the first."""
    within = np.isin(pairs.one, rows) & np.isin(pairs.two, rows)
    signals = ["copycat", *_others(votes, rows, pairs.at(within), known, seed)]
    sure = one_voice(votes, pairs.at(within & (q <= SURE)))
    if len(rows) < LEAST_PEOPLE or (len(signals) == 1 and not sure):
        return None
    least = float(q[within].min()) if within.any() else 1.0
    return Flag(tuple(rows.tolist()), tuple(votes.participants[i] for i in rows.tolist()), tuple(signals), least)


def _others(votes: Votes, rows: Ints, within: Pairs, known: Traces, seed: int) -> list[str]:
    """The signs besides copying that a set of people shows."""
    cases = np.zeros(len(votes.participants), dtype=bool)
    cases[rows] = True
    found = []
    if len(within.one) and np.median(within.same_seen) > ALIKE:
        found.append("same-seen")
    if known.arrived is not None and burst(known.arrived, cases, seed=seed).p <= BY_CHANCE:
        found.append("burst")
    if known.network is not None and _one_network(known.network, cases) <= BY_CHANCE:
        found.append("network")
    if known.pace is not None:
        paces = known.pace[rows][np.isfinite(known.pace[rows])]
        if len(paces) and np.median(paces) < TOO_FAST:
            found.append("speed")
    return found


def _one_network(network: Sequence[str | None], cases: Mask) -> float:
    """Chance that so many of some people share their commonest network, were networks dealt out."""
    from cydradd.listen.findings.tests_of_shares import fisher

    marks, inverse = np.unique(["" if each is None else each for each in network], return_inverse=True)
    inside, outside = (np.bincount(inverse[mask], minlength=len(marks)) for mask in (cases, ~cases))
    told = marks != ""
    if not inside[told].sum():
        return 1.0
    best = int(np.where(told, inside, -1).argmax())
    p = fisher(inside[best], inside[told].sum(), outside[best], outside[told].sum())
    return float(min(1.0, float(p) * told.sum()))

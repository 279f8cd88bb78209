"""Conversations that nobody had: people of groups that differ, and a brigade planted among real people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.brigading import Traces, flags
from cydradd.listen.consensus import polis_consensus
from cydradd.listen.findings.bridging import bridging
from cydradd.listen.polis_export import PolisExport
from cydradd.listen.quick_groups import two_groups
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes, from_arrays
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

PASSES = 0.1
FIDELITY = 0.95
"""How often a planted copy answers as it was told."""
LEAST_SEEN = 10
"""Votes of a real person from which a planted copy takes what it sees."""
WINDOW = 0.02
"""Part of the whole time in which a brigade comes."""
TOP = 10


def people(participants: int, statements: int, votes: int, groups: int, *, seed: int = 0) -> PolisExport:
    """A conversation of people in groups of about the same size, each with leanings of its own.

    Args:
        votes: In all, drawn over people of unlike patience; every statement is as likely to be seen.

    Raises:
        NotPossible: Fewer cells than votes, or no people, statements or groups.
    """
    if min(participants, statements, votes, groups) < 1 or votes > participants * statements // 2:
        raise NotPossible(
            Bilingual(
                "Rhaid cael pobl, datganiadau a grwpiau, a dim mwy o bleidleisiau na hanner y celloedd.",
                "There must be people, statements and groups, and no more votes than half the cells.",
            )
        )
    rng = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(-rng.normal(0, 0.8, statements) - rng.normal(0, 1.2, (groups, statements))))
    patience = np.cumsum(rng.lognormal(0, 0.7, participants))
    cells = np.zeros(0, dtype=np.int64)
    while len(cells) < votes:
        many = votes - len(cells)
        rows = np.searchsorted(patience, rng.random(many) * patience[-1], side="right")
        drawn = np.minimum(rows, participants - 1) * statements + rng.integers(0, statements, many)
        cells = np.union1d(cells, drawn)
    rows, columns = cells // statements, cells % statements
    member = rng.integers(0, groups, participants)
    values = np.where(rng.random(votes) < chance[member[rows], columns], 1, -1).astype(np.int8)
    values[rng.random(votes) < PASSES] = 0
    made = from_arrays(
        [str(i) for i in range(participants)], [str(j) for j in range(statements)], rows, columns, values
    )
    texts = tuple(Statement(j, Bilingual(f"Datganiad {j}", f"Statement {j}"), 1) for j in made.statements)
    return PolisExport("invented", None, 1, "declared", (), made, texts, votes, 0, 0, {}, None, ())


@dataclass(frozen=True, slots=True)
class Planted:
    """A conversation with a brigade in it; N people, the last of them planted.

    Attributes:
        planted: N. ``arrived``: N, 0 to 1.
    """

    votes: Votes
    planted: Mask
    arrived: Floats


def plant(votes: Votes, share: float, *, seed: int, arrived: Floats | None = None) -> Planted:
    """Add people who answer by one script, each seeing what some real person saw, and coming together.

    Args:
        share: Planted people for each real one.
        arrived: When each real person came, NaN = not known; drawn evenly when nobody's is known.
    """
    rng = np.random.default_rng(seed)
    real, size = len(votes.participants), len(votes.statements)
    many = max(1, round(share * real))
    script = rng.choice([-1, 1], size)
    seen = np.flatnonzero(votes.per_participant >= min(LEAST_SEEN, int(votes.per_participant.max(initial=0))))
    rows, columns, values = [votes.rows], [votes.columns], [votes.values]
    for number, source in enumerate(rng.choice(seen, many).tolist()):
        shown = votes.columns[votes.starts[source] : votes.starts[source + 1]]
        told = rng.random(len(shown)) < FIDELITY
        rows.append(np.full(len(shown), real + number))
        columns.append(shown)
        values.append(np.where(told, script[shown], rng.integers(-1, 2, len(shown))).astype(np.int8))
    names = [*votes.participants, *(f"planted-{number:06d}" for number in range(many))]
    begins = (1 - WINDOW) * rng.random()
    came = begins + WINDOW * rng.random(many)
    spoiled = from_arrays(
        names, votes.statements, np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    )
    return Planted(spoiled, np.arange(real + many) >= real, np.concatenate((_when(real, arrived, rng), came)))


def _when(real: int, arrived: Floats | None, rng: np.random.Generator) -> Floats:
    """When real people came, as a part of the whole time."""
    if arrived is None or not np.isfinite(arrived).any():
        return rng.random(real)
    first, last = np.nanmin(arrived), np.nanmax(arrived)
    return np.asarray((arrived - first) / max(last - first, 1e-9))


@dataclass(frozen=True, slots=True)
class Brigade:
    """What became of a planted brigade.

    Attributes:
        precision: Planted among those flagged who were not flagged without the brigade; ``None`` = nobody flagged.
        recall: Flagged among those planted.
        flagged_before: Real people flagged in the conversation as it was: they copy one another too.
        top10_changed: Of the ten statements that bridge most, those that are others once the flagged are set aside.
        shift_points: Furthest that the share of an honest consensus moves, in points, once they are set aside.
        top10_spoiled, shift_spoiled: The same with nobody set aside.
    """

    precision: float | None
    recall: float
    flagged_before: int
    top10_changed: int
    shift_points: float
    top10_spoiled: int
    shift_spoiled: float


def brigade(
    votes: Votes, share: float, *, seed: int = 0, arrived: Floats | None = None, out: Mask | None = None
) -> Brigade:
    """Plant a brigade in a conversation and look for it.

    Args:
        share, arrived: As for `plant`. ``out``: C; statements that take no part.
    """
    made = plant(votes, share, seed=seed, arrived=arrived)
    real = len(votes.participants)
    before = flags(votes, two_groups(votes, out), seed=seed).members(real)
    traces = Traces(arrived=made.arrived)
    found = flags(made.votes, two_groups(made.votes, out), traces, seed=seed).members(len(made.planted))
    new = found.copy()
    new[:real] &= ~before
    aside = made.votes.of(~found)
    honest = _consensus(votes, out)
    return Brigade(
        float(made.planted[new].mean()) if new.any() else None,
        float(found[made.planted].mean()),
        int(before.sum()),
        _changed(votes, aside, out),
        _shift(votes, aside, honest),
        _changed(votes, made.votes, out),
        _shift(votes, made.votes, honest),
    )


def _consensus(votes: Votes, out: Mask | None) -> list[tuple[int, str]]:
    agree, disagree = polis_consensus(
        votes.counts(), np.zeros(len(votes.statements), dtype=bool) if out is None else out
    )
    return [(each.statement, each.direction) for each in (*agree, *disagree)]


def _changed(clean: Votes, other: Votes, out: Mask | None) -> int:
    """Of the statements that bridge most, those that do not in the other."""
    first, second = (bridging(each, out).listed[:TOP] for each in (clean, other))
    return len(set(first) - set(second))


def _shift(clean: Votes, other: Votes, honest: list[tuple[int, str]]) -> float:
    """Furthest move of a share of the honest consensus, in points."""
    one, two = clean.counts(), other.counts()
    moves = [0.0]
    for j, direction in honest:
        shares = [
            (each.agree if direction == "agree" else each.disagree)[j] / max(int(each.seen[j]), 1)
            for each in (one, two)
        ]
        moves.append(100 * abs(float(shares[0] - shares[1])))
    return max(moves)

"""Votes with a structure that is known, for tests of the opinion map."""

from __future__ import annotations

import numpy as np

from cydradd.listen.votes import Votes, from_cells

Cell = tuple[str, str, int]


def camps(
    sizes: tuple[int, ...] = (40, 30), statements: int = 24, *, seen: float = 0.6, firm: float = 0.9, seed: int = 0
) -> tuple[list[Cell], np.ndarray]:
    """Cells of people in camps, each with its own answer to every statement, and the camp of each person."""
    rng = np.random.default_rng(seed)
    camp = np.repeat(np.arange(len(sizes)), sizes)
    answer = rng.choice([-1, 1], size=(len(sizes), statements))
    # No two camps give the same answers, whatever was drawn.
    for one in range(len(sizes)):
        answer[one, one * 3 : one * 3 + 3] = 1
        answer[[other for other in range(len(sizes)) if other != one], one * 3 : one * 3 + 3] = -1
    found = []
    for person, own in enumerate(camp.tolist()):
        for statement in range(statements):
            if rng.random() < seen:
                vote = int(answer[own, statement]) if rng.random() < firm else int(rng.choice([-1, 0, 1]))
                found.append((str(person), str(statement), vote))
    return found, camp


def a_line(people: int = 150, statements: int = 30, *, seed: int = 0) -> Votes:
    """People spread evenly along one line of opinion."""
    rng = np.random.default_rng(seed)
    place, slope = rng.standard_normal(people), rng.choice([-1.0, 1.0], size=statements)
    hard = rng.standard_normal(statements)
    cells = []
    for i in range(people):
        for j in range(statements):
            if rng.random() < 0.7:
                drawn = place[i] * slope[j] - hard[j] + rng.standard_normal()
                cells.append((str(i), str(j), 1 if drawn > 0.3 else -1 if drawn < -0.3 else 0))
    return from_cells(cells)


def shuffled(votes: Votes, seed: int) -> Votes:
    """The same votes on every statement, given to its voters anew: what structure there was is gone."""
    rng = np.random.default_rng(seed)
    order = np.lexsort((rng.random(len(votes.values)), votes.columns))
    place = np.lexsort((np.arange(len(votes.values)), votes.columns))
    values = votes.values.copy()
    values[place] = votes.values[order]
    return Votes(votes.participants, votes.statements, votes.starts, votes.columns, values)

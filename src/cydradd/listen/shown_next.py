"""Which statement one person of a conversation would be shown next, from the conversation alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import take
from cydradd.listen.factors.model import Ridges, fit_factors
from cydradd.listen.opinion_map import leading_components, residual
from cydradd.listen.polis_export import PolisExport
from cydradd.listen.quick_groups import RANK, two_groups
from cydradd.listen.routing import Known, Person, candidates, draw, next_statement, priorities, seeded
from cydradd.listen.votes import Votes
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ShownNext:
    """What a person is shown next.

    Attributes:
        statement: Its id; ``None`` when nothing is left.
        answered: Statements the person has answered. ``left``: those that may be shown next.
    """

    statement: str | None
    answered: int
    left: int


def shown_next(export: PolisExport, participant: str, *, policy: str = "cydradd", seed: int = 0) -> ShownNext:
    """Choose for one participant; somebody who has not voted is a newcomer.

    Args:
        policy: ``cydradd`` or ``polis`` (listen.md 3.6, 3.1.9) or ``random``.

    Raises:
        NotPossible: There is no such policy.
    """
    votes = export.votes
    by_id = {statement.id: statement for statement in export.statements}
    told = [by_id.get(identifier) for identifier in votes.statements]
    shown = np.array([each is None or each.moderated != -1 for each in told], dtype=bool)
    meta = np.array([each is not None and each.meta for each in told], dtype=bool)
    own = np.array([each is not None and each.author == participant for each in told], dtype=bool)
    known = _known(export, shown, meta)
    person = _person(export, participant, own, known)
    rng = seeded(f"{export.name}:{seed}", participant, len(person.seen))
    unseen = shown.copy()
    unseen[person.seen] = False
    left = candidates(known, person) if policy == "cydradd" else np.flatnonzero(unseen)
    if policy == "cydradd":
        chosen = next_statement(known, person, rng)
    elif policy == "polis":
        chosen = draw(priorities(known.counts, _extremity(votes, ~shown | meta), meta), left.tolist(), rng)
    elif policy == "random":
        chosen = draw(np.ones(len(shown)), left.tolist(), rng)
    else:
        raise NotPossible(
            Bilingual(f"Nid oes polisi “{policy}”.", f"There is no policy “{policy}”."), code="no-such-policy"
        )
    return ShownNext(None if chosen is None else votes.statements[chosen], len(person.seen), len(left))


def _known(export: PolisExport, shown: Mask, meta: Mask) -> Known:
    """What is known of the statements from all votes; of one that nobody has seen, the ridges alone."""
    votes, size = export.votes, len(shown)
    taken = take(votes, ~shown | meta)
    model = fit_factors(taken.cells, RANK, Ridges())
    g = np.zeros((size, RANK))
    news = np.full(size, model.variance * float(np.mean(1 / model.ridges.of_statements(RANK + 1))))
    g[taken.statements], news[taken.statements] = model.g, model.news
    member = two_groups(votes, ~shown | meta)
    partners = _partners(export)
    return Known(
        g=g,
        ridge=model.ridges.of_people(RANK + 1),
        news=news,
        counts=votes.counts(),
        open=shown,
        meta=meta,
        groups=tuple(votes.counts(member == group).seen for group in range(int(member.max(initial=-1)) + 1)),
        partners=tuple(votes.counts(np.array([each is p for each in partners], dtype=bool)).seen for p in Partner),
        voters=int((votes.per_participant > 0).sum()),
    )


def _partners(export: PolisExport) -> list[Partner | None]:
    partner_of = {person.voter: person.partner for person in export.participants or ()}
    return [partner_of.get(person) for person in export.votes.participants]


def _person(export: PolisExport, participant: str, own: Mask, known: Known) -> Person:
    """What is known of the person: answers, own statements, group and partner."""
    votes, mine = export.votes, np.flatnonzero(own)
    partner = next((p.partner for p in export.participants or () if p.voter == participant), None)
    number = None if partner is None else list(Partner).index(partner)
    if participant not in votes.participants:
        return Person(np.zeros(0, dtype=np.int64), mine, None, number)
    i = votes.participants.index(participant)
    group = int(two_groups(votes, ~known.open | known.meta)[i])
    seen = votes.columns[votes.starts[i] : votes.starts[i + 1]]
    return Person(seen, mine, None if group < 0 else group, number)


def _extremity(votes: Votes, out: Mask) -> Floats:
    """How far from the middle of Polis's map each statement stands."""
    mean, cells = residual(votes, out)
    return np.asarray(np.sqrt((len(out) * ((1 - mean) * leading_components(votes, cells)) ** 2).sum(axis=0)))

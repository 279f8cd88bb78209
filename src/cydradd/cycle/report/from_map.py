"""What the report tells of an opinion map: who stood where, what most agree on, what divides, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from cydradd.cycle.report.heard import DIVIDES_LEAST, DIVIDES_MOST, Answers, Apart, Group, Heard, Said
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Counts
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

LEAST_CELL = 5
"""People below whom the answers of a partner are not shown (evaluate.md 3.11)."""


def letter(group: int) -> str:
    """``A`` for the first group; beyond ``Z`` with a number."""
    return chr(ord("A") + group % 26) + (str(group // 26 + 1) if group >= 26 else "")


def _answers(counts: Counts, column: int) -> Answers:
    return Answers(int(counts.agree[column]), int(counts.disagree[column]), int(counts.passes[column]))


def shown_partners(answers: Mapping[Partner | None, Answers]) -> dict[Partner, Answers]:
    """Answers of the partners that can be shown without telling how a few people voted.

    A partner with fewer than `LEAST_CELL` answers is left out. If what is left out, with those whose partner is
    not known, is so small that it could be had by taking the others from the total, the next smallest goes too.
    """
    known = {partner: found for partner, found in answers.items() if partner is not None}
    shown = {partner: found for partner, found in known.items() if found.votes >= LEAST_CELL}
    hidden = sum(found.votes for found in answers.values()) - sum(found.votes for found in shown.values())
    while shown and 0 < hidden < LEAST_CELL:
        smallest = min(shown, key=lambda partner: (shown[partner].votes, partner))
        hidden += shown.pop(smallest).votes
    return shown


def _text(statement: Statement | None) -> tuple[Bilingual | None, str | None]:
    """Words in known languages, or words in a language that is not told."""
    if statement is None or not (statement.text.cy or statement.text.en):
        return None, None
    return (statement.text, None) if statement.text.cy else (None, statement.text.en)


def _said(opinion: OpinionMap, statements: Mapping[str, Statement], partners: Mapping[str, Partner]) -> list[Said]:
    people = opinion.votes.participants
    counted: dict[Partner | None, Counts] = {}
    for partner in (*Partner, None):
        members: NDArray[np.bool_] = np.array([partners.get(person) is partner for person in people], dtype=bool)
        counted[partner] = opinion.votes.counts(members)
    found = []
    for column, name in enumerate(opinion.votes.statements):
        text, plain = _text(statements.get(name))
        by_partner = {partner: _answers(counts, column) for partner, counts in counted.items()}
        found.append(
            Said(
                name,
                _answers(opinion.counts, column),
                text,
                plain,
                {letter(number): _answers(counts, column) for number, counts in enumerate(opinion.by_group)},
                shown_partners(by_partner) if partners else None,
                not opinion.out[column],
            )
        )
    return found


def apart(said: Iterable[Said]) -> tuple[Apart, ...]:
    """Statements whose shares that agree differ most between two groups, widest first."""
    found = []
    for each in said:
        shares = {
            name: Fraction(answers.agree, answers.votes)
            for name, answers in each.by_group.items()
            if answers.votes >= DIVIDES_LEAST
        }
        if len(shares) < 2 or not each.in_map:
            continue
        high, low = max(shares, key=lambda name: shares[name]), min(shares, key=lambda name: shares[name])
        if shares[high] > shares[low]:
            found.append(Apart(each, high, low, shares[high] - shares[low]))
    found.sort(key=lambda each: -each.difference)
    return tuple(found[:DIVIDES_MOST])


def _groups(opinion: OpinionMap, said: Sequence[Said]) -> tuple[Group, ...]:
    made = []
    for number, size in enumerate(opinion.sizes):
        own = [each for each in opinion.representative if each.group == number]
        agrees = tuple(said[each.statement] for each in own if each.direction == "agree")
        disagrees = tuple(said[each.statement] for each in own if each.direction == "disagree")
        made.append(Group(letter(number), size, agrees, disagrees))
    return tuple(made)


def _partners(people: Iterable[str], partners: Mapping[str, Partner]) -> dict[Partner | None, int]:
    counted: dict[Partner | None, int] = {}
    for person in people:
        partner = partners.get(person)
        counted[partner] = counted.get(partner, 0) + 1
    return counted


def heard_of(
    opinion: OpinionMap,
    statements: Iterable[Statement],
    partners: Mapping[str, Partner],
    picture: tuple[Markup, Markup] | None = None,
) -> Heard:
    """What was heard, from the map of it.

    Args:
        statements: Their words; a statement that nobody voted on is told too.
        partners: Partner of each participant that has one; empty: nobody's partner is known.
        picture: Drawings of the map, wide and narrow; without them no groups are shown.
    """
    words = {statement.id: statement for statement in statements}
    said = _said(opinion, words, partners)
    voted = [
        person for person, votes in zip(opinion.votes.participants, opinion.votes.per_participant, strict=True) if votes
    ]
    unseen = [
        Said(statement.id, Answers(0, 0, 0), *_text(statement), in_map=not statement.out)
        for statement in words.values()
        if statement.id not in set(opinion.votes.statements)
    ]
    return Heard(
        people=len(voted),
        placed=int((opinion.membership >= 0).sum()),
        total=Answers(
            *(int(each.sum()) for each in (opinion.counts.agree, opinion.counts.disagree, opinion.counts.passes))
        ),
        statements=(*said, *unseen),
        groups=_groups(opinion, said),
        agreed=tuple(said[each.statement] for each in opinion.agree),
        refused=tuple(said[each.statement] for each in opinion.disagree),
        divides=apart(said),
        partners=_partners(voted, partners),
        method=opinion.method,
        seed=opinion.seed,
        picture=picture,
    )

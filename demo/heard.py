"""A listening of the demo: statements that are planted, said and moderated, and invented people who vote on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

import voting
from carried import Carried, both, instant
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.listen.services.moderating import Outcome, moderate
from cydradd_web.listen.services.participating import take_part
from cydradd_web.listen.services.saying import plant, say
from cydradd_web.listen.services.voting import cast_vote

Statement = Mapping[str, Any]
AGES = ("16-24", "25-44", "45-64", "65-79", "80+")
VISITOR = By()
"""Whoever takes part needs no account: they are known by a name that only this round has."""
DAYS = 27


class Listening:
    """Who takes part, under which name, and how strongly they are known."""

    def __init__(
        self,
        carried: Carried,
        rng: Random,
        statements: Sequence[Statement],
        people: Sequence[tuple[str, int]],
        opens: str,
    ) -> None:
        self.carried, self.rng, self.opens = carried, rng, instant(opens)
        self.statements, self.people = statements, people
        at = self.opens
        self.names = [pseudonym_for(None, carried.round_id, at) for _ in people]
        self.known = ["email" if rng.random() < 0.8 else "in_person" for _ in people]

    def write_down(self, *, planted: int, moderator: str) -> None:
        """Statements on the first day, votes from the second: nobody votes on what is not shown."""
        seats = self.carried.seats()
        for number, statement in enumerate(self.statements):
            at = self.opens + timedelta(minutes=5 * (number + 1))
            if number < planted:
                self.carried.on(at, seats[number % len(seats)], plant, text=both(statement))
            else:
                self._said(number, statement, at, moderator)
        sayers = range(planted, len(self.statements))
        for voter, (_partner, group) in enumerate(self.people):
            start = self.opens + timedelta(days=1, seconds=self.rng.randrange((DAYS - 2) * 86400))
            if voter not in sayers:
                self._joins(voter, start)
            self._votes(voter, group, start)

    def _keys(self, voter: int) -> dict[str, Any]:
        return {"voter": self.names[voter], "strength": self.known[voter], "by": VISITOR}

    def _joins(self, voter: int, at: datetime) -> None:
        partner, profile = Partner(self.people[voter][0]), {"age_band": self.rng.choice(AGES)}
        self.carried.at(at, take_part, partner=partner, profile=profile, **self._keys(voter))

    def _said(self, voter: int, statement: Statement, at: datetime, moderator: str) -> None:
        """Somebody says it in their own language; whoever moderates writes the other side."""
        text = both(statement)
        said, other = (Bilingual(text.cy), text.en) if voter % 2 else (Bilingual(None, text.en), text.cy)
        self._joins(voter, at)
        self.carried.at(at, say, text=said, **self._keys(voter))
        shown = {"statement": str(voter + 1), "outcome": Outcome.APPROVED, "translation": other}
        self.carried.on(at + timedelta(hours=3), moderator, moderate, **shown)

    def _votes(self, voter: int, group: int, start: datetime) -> None:
        many = len(self.statements)
        seen = self.rng.sample(range(many), self.rng.randint(min(9, many), many))
        for step, index in enumerate(seen):
            vote = voting.vote(self.rng, self.statements[index]["lean"][group])
            at = start + timedelta(seconds=8 * (step + 1))
            self.carried.at(at, cast_vote, statement=str(index + 1), vote=vote, **self._keys(voter))

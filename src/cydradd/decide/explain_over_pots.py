"""Why a project lost in a count over restricted pots: every figure proven by counts over the same pots."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cydradd.decide import forecast
from cydradd.decide.document import round_document
from cydradd.decide.explain import MOST_NODES, Explained, Loss
from cydradd.decide.fund import Funded, outcome_over
from cydradd.decide.funders import Pot
from cydradd.decide.outcome import Outcome
from cydradd.decide.search import Trial
from cydradd.decide.standing import Standing, standing
from cydradd.record.canonical import serialise
from cydradd.vocabulary.facts import JsonValue


class _OverPots(Explained):
    """A result over pots, and what is asked of its losers."""

    def __init__(self, given: Standing, funded: Funded, most_nodes: int) -> None:
        super().__init__(given, most_nodes=most_nodes)
        self.pots: Sequence[Pot] = funded.pots
        self.found, _ = outcome_over(given, self.pots)
        self.result, self.run, self.sha256 = funded.result, self.found.run, _sha256(self.found)
        self.given, self.plain = given, False
        self.look = None if self.run is None else forecast.Forecast(given.voters, given.utility, self.run)

    def tried(self, changed: Standing, project: int) -> Trial:
        """A count of a changed election over the same pots."""
        outcome, _ = outcome_over(changed, self.pots)
        return Trial(changed.voters.projects[project] in outcome.winners, _sha256(outcome), changed, outcome)


def _sha256(outcome: Outcome) -> str:
    rounds: list[JsonValue] = [dict(round_document(entry)) for entry in outcome.rounds]
    return hashlib.sha256(serialise(rounds)).hexdigest()


def losses_over_pots(funded: Funded, *, most_nodes: int = MOST_NODES) -> list[Loss]:
    """Every loser of a count over restricted pots explained, most votes first (decide.md 3.8, 3.9).

    Fewest of the others whoever they are (``supporters_added_any``) is not looked for.
    """
    count = funded.result
    decided = {entry.project: entry.reason for entry in count.set_aside if entry.kind == "decision"}
    objected = {entry.project: entry.partners for entry in count.set_aside if entry.kind == "objection"}
    given = standing(count.election, count.options, decided, objected)
    return _OverPots(given, funded, most_nodes).losses()

"""What will be measured, planned before anything is signed."""

from __future__ import annotations

from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.design import selectors as design
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import acting


def plan_evaluation(*, round_id: int, outcome: str, plan: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Record how one outcome will be measured, when and by whom. Anybody can read it.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: There is no such outcome, it is planned already, or the plan lacks a language.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        if not (plan.cy and plan.en):
            raise NotPossible(
                Bilingual("Rhowch y cynllun yn Gymraeg ac yn Saesneg.", "Give the plan in Welsh and in English.")
            )
        if outcome not in outcomes_of(round_id):
            raise NotPossible(Bilingual("Nid yw’r canlyniad hwn yn y dyluniad.", "This outcome is not in the design."))
        if outcome in planned(round_id, at=act.at):
            raise NotPossible(Bilingual("Mae cynllun i’r canlyniad hwn yn barod.", "This outcome has a plan already."))
        return act.record_body(
            "evaluate.planned", {"outcome": outcome}, sealed={"text": {"text": plan.as_json()}}, public=("text",)
        )


def outcomes_of(round_id: int) -> tuple[str, ...]:
    """Ids of the outcomes of a round. One query."""
    return tuple(str(getattr(row, "id", "")) for row in design.rows(round_id, "design/outcomes.csv"))


def planned(round_id: int, *, at: datetime) -> dict[str, datetime]:
    """When each outcome was planned. One query."""
    plans = acts_of(round_id, at=at).of("evaluate.planned")
    return {str((act.body or {}).get("outcome")): act.at for act in plans}

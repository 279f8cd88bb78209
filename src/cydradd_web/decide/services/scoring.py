"""Scores that assessors give applications, sealed until the ballots are opened with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from cydradd.apply.application import Application
from cydradd.cycle.interests import recusals
from cydradd.decide.scores import Score as ScoreRow
from cydradd.design.criteria import Criterion
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.components.rows import add_row, change_row
from cydradd_web.decide.models import Score
from cydradd_web.rounds.selectors.evidence import acts_of, evidence
from cydradd_web.rounds.services.acting import Acting, NotNow, acting

SCORES = "decide/scores.csv"


def score_application(
    *, round_id: int, application: str, scores: Mapping[str, Fraction], by: By, at: datetime, key: str = ""
) -> int:
    """Score one application on each criterion, or change what was scored; how many scores stand.

    The record binds all scores at once, when they are opened with the ballots: one entry for each would say who
    scores what while it is sealed.

    Args:
        scores: By criterion, each within the criterion's own scale.

    Raises:
        NotYours: Whoever acts is no assessor, or has an interest in the lot.
        NotNow: The call is open, or voting is over.
        NotPossible: No such application or criterion, or a score off its scale.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.ASSESSOR)
        _partner, seat = by.must_sit()
        _must_be_time(act)
        found = evidence(round_id, at=act.at)
        row = next((each for each in found.tables.applications or () if each.id == application), None)
        if row is None or row.status is not None:
            raise NotPossible(
                Bilingual("Nid yw’r cais hwn yn cael ei asesu.", "This application is not being assessed.")
            )
        _must_not_be_recused(seat, row, recusals(found.tables, found.tables.events or ()))
        _must_be_on_scale(scores, found.tables.criteria or ())
        for criterion, score in scores.items():
            _keep(round_id, ScoreRow(application, seat, criterion, score))
        return Score.objects.filter(round_id=round_id, application=application, seat=seat).count()


def _must_be_time(act: Acting) -> None:
    """Between the end of the call and the end of the voting."""
    acts = acts_of(act.round_id, at=act.at)
    if acts.closed("call") is None:
        raise NotNow(
            Bilingual(
                "Nid yw’r alwad wedi cau eto. Bydd yr asesu’n dechrau wedyn.",
                "The call has not closed yet. Assessing begins after it.",
            )
        )
    if acts.closed("ballot") is not None:
        raise NotNow(
            Bilingual(
                "Mae’r pleidleisio wedi cau, a’r sgoriau’n sefyll fel y maent.",
                "Voting has closed, and the scores stand as they are.",
            )
        )


def _must_not_be_recused(seat: str, row: Application, barred: Mapping[str, frozenset[str | None]]) -> None:
    if row.lot in barred.get(seat, frozenset()):
        raise NotYours(
            Bilingual(
                "Mae gan eich sedd fuddiant yn y lot hon, felly ni allwch sgorio’r un cais ynddi.",
                "Your seat has an interest in this lot, so you cannot score any application in it.",
            )
        )


def _must_be_on_scale(scores: Mapping[str, Fraction], criteria: tuple[Criterion, ...]) -> None:
    scale = {each.id: (each.low, each.high) for each in criteria}
    for criterion, score in scores.items():
        if criterion not in scale:
            raise NotPossible(Bilingual("Nid oes maen prawf o’r fath.", "There is no such criterion."))
        low, high = scale[criterion]
        if not low <= score <= high:
            raise NotPossible(
                Bilingual(
                    f"Rhowch sgôr o {low} i {high}. Maen prawf: {criterion}.",
                    f"Give a score from {low} to {high}. Criterion: {criterion}.",
                )
            )


def _keep(round_id: int, row: ScoreRow) -> None:
    made = Score.objects.filter(
        round_id=round_id, application=row.application, seat=row.seat, criterion=row.criterion
    ).first()
    if made is None:
        add_row(Score, SCORES, round_id, row)
    else:
        change_row(made, SCORES, row)

"""The gates after money has moved: open-evaluate, open-share and open-follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from cydradd.cycle.events import Event
from cydradd.cycle.gates.rules import (
    PROVIDERS,
    PUBLISHER,
    ROUND_OFFICER,
    Answer,
    Reading,
    Rule,
    holds,
    missing,
    named,
    not_evidenced,
    shown,
)
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date

PUBLISHED_WITHIN = timedelta(days=30)
"""An award is public within this time."""


def planned(reading: Reading) -> Answer:
    """What will be measured was planned on a day before each agreement was signed.

    A plan (``evaluate.planned``) that names no agreement is for all of them. A date of signature has no
    hour: a plan of the same day cannot be shown to come first.
    """
    plans, agreements = reading.acts.of("evaluate.planned"), reading.tables.agreements
    if not agreements or not plans:
        return not_evidenced("no-plan")
    first: dict[object, date] = {}
    for plan in plans:
        first.setdefault(_agreement_planned(plan), local_date(plan.at))
    without = tuple(
        sorted(
            row.id for row in agreements if min(first.get(None, date.max), first.get(row.id, date.max)) >= row.signed_on
        )
    )
    if without:
        return missing("no-plan", detail=named("Heb gynllun mewn pryd", "Without a plan in time", without))
    return holds()


def _agreement_planned(plan: Event) -> str | None:
    named = (plan.body or {}).get("agreement")
    return None if named is None else str(named)


def review_come(reading: Reading) -> Answer:
    """The first review of some agreement has come, or every agreement has ended.

    A review is a check-in (deliver/checkins.csv ``due``). An agreement has ended on the day in endings.csv,
    or when its term is over.
    """
    agreements, today = reading.tables.agreements, reading.today
    if not agreements:
        return not_evidenced("no-review-yet")
    ended = {row.agreement: row.ended_on for row in reading.tables.endings or () if row.ended_on}
    if all(ended.get(row.id, row.end) <= today for row in agreements):
        return holds()
    if reading.tables.checkins is None:
        return not_evidenced("no-review-yet")
    return shown(any(row.due <= today for row in reading.tables.checkins), "no-review-yet")


def outcomes(reading: Reading) -> Answer:
    """Every outcome has a result; one that shows no effect counts like any other."""
    promised, measured = reading.tables.outcomes, reading.tables.results
    if not promised:
        return not_evidenced("no-outcomes")
    if measured is None:
        return not_evidenced(*(f"no-outcomes:{row.id}" for row in promised))
    known = {row.outcome for row in measured}
    without = [f"no-outcomes:{row.id}" for row in promised if row.id not in known]
    return missing(*without) if without else holds()


def payments(reading: Reading) -> Answer:
    """Payments are known (deliver/payments.csv)."""
    if reading.tables.payments is None:
        return not_evidenced("no-payments")
    return shown(bool(reading.tables.payments), "no-payments")


def packages(reading: Reading) -> Answer:
    """The open-data packages of the round are valid."""
    valid = reading.evidence.packages_valid
    return not_evidenced("no-package") if valid is None else shown(valid, "no-package")


def award_dates(reading: Reading) -> Mapping[str, date]:
    """Date of each award by application: as published, else the agreement's date of signature."""
    if reading.evidence.awarded_on is not None:
        return reading.evidence.awarded_on
    return {row.application: row.signed_on for row in reading.tables.agreements or ()}


def published_in_time(reading: Reading) -> Answer:
    """Every award was made public within 30 days of its date.

    A ``publish`` line may name the application or the agreement. An award whose 30 days are not over and that
    is not public yet cannot be judged.
    """
    awards = award_dates(reading)
    agreements = {row.application: row.id for row in reading.tables.agreements or ()}
    published = {id: _first_published(reading, id, agreements.get(id)) for id in awards}
    if not any(published.values()):
        return not_evidenced("late-publication")
    late = tuple(sorted(id for id in awards if (published[id] or reading.today) - awards[id] > PUBLISHED_WITHIN))
    if late:
        return missing("late-publication", detail=named("Hwyr", "Late", late))
    return holds() if all(published.values()) else not_evidenced("late-publication")


def _first_published(reading: Reading, *names: str | None) -> date | None:
    instants = [at for name in names if name and (at := reading.acts.published(name))]
    return local_date(min(instants)) if instants else None


EVALUATE_RULES = (
    Rule(
        "no-plan",
        Bilingual(
            "Cynlluniwyd beth fydd yn cael ei fesur cyn llofnodi.",
            "What will be measured was planned before anything was signed.",
        ),
        ROUND_OFFICER,
        planned,
    ),
    Rule(
        "no-review-yet",
        Bilingual(
            "Mae dyddiad adolygu cyntaf wedi cyrraedd, neu mae pob cytundeb wedi dod i ben.",
            "A first review date has come, or every agreement has ended.",
        ),
        PROVIDERS,
        review_come,
    ),
)
SHARE_RULES = (
    Rule(
        "no-outcomes",
        Bilingual(
            "Cofnodwyd beth ddaeth o bob canlyniad, hyd yn oed os na newidiodd dim.",
            "Every outcome has its result, even where nothing changed.",
        ),
        PROVIDERS,
        outcomes,
    ),
    Rule(
        "no-payments",
        Bilingual("Mae’r taliadau’n hysbys.", "Payments are known."),
        ROUND_OFFICER,
        payments,
    ),
)
FOLLOW_RULES = (
    Rule(
        "no-package",
        Bilingual("Mae pecynnau data agored y rownd yn ddilys.", "The round’s open-data packages are valid."),
        PUBLISHER,
        packages,
    ),
    Rule(
        "late-publication",
        Bilingual("Cyhoeddwyd pob dyfarniad o fewn 30 diwrnod.", "Every award was published within 30 days."),
        PUBLISHER,
        published_in_time,
    ),
)

"""Every table of a round folder: its columns, which of them must be there, and the words they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from cydradd.apply.application import Application
from cydradd.apply.consortium import Member
from cydradd.apply.feedback import CODES as FEEDBACK_CODES
from cydradd.apply.feedback import Feedback
from cydradd.apply.organisation import Organisation
from cydradd.cycle.round import Seat
from cydradd.cycle.stages import Gate
from cydradd.decide.scores import Score
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.checkin import CheckIn
from cydradd.deliver.ending import KINDS as ENDING_KINDS
from cydradd.deliver.ending import Ending
from cydradd.deliver.payments import Payment
from cydradd.design.criteria import Criterion, Points
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.pots import Pot
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.facts import Question

OFFERS = ("grant", "contract_lot", "alliance", "framework_call_off", "isf", "direct_payment", "micro_grant", "in_house")
COMMISSIONERS = (
    "regional_board", "council", "health_board", "gp_cluster", "school", "psb", "individual", "foundation",
)  # fmt: skip
GOALS = ("prosperous", "resilient", "healthier", "more_equal", "cohesive", "culture_welsh", "global")
WAYS = ("long_term", "prevention", "integration", "collaboration", "involvement")
"""Well-being goals and ways of working (Well-being of Future Generations (Wales) Act 2015 ss.4-5)."""
RELATIONS = ("trustee", "employee", "member", "user", "relative", "paid", "none")

RENAMED = {(Seat, "starts"): "from", (Seat, "ends"): "to"}


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a round folder.

    Attributes:
        name: Attribute of `cydradd.cycle.round.Tables` that holds it.
        row: Type of one row; a field ``x`` is column ``x``, money ``x_p``, text in two languages ``x_cy x_en``.
        required: Columns that must be there and filled.
        words: Columns with a closed list of words; each word of a list is asked.
        signed: Columns of numbers that may be below 0; no other may.
        happened: Columns of what has happened, so that no day after ``as_of`` belongs there.
        unique: Columns that together name a row.
        refers: Columns that name rows of another table, by its ``name``.
        fields: Annotation and columns of each field of a row, by the field's name.
    """

    name: str
    row: type[Any]
    required: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    unique: tuple[str, ...]
    refers: Mapping[str, str]
    signed: tuple[str, ...]
    happened: tuple[str, ...]
    fields: Mapping[str, tuple[str, tuple[str, ...]]]


def _columns(row: type[Any]) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for field in fields(row):
        if field.name == "row":
            continue
        kind = str(field.type).removesuffix(" | None")
        name = RENAMED.get((row, field.name), field.name)
        if kind == "Bilingual":
            found[field.name] = kind, (f"{name}_cy", f"{name}_en")
        else:
            found[field.name] = kind, (f"{name}_p",) if kind == "Pence" else (name,)
    return found


def _table(
    name: str,
    row: type[Any],
    required: str,
    unique: str = "id",
    words: Mapping[str, tuple[str, ...]] | None = None,
    refers: Mapping[str, str] | None = None,
    signed: str = "",
    happened: str = "",
) -> Table:
    return Table(
        name=name,
        row=row,
        required=tuple(required.split()),
        words=words or {},
        unique=tuple(unique.split()),
        refers=refers or {},
        signed=tuple(signed.split()),
        happened=tuple(happened.split()),
        fields=_columns(row),
    )


TABLES: Mapping[str, Table] = {
    "design/needs.csv": _table(
        "needs",
        Need,
        "id kind place size_p",
        words={"offer_type": OFFERS, "revenue_or_capital": ("revenue", "capital")},
    ),
    "design/assets.csv": _table(
        "assets", Asset, "id kind", words={"kind": ("human", "financial", "physical", "social", "public")}
    ),
    "design/outcomes.csv": _table(
        "outcomes", Outcome, "id", words={"goals": GOALS, "ways": WAYS}, refers={"needs": "needs"}
    ),
    "design/pots.csv": _table(
        "pots",
        Pot,
        "id commissioner commissioner_kind amount_p mode",
        words={"mode": ("pooled", "aligned", "ring_fenced", "individual"), "commissioner_kind": COMMISSIONERS},
    ),
    "design/providers.csv": _table(
        "providers",
        Provider,
        "id size capacity_p needs",
        words={"size": ("small", "medium", "large")},
        refers={"needs": "needs"},
    ),
    "design/lots.csv": _table(
        "lots",
        Lot,
        "id needs offer_type value_p",
        words={"offer_type": OFFERS, "reserved": ("sme", "vcse", "mutual", "none")},
        refers={"needs": "needs"},
    ),
    "design/requirements.csv": _table(
        "requirements",
        Requirement,
        "id lot kind",
        words={"when": ("before_offer", "after_offer"), "exception_gate": tuple(Gate)},
        refers={"lot": "lots"},
    ),
    "design/questions.csv": _table(
        "questions", Question, "id lot words", refers={"lot": "lots", "criterion": "criteria"}
    ),
    "design/criteria.csv": _table(
        "criteria",
        Criterion,
        "id low high",
        words={"direction": ("up", "down")},
        refers={"needs": "needs"},
        signed="low high",
    ),
    "design/weights.csv": _table(
        "weights",
        Points,
        "seat partner criterion points",
        "seat criterion",
        refers={"criterion": "criteria", "seat": "seats"},
    ),
    "apply/organisations.csv": _table("organisations", Organisation, "id name"),
    "apply/applications.csv": _table(
        "applications",
        Application,
        "id cost_p",
        words={"status": ("withdrawn", "ineligible")},
        refers={"lot": "lots", "organisation": "organisations"},
    ),
    "apply/members.csv": _table(
        "members",
        Member,
        "application organisation share",
        "application organisation",
        refers={"application": "applications", "organisation": "organisations"},
    ),
    "apply/feedback.csv": _table(
        "feedback",
        Feedback,
        "application code at",
        "application code",
        words={"code": tuple(sorted(FEEDBACK_CODES))},
        refers={"application": "applications"},
        happened="at",
    ),
    "decide/scores.csv": _table(
        "scores",
        Score,
        "application seat criterion score",
        "application seat criterion",
        refers={"application": "applications", "criterion": "criteria", "seat": "seats"},
        signed="score",
    ),
    "deliver/agreements.csv": _table(
        "agreements",
        Agreement,
        "id application organisation kind amount_p start end signed_on",
        words={"kind": OFFERS},
        refers={"application": "applications", "pots": "pots"},
        happened="signed_on",
    ),
    "deliver/payments.csv": _table(
        "payments",
        Payment,
        "agreement paid_on amount_p",
        "",
        refers={"agreement": "agreements", "pot": "pots"},
        signed="amount_p",
        happened="paid_on invoiced_on",
    ),
    "deliver/checkins.csv": _table(
        "checkins", CheckIn, "agreement due", "", refers={"agreement": "agreements"}, happened="received_on"
    ),
    "deliver/endings.csv": _table(
        "endings",
        Ending,
        "agreement kind proposed_on",
        "agreement",
        words={"kind": ENDING_KINDS},
        refers={"agreement": "agreements"},
        happened="proposed_on report_on decided_on",
    ),
    "evaluate/outcomes.csv": _table(
        "results",
        OutcomeResult,
        "outcome",
        "",
        words={"group": ("treated", "control")},
        refers={"outcome": "outcomes", "agreement": "agreements"},
    ),
    "cycle/seats.csv": _table("seats", Seat, "seat partner", "seat", words={"relation": RELATIONS}),
}
"""Every table, by its path in the folder."""

"""What the deliver stage calculates of a round folder."""

from __future__ import annotations

from pathlib import Path

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.columns import TABLES
from cydradd.cycle.round import Tables
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stages import Stage
from cydradd.cycle.tables import decode, read_table
from cydradd.deliver.payment_report import Paid, PaymentReport, report_on
from cydradd.deliver.profile import SMALL_INCOME
from cydradd.vocabulary.facts import Defect, JsonValue

PAYMENTS = "deliver/payments.csv"


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:  # noqa: ARG001
    """``{"payments", "agreements", "endings"}``; ``None`` when the stage is not present."""
    if folder.stages[Stage.DELIVER] == "not_present":
        return None
    return {"payments": payments_of(folder).as_json(), "agreements": None, "endings": None}


def payments_of(folder: RoundFolder) -> PaymentReport:
    """The payments of a folder, beside what its agreements and organisations tell."""
    defects = [defect for defect in folder.defects if defect.file == PAYMENTS]
    return report_on(folder.tables.payments, paid_under(folder.tables), PAYMENTS, defects)


def paid_under(tables: Tables) -> dict[str, Paid]:
    """What is known of each agreement that matters to its payments."""
    income = {row.id: row.income for row in tables.organisations or ()}
    found = {}
    for row in tables.agreements or ():
        yearly = income.get(row.organisation)
        small = None if yearly is None else yearly < SMALL_INCOME
        found[row.id] = Paid(row.amount, row.start, row.signed_on, small, row.pots)
    return found


def payments_alone(path: Path) -> PaymentReport:
    """A file of payments without its round: of its agreements nothing is known."""
    defects: list[Defect] = []
    text = decode(path.name, path.read_bytes(), defects)
    if text is None:
        return report_on(None, None, path.name, defects)
    read = read_table(path.name, TABLES[PAYMENTS], text)
    unreadable = any(defect.code in {"missing-column", "empty-file", "repeated-column"} for defect in read.defects)
    return report_on(None if unreadable else read.rows, None, path.name, read.defects)

"""Where money of one measure went, grants or contracts, with what the other measures hold beside it (follow.md 3.6)."""

from __future__ import annotations

from dataclasses import replace

from cydradd.follow import flows
from cydradd.follow.concentration_report import ConcentrationReport
from cydradd.follow.reach import By, Left, Reach
from cydradd.follow.warehouse import contract_questions, questions
from cydradd.follow.warehouse.asking import Tables, ask
from cydradd.follow.warehouse.measures import Measured
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


def reach(tables: Tables, filters: Filters, by: By) -> Reach:
    """`flows.reach` of the measure that the filters name, and what is in the other measures for the same filters.

    The money of an award to several suppliers is in the row ``joint``. No ceiling of a framework is in any of it.

    Raises:
        UnreadableAmount: The currency is none.
        NotPossible: Contracts by size, which nothing tells.
    """
    must_be_told(filters, by)
    found = flows.reach(tables, filters, by)
    others = _others(tables, filters)
    if filters.measure is Measured.GRANTS:
        return replace(found, other_measures=others)
    sources: list[dict[str, JsonValue]] = [
        {"file": str(file), "sha256": str(sha256), "grants": _int(many)}
        for file, sha256, many in ask(tables, contract_questions.files_of, filters)
    ]
    return replace(
        found,
        filters={**found.filters, "measure": filters.measure.value},
        sources=sources,
        measure=filters.measure.value,
        other_measures=others,
    )


def concentration(tables: Tables, filters: Filters) -> ConcentrationReport:
    """`flows.concentration` of the measure that the filters name.

    Raises:
        UnreadableAmount: The currency is none.
        NotPossible: There is no such money, or the total of one recipient is below 0.
    """
    if filters.measure is Measured.GRANTS:
        return flows.concentration(tables, filters)
    try:
        found = flows.concentration(tables, filters)
    except NotPossible as error:
        if error.code != "no-grants":
            raise
        what = filters.measure.many
        raise NotPossible(
            Bilingual(
                f"{tables.name}: nid oes {what.cy} o’r fath yn {filters.currency}.",
                f"{tables.name}: there are no such {what.en} in {filters.currency}.",
            ),
            code="no-contracts",
        ) from None
    return replace(found, filters={**found.filters, "measure": filters.measure.value})


def must_be_told(filters: Filters, by: By) -> None:
    """Refuse to tell contracts apart by size: no register's income of suppliers is kept.

    Raises:
        NotPossible: With what can be asked.
    """
    if filters.measure is not Measured.GRANTS and by is By.SIZE:
        raise NotPossible(
            Bilingual(
                "Nid yw incwm cyflenwyr yn hysbys. Gofynnwch am gontractau yn ôl math, lle neu flwyddyn.",
                "The income of suppliers is not known. Ask for contracts by type, place or year.",
            ),
            code="size-not-told",
        )


def _others(tables: Tables, filters: Filters) -> dict[str, Left]:
    """How many and how much in each other measure that holds anything."""
    found = {
        str(measure): Left(_int(many), _int(total))
        for measure, many, total in ask(tables, contract_questions.by_measure, filters)
    }
    if filters.measure is not Measured.GRANTS:
        for currency, is_readable, many, total in ask(
            tables, questions.currencies, replace(filters, measure=Measured.GRANTS)
        ):
            if is_readable and currency == filters.currency:
                found[Measured.GRANTS.value] = Left(_int(many), _int(total))
    return {each.value: found[each.value] for each in Measured if each is not filters.measure and each.value in found}


def _int(value: object) -> int:
    return int(value) if isinstance(value, int) else 0

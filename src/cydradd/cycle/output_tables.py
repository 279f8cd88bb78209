"""Tables of a round for a spreadsheet: one row per thing, UTF-8, RFC 4180.

Money is a decimal in major units, rounded to the minor unit; what a count divides exactly has the exact fraction in a
column of its own, whose name ends in ``_exact``.

Text that people wrote and that a spreadsheet would run as a formula is led by an apostrophe; results.json holds
it as it came.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from cydradd.cycle.report.contexts.names import applicants
from cydradd.cycle.report.formats import decimal
from cydradd.cycle.report.heard import Answers, Heard
from cydradd.cycle.report.result import Funded, Project, Result
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

Cell: TypeAlias = "object | None"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str | None) -> str:
    """Text that no spreadsheet takes for a formula; nothing where there is none."""
    if not text:
        return ""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8", "replace")


def _sides(text: Bilingual | None, plain: str | None = None) -> tuple[str, str, str]:
    """Welsh, English, and text whose language is not told."""
    return safe(text.cy if text else None), safe(text.en if text else None), safe(plain)


_DIVIDED = (*(f"paid_{partner}" for partner in Partner), "paid_partner_not_known", "supporters_had")
_RESULT = (
    *("project", "title_cy", "title_en", "title", "organisation", "organisation_id"),
    *("currency", "cost", "result", "supporters"),
    *_DIVIDED,
    "reason",
    *(f"{name}_exact" for name in _DIVIDED),
)


def _paid(project: Funded) -> tuple[Fraction | None, ...]:
    paid = project.paid or {}
    return tuple(paid.get(partner) for partner in (*Partner, None))


def _result(story: Story, result: Result) -> bytes:
    """Every project with whose it is, where that is known and no person is named by it."""
    whose, currency = applicants(story), story.settings.currency

    def row(
        project: Project, fate: str, supporters: int | None, divided: Sequence[Fraction | None], reason: str | None
    ) -> Sequence[Cell]:
        by = whose.get(project.id)
        return (
            *(safe(project.id), *_sides(project.title, project.plain)),
            *((safe(by.name), safe(by.id)) if by else (None, None)),
            *(currency, decimal(project.cost, currency), fate, supporters),
            *(None if amount is None else decimal(amount, currency) for amount in divided),
            *(reason, *divided),
        )

    nothing = (None,) * 4
    rows = [
        row(each, "funded", each.supporters, (*_paid(each), None), "filled" if each.filled else None)
        for each in result.funded
    ]
    rows += [row(each, "not_funded", each.supporters, (*nothing, each.had), None) for each in result.not_funded]
    rows += [row(each, "set_aside", None, (*nothing, None), each.kind) for each in result.set_aside]
    return _csv(_RESULT, rows)


def _answers(found: Answers | None) -> tuple[Cell, ...]:
    return (found.agree, found.disagree, found.passes) if found else (None, None, None)


def _statements(heard: Heard) -> bytes:
    letters = [group.letter for group in heard.groups]
    kinds = ("agree", "disagree", "pass")
    heads = ["statement", "text_cy", "text_en", "text", "in_map", *kinds]
    heads += [f"{kind}_{letter}" for letter in letters for kind in kinds]
    rows = [
        (
            safe(said.id),
            *_sides(said.text, said.plain),
            "true" if said.in_map else "false",
            *_answers(said.everybody),
            *(cell for letter in letters for cell in _answers(said.by_group.get(letter))),
        )
        for said in heard.statements
    ]
    return _csv(heads, rows)


def _gates(story: Story) -> bytes:
    rows = [
        (gate.gate, gate.state, fact.state, ";".join(fact.codes), *_sides(fact.sentence)[:2])
        for gate in story.gates
        for fact in gate.facts
    ]
    return _csv(("gate", "gate_state", "fact_state", "codes", "fact_cy", "fact_en"), rows)


def _invariants(story: Story) -> bytes:
    rows = [(rule.id, rule.state, safe(";".join(rule.ids)), *_sides(rule.sentence)[:2]) for rule in story.invariants]
    return _csv(("invariant", "state", "ids", "rule_cy", "rule_en"), rows)


def _defects(story: Story) -> bytes:
    rows = [
        (safe(fault.file), fault.row, safe(fault.column), fault.code, *_sides(fault.message)[:2])
        for fault in story.defects
    ]
    return _csv(("file", "row", "column", "code", "message_cy", "message_en"), rows)


def tables_of(story: Story) -> Mapping[str, bytes]:
    """Each table by its path in OUT; those of stages that are not present are left out."""
    made = {"gates": _gates(story), "invariants": _invariants(story), "defects": _defects(story)}
    if story.heard is not None:
        made["statements"] = _statements(story.heard)
    if story.result is not None:
        made["result"] = _result(story, story.result)
    return {f"tables/{name}.csv": table for name, table in sorted(made.items())}

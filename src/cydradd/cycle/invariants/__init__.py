"""Fifteen rules that hold through the whole cycle: I1 to I15, one function each.

Unlike a gate, an invariant is never waived: it holds, it is broken by something that can be named, or what is
there does not suffice to judge it (cycle.md section 1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates.rules import Reading
from cydradd.cycle.invariants import fairness, money, order, record
from cydradd.cycle.invariants.verdict import State, Verdict
from cydradd.vocabulary.text import Bilingual

__all__ = ["INVARIANTS", "Invariant", "InvariantState", "State", "Verdict", "states"]


@dataclass(frozen=True, slots=True)
class Invariant:
    """One rule: its sentence for people, and the function that judges it."""

    id: str
    sentence: Bilingual
    check: Callable[[Reading], Verdict]


@dataclass(frozen=True, slots=True)
class InvariantState:
    """One rule as it stands, with the ids of what breaks it."""

    id: str
    state: State
    ids: tuple[str, ...]
    sentence: Bilingual


INVARIANTS = (
    Invariant(
        "I1",
        Bilingual(
            "Nid yw’r un gronfa’n rhoi mwy nag sydd ynddi, ac mae pob ceiniog yn dod o gronfa.",
            "No pot gives more than it holds, and every penny comes from a pot.",
        ),
        money.pots_not_overspent,
    ),
    Invariant(
        "I2",
        Bilingual(
            "Nid oes dim wedi’i dalu y tu allan i amodau cronfa.",
            "Nothing is paid outside a pot’s restrictions.",
        ),
        money.within_restrictions,
    ),
    Invariant(
        "I3",
        Bilingual(
            "Dim ond gyda chydsyniad yr unigolyn y mae cyllideb unigol yn symud.",
            "An individual budget moves only with that person’s consent.",
        ),
        money.individual_budgets,
    ),
    Invariant(
        "I4",
        Bilingual(
            "Mae gan bob partner gyfran gyfartal, oni bai i’r tri gytuno fel arall cyn dylunio.",
            "Each partner holds an equal share, unless all three agreed otherwise before the design.",
        ),
        fairness.equal_shares,
    ),
    Invariant(
        "I5",
        Bilingual(
            "Cafodd pobl gyfle i gyfrannu cyn pob penderfyniad.",
            "People could contribute before every decision.",
        ),
        order.heard_before_decided,
    ),
    Invariant(
        "I6",
        Bilingual(
            "Nid yw’r dyluniad wedi newid ers cytuno arno.",
            "The design has not changed since it was agreed.",
        ),
        order.design_unchanged,
    ),
    Invariant(
        "I7",
        Bilingual(
            "Nid yw neb wedi sgorio na phleidleisio lle mae ganddyn nhw fuddiant.",
            "Nobody scored or voted where they have an interest.",
        ),
        fairness.no_own_cause,
    ),
    Invariant(
        "I8",
        Bilingual(
            "Roedd yr hyn a welodd darparwyr wrth ddylunio yn gyhoeddus cyn ymgeisio.",
            "What providers saw while designing was public before the call opened.",
        ),
        order.seen_by_all,
    ),
    Invariant(
        "I9",
        Bilingual(
            "Mae rheswm dros bob gofyniad, ac mae’n gymesur â’r arian.",
            "Every requirement has a reason and is in proportion to the money.",
        ),
        fairness.requirements_with_reasons,
    ),
    Invariant(
        "I10",
        Bilingual(
            "Mae pob cais wedi cael un canlyniad, ac adborth os na chafodd arian.",
            "Every application has one result, and feedback if it was not funded.",
        ),
        fairness.one_fate_each,
    ),
    Invariant(
        "I11",
        Bilingual(
            "Ni ddaeth dim i ben heb adroddiad effaith yn gyntaf, ac eithrio terfynu ar unwaith, "
            "lle daw’r adroddiad wedyn.",
            "Nothing was ended without an impact report first, except endings at once, whose report follows.",
        ),
        order.report_before_ending,
    ),
    Invariant(
        "I12",
        Bilingual(
            "Cyhoeddwyd y Gymraeg a’r Saesneg gyda’i gilydd.",
            "Welsh and English were published together.",
        ),
        order.both_languages_at_once,
    ),
    Invariant(
        "I13",
        Bilingual(
            "Mae’r Cofnod yn gyfan: byddai newid un beit yn dangos.",
            "The record is whole: a change of one byte would show.",
        ),
        record.verifies,
    ),
    Invariant(
        "I14",
        Bilingual(
            "Mae ailchwarae’r Cofnod yn rhoi’r un tablau.",
            "Replaying the record gives the same tables.",
        ),
        record.replays,
    ),
    Invariant(
        "I15",
        Bilingual(
            "Mae cyfrannau pob consortiwm yn gwneud un cyfan, ac nid oes aelod yn ymgeisio ddwywaith am yr un lot.",
            "The shares of every consortium make one whole, and no member applies twice for the same lot.",
        ),
        money.consortia,
    ),
)


def states(evidence: Evidence) -> tuple[InvariantState, ...]:
    """All fifteen, in order."""
    reading = Reading(evidence)
    judged = ((rule, rule.check(reading)) for rule in INVARIANTS)
    return tuple(InvariantState(rule.id, found.state, found.ids, rule.sentence) for rule, found in judged)

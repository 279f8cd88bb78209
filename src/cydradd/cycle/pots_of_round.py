"""The pots of a round as its count takes them: what each holds, and which projects it may pay for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from cydradd.cycle.evidence import PotPays
from cydradd.cycle.may_pay import MayPay
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.settings import FILE as SETTINGS
from cydradd.decide.fund import Funded
from cydradd.decide.funders import Pot, who_pays
from cydradd.decide.options import Options
from cydradd.decide.pots_count import cannot_count_over_pots
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.money import Pence, UnreadableAmount, major_units, minor_units
from cydradd.vocabulary.text import Bilingual

POTS = "design/pots.csv"
_NAMED = 10
"""Projects that a defect names."""


def pots_of(tables: Tables, currency: str, projects: Collection[str]) -> tuple[Pot, ...]:
    """The pots, each with the projects it may pay for: those that its conditions do not rule out (I2).

    Args:
        projects: Every project of the ballot.
    """
    may_pay, pots = MayPay(tables), []
    for pot in tables.pots or ():
        allowed = frozenset(name for name in projects if may_pay.project(pot, name) is not False)
        only = None if len(allowed) == len(frozenset(projects)) else allowed
        pots.append(Pot(pot.id, pot.commissioner, major_units(pot.amount, currency), only))
    return tuple(pots)


def untold(tables: Tables, projects: Collection[str]) -> list[Defect]:
    """Pots of which it cannot be told whether they may pay for a project: the count lets them, and says so."""
    if tables.lots is None or tables.applications is None:
        return []
    may_pay, found = MayPay(tables), []
    for pot in tables.pots or ():
        names = sorted(name for name in projects if may_pay.project(pot, name) is None)
        if names:
            said = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            message = Bilingual(
                f"Ni ellir dweud o’r ffeiliau a all y gronfa hon dalu am: {said}. Mae’r cyfrif yn gadael iddi; dylai "
                "perchennog y gronfa gadarnhau.",
                f"The files do not tell whether this pot may pay for: {said}. The count lets it; whoever owns the pot "
                "should confirm.",
            )
            found.append(Defect("pot-not-told", message, POTS, pot.row, "restriction", pot.id))
    return found


def rule_against_pots(tables: Tables, settings: Settings) -> CydraddError | None:
    """Why the rule of a design cannot follow the money of its pots; ``None``: it can, or every pot may pay for all.

    Before anybody applies, a pot whose conditions depend on who applies counts as one that may not pay for all.
    """
    may_pay = MayPay(tables)
    if all(may_pay.lot(pot, lot) for pot in tables.pots or () for lot in tables.lots or ()):
        return None
    chosen = {name: value for name, value in settings.decide.items() if name in ("rule", "completion", "compare")}
    try:
        return cannot_count_over_pots(Options.from_settings(chosen))
    except CydraddError:
        return None  # what is not offered at all is refused, and told, elsewhere


def rule_defect(tables: Tables, settings: Settings) -> list[Defect]:
    """The defect of a design whose rule cannot follow the money of its pots."""
    found = rule_against_pots(tables, settings)
    return [] if found is None else [Defect(found.code, found.sentence, SETTINGS, None, "decide")]


def pot_pays(funded: Funded | None, currency: str) -> tuple[PotPays, ...] | None:
    """Who pays what in minor units; ``None``: no pots were counted over, or an amount has parts of a minor unit."""
    if funded is None:
        return None
    try:
        return tuple(
            PotPays(pot, project, minor_units(amount, currency))
            for (project, pot), amount in sorted(funded.shares.pays.items())
        )
    except UnreadableAmount:
        return None


def proposals(
    tables: Tables,
    currency: str,
    counted: Sequence[PotPays],
    costs: Mapping[str, Pence],
    made: Mapping[str, Mapping[str, int]],
) -> Mapping[str, Mapping[str, Pence]]:
    """What each pot is proposed to pay to each project that waits for its award.

    As it was counted. Where awards that were made took other pots, so that it would no longer do, anew from what is
    left; nothing is proposed when the pots cannot pay what waits.

    Args:
        counted: Who pays what by the count.
        made: Awards by project, each with what its pots pay.
    """
    waiting: dict[str, dict[str, Pence]] = {}
    for each in counted:
        if each.project not in made:
            waiting.setdefault(each.project, {})[each.pot] = each.amount
    left = {pot.id: pot.amount - sum(paid.get(pot.id, 0) for paid in made.values()) for pot in tables.pots or ()}
    if all(sum(paid.get(pot, 0) for paid in waiting.values()) <= amount for pot, amount in left.items()):
        return waiting
    pots = [
        replace(pot, amount=max(major_units(Pence(left[pot.id]), currency), Fraction(0)))
        for pot in pots_of(tables, currency, list(costs))
    ]
    try:
        shares = who_pays(pots, {name: major_units(costs[name], currency) for name in waiting})
        anew: dict[str, dict[str, Pence]] = {}
        for (project, pot), amount in shares.pays.items():
            anew.setdefault(project, {})[pot] = minor_units(amount, currency)
    except (ValueError, UnreadableAmount):
        return {}
    return anew

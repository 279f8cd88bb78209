"""What the stages of a folder give when they are run: the map, the count, and what stood in their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.kept_map import map_with_verdict
from cydradd.cycle.pots_of_round import pots_of, rule_defect, untold
from cydradd.cycle.project_objections import objections_to
from cydradd.cycle.round import Tables
from cydradd.cycle.round_folder import BALLOTS, RoundFolder
from cydradd.decide.count import Count, count
from cydradd.decide.election import Election
from cydradd.decide.fund import Funded
from cydradd.decide.options import Options
from cydradd.decide.pots_count import count_over_pots
from cydradd.listen.consensus import Findings
from cydradd.listen.document import by_partner
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.prediction import found
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import Pence, UnreadableAmount, major_units, minor_units
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Calculated:
    """What was calculated.

    Attributes:
        opinion_map, count: ``None``: nothing to calculate, not asked for, or refused; a refusal is a defect.
        findings: What the map says beyond chance; ``None``: there is no map.
        funded: The count with who pays what; ``None``: the round has no pots, or nothing was counted.
    """

    opinion_map: OpinionMap | None
    count: Count | None
    defects: tuple[Defect, ...]
    findings: Findings | None = None
    funded: Funded | None = None


def calculate(folder: RoundFolder, *, with_map: bool) -> Calculated:
    """Run every stage that is present."""
    defects: list[Defect] = []
    made = opinion_map_of(folder, defects) if with_map else None
    counted, funded = _count(folder, defects)
    return Calculated(made, counted, tuple(defects), _findings(folder, made), funded)


def _findings(folder: RoundFolder, made: OpinionMap | None) -> Findings | None:
    """What the map says beyond chance, by group and by partner."""
    if made is None or folder.listening is None:
        return None
    return found(made, by_partner(made, folder.listening.participants) or None)


def is_voting(tables: Tables, as_of: datetime) -> bool:
    """Whether people are voting, so that ballots and scores stay sealed and nothing is counted (trust.md 3.2)."""
    return Acts(in_order(tables.events or (), as_of)).is_open("ballot")


def opinion_map_of(folder: RoundFolder, defects: list[Defect]) -> OpinionMap | None:
    """The map of what was heard; a refusal is added to ``defects``. ``None``: nothing was heard, or it was refused.

    Those known as ``open`` are counted beside it, not in it (listen.md 3.7); if there is nobody else, there is no map.
    """
    if folder.listening is None:
        return None
    votes, beside = folder.listening.by_strength()
    if not len(votes.values) and len(beside.values):
        return None
    settings = folder.settings.listen
    groups, seed = settings.get("groups", "auto"), settings.get("seed", 0)
    try:
        return map_with_verdict(
            votes,
            folder.listening.statements,
            method=str(settings.get("method", "polis")),
            groups=groups if isinstance(groups, int) else None,
            seed=seed if isinstance(seed, int) else 0,
        )
    except CydraddError as error:
        defects.append(Defect("refused-map", error.sentence, "listen"))
        return None


def _options(folder: RoundFolder, election: Election) -> Options:
    """Options of the round: its ``[decide]`` table; partners weigh the same as soon as ballots name any."""
    table: dict[str, JsonValue] = {
        k: v for k, v in folder.settings.decide.items() if k not in ("partner_file", "ineligible")
    }
    named = any(ballot.partner for ballot in election.ballots)
    table.setdefault("weights", "partner" if named else "none")
    if table["weights"] == "partner":
        table.setdefault("shares", {str(partner): str(share) for partner, share in folder.settings.partners.items()})
    return Options.from_settings(table)


def _budget(folder: RoundFolder, election: Election, defects: list[Defect]) -> Election:
    """The election with the money of the pots, which rule over the budget of the ballots."""
    pots = folder.tables.pots
    if not pots:
        return election
    total = major_units(Pence(sum(pot.amount for pot in pots)), folder.settings.currency)
    if total == election.budget:
        return election
    message = Bilingual(
        f"Cyfanswm y cronfeydd yw {_number(total)}, nid {_number(election.budget)}; y cronfeydd sy’n cyfrif.",
        f"The pots add up to {_number(total)}, not {_number(election.budget)}; the pots count.",
    )
    defects.append(Defect("budget-differs", message, BALLOTS, None, "budget", str(election.budget)))
    return replace(election, budget=total)


def _number(value: Fraction) -> str:
    return f"{float(value):,.2f}".removesuffix(".00")


def _projects(folder: RoundFolder, election: Election, defects: list[Defect]) -> None:
    """Say where ballots and applications do not name the same projects, or the same costs."""
    applications = folder.tables.applications
    ballot = {project.id: project for project in election.projects}
    if applications is None:
        message = Bilingual(
            "Nid oes apply/applications.csv: mae prosiectau’r papur yn sefyll yn eu lle, heb sefydliad.",
            "There is no apply/applications.csv: the projects of the ballot stand in, organisation not given.",
        )
        defects.append(Defect("no-applications", message, BALLOTS))
        return
    listed = {row.id: row for row in applications}
    for name in ballot:
        if name not in listed:
            message = Bilingual(
                "Nid oes cais i’r prosiect hwn yn y ffeil apply/applications.csv.",
                "The project has no application in apply/applications.csv.",
            )
            defects.append(Defect("project-without-application", message, BALLOTS, None, "project_id", name))
    for name, row in listed.items():
        if name not in ballot and row.status is None:
            message = Bilingual(
                "Nid yw’r cais ar y papur pleidleisio yn y ffeil decide/ballots.pb.",
                "The application is not on the ballot of decide/ballots.pb.",
            )
            defects.append(
                Defect("application-without-project", message, "apply/applications.csv", row.row, "id", name)
            )
        elif name in ballot:
            try:
                same = minor_units(ballot[name].cost, folder.settings.currency) == row.cost
            except UnreadableAmount:
                same = False
            if not same:
                message = Bilingual(
                    "Mae’r gost yn y ffeil decide/ballots.pb yn wahanol; honno sy’n cyfrif.",
                    "The cost in decide/ballots.pb differs; that one counts.",
                )
                defects.append(Defect("cost-differs", message, "apply/applications.csv", row.row, "cost_p", name))


def _ineligible(folder: RoundFolder, election: Election) -> Mapping[str, str]:
    """Applications on the ballot that were found ineligible or were withdrawn, with their reasons."""
    ballot = {project.id for project in election.projects}
    return {
        row.id: row.reason or row.status
        for row in folder.tables.applications or ()
        if row.status is not None and row.id in ballot
    }


def _objections(folder: RoundFolder, election: Election) -> Mapping[str, Sequence[Partner]]:
    """Projects against which partners maintain an objection."""
    ballot = {project.id for project in election.projects}
    return objections_to(folder.tables.events or (), ballot, as_of=folder.settings.as_of)


def _count(folder: RoundFolder, defects: list[Defect]) -> tuple[Count | None, Funded | None]:
    """The count, and the same with who pays what where the round has pots."""
    defects += rule_defect(folder.tables, folder.settings)
    election = folder.election
    if election is None or is_voting(folder.tables, folder.settings.as_of):
        return None, None
    election = _budget(folder, election, defects)
    _projects(folder, election, defects)
    names = [project.id for project in election.projects]
    pots = pots_of(folder.tables, folder.settings.currency, names)
    defects += untold(folder.tables, names)
    decided, objected = _ineligible(folder, election), _objections(folder, election)
    try:
        options = _options(folder, election)
        if not pots:
            return count(election, options, ineligible=decided, objections=objected), None
        funded = count_over_pots(election, options, pots, ineligible=decided, objections=objected)
        return funded.result, funded
    except CydraddError as error:
        defects.append(Defect("refused-count", error.sentence, BALLOTS))
        return None, None

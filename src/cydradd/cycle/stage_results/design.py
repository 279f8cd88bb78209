"""What the design stage calculates of a round folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import mean

from cydradd.cycle.calculation import Calculated, is_voting
from cydradd.cycle.proportion import reports
from cydradd.cycle.round import Tables
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stage_results import involvement
from cydradd.cycle.stages import Stage
from cydradd.design.criteria import Judged, weigh
from cydradd.design.robustness import DRAWS
from cydradd.design.trace import Design
from cydradd.design.weighed import Weighed
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.votes import Votes
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:
    """``{"fit", "proportion", "involvement", "weigh", "level_field"}``; ``None`` when the stage is not present.

    What is not calculated yet is null, and so is what the files do not allow: `proportion` on a day of which no
    threshold is held, `weigh` without scores, or while people vote.
    """
    if folder.stages[Stage.DESIGN] == "not_present":
        return None
    found = reports(folder.tables, folder.settings)
    return {
        "fit": None,
        "proportion": None if found is None else {lot: report.as_json() for lot, report in found.items()},
        "involvement": involvement.results(folder, calculated),
        "weigh": None if is_voting(folder.tables, folder.settings.as_of) else _weighed(folder.tables),
        "level_field": None,
    }


def weighing(tables: Tables, *, draws: int = DRAWS) -> Weighed | None:
    """What the applications are worth by the scores of the seats and the weights of the partners.

    The value of an application on a criterion is the mean over partners of the mean over each one's seats
    (cycle.md section 2). Applications that were withdrawn or are ineligible take no part.

    Returns:
        ``None``: no criteria, no weights or no scores.

    Raises:
        NotPossible: A partner has no weights, or a score is missing; with the names.
    """
    if not (tables.criteria and tables.weights and tables.scores):
        return None
    out = {row.id for row in tables.applications or () if row.status is not None}
    judged = [each for each in _judged(tables) if each.application not in out]
    return weigh(tables.criteria, tables.weights, judged, draws=draws) if judged else None


def _judged(tables: Tables) -> list[Judged]:
    """Means of means, in the order of the scores. A seat whose partner nobody names counts in none."""
    partner_of = {row.seat: row.partner for row in tables.weights or ()}
    partner_of |= {row.seat: row.partner for row in tables.seats or ()}
    given: dict[tuple[str, str], dict[Partner, list[Fraction]]] = {}
    for row in tables.scores or ():
        if row.seat in partner_of:
            by_partner = given.setdefault((row.application, row.criterion), {})
            by_partner.setdefault(partner_of[row.seat], []).append(row.score)
    return [
        Judged(application, criterion, mean([mean(scores) for scores in by_partner.values()]))
        for (application, criterion), by_partner in given.items()
    ]


def _weighed(tables: Tables) -> dict[str, JsonValue] | None:
    """As `cydradd design weigh` prints it; ``None``: nothing to weigh, or it was refused (the report says why)."""
    try:
        found = weighing(tables)
    except NotPossible:
        return None
    return None if found is None else found.as_json()


def traceable(folder: RoundFolder, opinion_map: OpinionMap | None) -> Design:
    """The design of a folder as `cydradd.design.trace` follows it.

    Args:
        folder: What was read.
        opinion_map: Its groups say whether a statement has net agreement in every group. ``None``: everybody who
            voted counts as one group.
    """
    listening = folder.listening
    statements = () if listening is None else tuple(each.id for each in listening.statements)
    nets = None
    votes = None if listening is None else listening.by_strength()[0]
    if listening is not None and votes is not None and votes.participants:
        out = {each.id for each in listening.statements if each.out}
        nets = {id: each for id, each in _nets(votes, opinion_map).items() if id not in out}
    return design_of(folder.tables, statements, nets)


def design_of(tables: Tables, statements: Sequence[str], nets: Mapping[str, Sequence[int]] | None) -> Design:
    """The tables of a design with its statements, and with the net agreement of each group where it is known."""
    return Design(
        statements=statements,
        needs=tables.needs or (),
        assets=tables.assets or (),
        outcomes=tables.outcomes or (),
        criteria=tables.criteria or (),
        lots=tables.lots or (),
        requirements=tables.requirements or (),
        questions=tables.questions or (),
        nets=nets,
        added=_added(tables),
    )


def _nets(votes: Votes, opinion_map: OpinionMap | None) -> Mapping[str, tuple[int, ...]]:
    """Agreements less disagreements of each group, by statement."""
    groups = opinion_map.by_group if opinion_map is not None else ()
    counts = groups or (votes.counts(),)
    named = opinion_map.votes.statements if groups and opinion_map is not None else votes.statements
    return {id: tuple(int(each.agree[j] - each.disagree[j]) for each in counts) for j, id in enumerate(named)}


def _added(tables: Tables) -> Mapping[str, tuple[Partner | None, Bilingual | None]]:
    """Who added each criterion, and why: the last ``change`` line that names it as its ``item``."""
    criteria = {row.id for row in tables.criteria or ()}
    return {
        event.item: (event.partner, event.text or (Bilingual(en=event.text_plain) if event.text_plain else None))
        for event in tables.events or ()
        if event.kind == "change" and event.item in criteria and event.item is not None
    }

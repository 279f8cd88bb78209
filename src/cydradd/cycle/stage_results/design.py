"""What the design stage calculates of a round folder."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.round import Tables
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stage_results import involvement
from cydradd.cycle.stages import Stage
from cydradd.design.trace import Design
from cydradd.listen.opinion_map import OpinionMap
from cydradd.listen.votes import Votes
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:
    """``{"fit", "proportion", "involvement", "weigh", "level_field"}``; ``None`` when the stage is not present.

    What is not calculated yet is null.
    """
    if folder.stages[Stage.DESIGN] == "not_present":
        return None
    return {
        "fit": None,
        "proportion": None,
        "involvement": involvement.results(folder, calculated),
        "weigh": None,
        "level_field": None,
    }


def traceable(folder: RoundFolder, opinion_map: OpinionMap | None) -> Design:
    """The design of a folder as `cydradd.design.trace` follows it.

    Args:
        folder: What was read.
        opinion_map: Its groups say whether a statement has net agreement in every group. ``None``: everybody who
            voted counts as one group.
    """
    tables, listening = folder.tables, folder.listening
    statements = () if listening is None else tuple(each.id for each in listening.statements)
    nets = None
    if listening is not None and listening.votes.participants:
        out = {each.id for each in listening.statements if each.out}
        nets = {id: each for id, each in _nets(listening.votes, opinion_map).items() if id not in out}
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

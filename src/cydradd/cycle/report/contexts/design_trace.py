"""From what was said to what is asked, as the section of the design shows it: titles and words looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.report.heard import Answers, Heard, Said
from cydradd.cycle.report.story import Story
from cydradd.cycle.stage_results.design import design_of
from cydradd.design.criteria import Criterion
from cydradd.design.lots import Lot
from cydradd.design.needs import Need, Outcome
from cydradd.design.trace import Unasked, Unheard, unasked, unheard


@dataclass(frozen=True, slots=True)
class NeedTrace:
    """One need: what was said, what should change, and what can be applied for and is judged because of it."""

    need: Need
    said: tuple[Said, ...]
    outcomes: tuple[Outcome, ...]
    lots: tuple[Lot, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CriterionTrace:
    """One criterion: the statements and needs it came from, and the questions that ask about it."""

    criterion: Criterion
    said: tuple[Said, ...]
    needs: tuple[Need, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """Everything the report shows of where the design came from.

    Attributes:
        unheard: ``None``: not known, because no votes are known.
    """

    needs: tuple[NeedTrace, ...]
    criteria: tuple[CriterionTrace, ...]
    unasked: tuple[tuple[Criterion, Unasked], ...]
    unheard: tuple[tuple[Said, Unheard], ...] | None


def nets_of(heard: Heard | None) -> Mapping[str, Sequence[int]] | None:
    """Agreements less disagreements of each group of the map; without groups, of everybody. ``None``: no votes."""
    if heard is None or not heard.counted:
        return None
    return {
        said.id: [each.agree - each.disagree for each in said.by_group.values() or (said.everybody,)]
        for said in heard.statements
        if said.in_map
    }


def traced(story: Story) -> Traced:
    """Follow everything that was designed, both ways."""
    tables, heard = story.tables, story.heard
    words = {said.id: said for said in (heard.statements if heard else ())}

    def said_by(ids: Sequence[str]) -> tuple[Said, ...]:
        return tuple(words.get(id) or Said(id, Answers(0, 0, 0)) for id in ids)

    design = design_of(tables, tuple(words), nets_of(heard))
    criteria = {row.id: row for row in design.criteria}
    missed = unheard(design)
    return Traced(
        needs=tuple(
            NeedTrace(
                need,
                said_by(need.statements),
                tuple(row for row in design.outcomes if need.id in row.needs),
                tuple(row for row in design.lots if need.id in row.needs),
                tuple(row for row in design.criteria if need.id in row.needs),
            )
            for need in design.needs
        ),
        criteria=tuple(
            CriterionTrace(
                row,
                said_by(row.statements),
                tuple(need for need in design.needs if need.id in row.needs),
                tuple(each.id for each in design.questions if each.criterion == row.id),
            )
            for row in design.criteria
        ),
        unasked=tuple((criteria[each.id], each) for each in unasked(design)),
        unheard=None if missed is None else tuple((said_by([each.id])[0], each) for each in missed),
    )

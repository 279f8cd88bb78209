"""Work behind the pages of a round: whether it waits, how far it is, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.text import Language
from cydradd_web.record.selectors import LastAct, last_act
from cydradd_web.rounds.models import Work
from cydradd_web.rounds.selectors.lines import Words, words

SHOWN = 20


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One piece of work. `state`: ``waiting``, ``running``, ``done`` or ``failed``; `after`: the act it follows."""

    kind: str
    state: str
    done: int
    of: int | None
    asked_at: datetime
    after: LastAct | None
    sentence: Words | None


def work_of(round_id: int, language: Language) -> tuple[WorkLine, ...]:
    """The last pieces of work of a round, newest first. One query, and one for each."""
    return tuple(
        WorkLine(
            kind=row.kind,
            state=row.state,
            done=row.done,
            of=row.of,
            asked_at=row.asked_at,
            after=last_act(round_id, language, until=row.asked_at),
            sentence=words(row.sentence_cy, row.sentence_en, language) if row.state == "failed" else None,
        )
        for row in Work.objects.filter(round_id=round_id)[:SHOWN]
    )


def state_of_pages(round_id: int) -> str | None:
    """``behind`` while pages wait to be made again, ``failed`` when that went wrong last; else ``None``. One query."""
    states = list(Work.objects.filter(round_id=round_id, kind="renew").values_list("state", flat=True)[:2])
    if any(state in ("waiting", "running") for state in states):
        return "behind"
    return "failed" if states[:1] == ["failed"] else None


def failed_or_waiting(round_id: int) -> bool:
    """Whether there is something to see of the work behind a round's pages. One query."""
    return state_of_pages(round_id) is not None

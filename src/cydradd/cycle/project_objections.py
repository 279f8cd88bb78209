"""Objections of partners to single projects: before the count each of them sets its project aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from cydradd.cycle.acts import in_order
from cydradd.cycle.events import Event
from cydradd.vocabulary.people import Partner


def objections_to(
    events: Iterable[Event], projects: Collection[str], *, as_of: datetime | None = None
) -> Mapping[str, Sequence[Partner]]:
    """Projects against which a partner maintains an objection: objection lines whose object is the project.

    It ends as an objection at a gate does: resolved, withdrawn, or with that partner's consent to the project.

    Args:
        as_of: Later acts do not count; ``None``: all do.
    """
    live: defaultdict[str, dict[Partner, bool]] = defaultdict(dict)
    for act in in_order(events, as_of):
        if act.object not in projects or act.partner is None:
            continue
        if act.kind == "objection":
            live[str(act.object)][act.partner] = act.code is None
        elif act.kind == "consent" and act.code is None:
            live[str(act.object)][act.partner] = False
    standing = {project: [who for who, objects in each.items() if objects] for project, each in live.items()}
    return {project: partners for project, partners in standing.items() if partners}

"""Names looked up for more than one section."""

from __future__ import annotations

from collections.abc import Callable

from cydradd.cycle.report.story import Story


def organisation_names(story: Story) -> Callable[[str], str]:
    """The name of an organisation by its id; an id that is in no table stands for itself."""
    names = {row.id: row.name for row in story.tables.organisations or ()}
    return lambda id: names.get(id, id)

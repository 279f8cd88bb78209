"""What can be downloaded, in a few groups: the result first, what only a computer reads last."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import phrases
from cydradd.vocabulary.text import Language

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "result": ("report-cy.html", "report-en.html", "recount-cy.html", "recount-en.html", "results.json"),
    "tables": ("tables",),
    "open_data": ("360giving.json", "ocds"),
    "record": ("record",),
}
"""Groups in their order, each by the first part of the paths in it."""

File = tuple[str, bool]
"""The path of a file, and whether it has a name in words of its own."""


def group_of(path: str) -> str:
    """The group of a file; ``other`` for one that no group names."""
    first = path.split("/")[0]
    return next((name for name, parts in _GROUPS.items() if first in parts), "other")


def files(story: Story, _language: Language) -> dict[str, object]:
    """What the template ``sections/files.html`` needs beside the story."""
    found: dict[str, list[File]] = {name: [] for name in (*_GROUPS, "other")}
    for path in story.files:
        found[group_of(path)].append((path, f"end.what_file.{path}" in phrases()))
    return {"groups": [(name, listed) for name, listed in found.items() if listed]}

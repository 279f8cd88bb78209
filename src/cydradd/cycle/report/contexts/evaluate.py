"""What the section of the evaluation shows: outcomes, and those not measured."""

from __future__ import annotations

from cydradd.cycle.report.story import Story
from cydradd.vocabulary.text import Language


def evaluate(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/evaluate.html`` needs beside the story."""
    titles = {row.id: row.title for row in story.tables.outcomes or ()}
    measured = {row.outcome for row in story.tables.results or ()}
    missing = [title.either(language) or (id, language) for id, title in titles.items() if id not in measured]
    return {
        "tables": story.tables,
        "outcome_title": titles.get,
        "unmeasured": "; ".join(text for text, _ in missing),
    }

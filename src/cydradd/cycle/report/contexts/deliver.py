"""What the section of the delivery shows: agreements, payments and endings."""

from __future__ import annotations

from cydradd.cycle.report.contexts.names import organisation_names
from cydradd.cycle.report.story import Story
from cydradd.vocabulary.text import Language


def deliver(story: Story, _language: Language) -> dict[str, object]:
    """What the template ``sections/deliver.html`` needs beside the story."""
    return {
        "tables": story.tables,
        "paid_total": sum(row.amount for row in story.tables.payments or ()),
        "agreed_total": sum(row.amount for row in story.tables.agreements or ()),
        "organisation": organisation_names(story),
    }

"""What the summary of the report shows."""

from __future__ import annotations

from cydradd.cycle.report import formats
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.summary import lines
from cydradd.vocabulary.text import Language

LONG_FIGURE = 10
"""Characters of an amount above which the summary sets it smaller, so that it stays on one line."""


def summary(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/summary.html`` needs beside the story."""
    known = story.result.budget if story.result else story.money
    longest = formats.money(known, story.settings.currency) if known is not None else ""
    return {"summary": lines(story, language), "long_figures": len(longest) > LONG_FIGURE}

"""What the section of listening shows beside what was heard."""

from __future__ import annotations

from cydradd.cycle.report.heard import DIVIDES_MOST
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say
from cydradd.vocabulary.text import Language


def listen(story: Story, language: Language) -> dict[str, object]:
    """What the template ``sections/listen.html`` needs beside the story."""
    heard = story.heard
    kinds = heard.not_known if heard else ()
    return {
        "heard": heard,
        "divides_most": DIVIDES_MOST,
        "unknown_kinds": ", ".join(say(language, f"heard.unheard_kind_{kind}").unescape() for kind in kinds),
    }

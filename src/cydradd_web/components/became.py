"""What became of one thing that somebody said: "you said, we did"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Became:
    """One thing somebody said or asked for, and what came of it so far.

    Attributes:
        when: The instant it was said; ``None``: it came from a file that does not tell.
        said: Their own words.
        lang: The language of these words where it is not that of the page, else ``None``.
        what: What became of it, sentence by sentence, in the language of the page.
        href: Where it can be read; empty: nowhere yet.
        round_title: The round it was said in.
    """

    when: datetime | None
    said: str
    lang: str | None
    what: list[str]
    href: str
    round_title: Bilingual = field(default_factory=Bilingual)

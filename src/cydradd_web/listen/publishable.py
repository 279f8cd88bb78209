"""What the report of the listening must have before it is public."""

from __future__ import annotations

from collections.abc import Iterable

from cydradd.vocabulary.text import Bilingual
from cydradd_web.listen.selectors.reports import report_of
from cydradd_web.rounds.publishable import needs

SIDES = (
    ("needs", "cy", Bilingual("Yr anghenion, yn Gymraeg", "The needs, in Welsh")),
    ("needs", "en", Bilingual("Yr anghenion, yn Saesneg", "The needs, in English")),
    ("assets", "cy", Bilingual("Yr asedau, yn Gymraeg", "The assets, in Welsh")),
    ("assets", "en", Bilingual("Yr asedau, yn Saesneg", "The assets, in English")),
)


@needs("report")
def report(round_id: int) -> Iterable[Bilingual]:
    """Each side of the needs and the assets that is missing."""
    found = report_of(round_id)
    for part, code, words in SIDES:
        if not getattr(getattr(found, part), code, None):
            yield words

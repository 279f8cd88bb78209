"""What the apply stage needs before something is public: nobody is left without an answer on eligibility."""

from __future__ import annotations

from collections.abc import Iterable

from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.selectors.reading import unanswered
from cydradd_web.rounds.publishable import needs


@needs("eligibility")
def eligibility(round_id: int) -> Iterable[Bilingual]:
    """One sentence for each application that has no answer yet."""
    for reference in unanswered(round_id):
        yield Bilingual(f"Cais heb ateb ar gymhwyster: {reference}", f"no answer on eligibility for {reference}")

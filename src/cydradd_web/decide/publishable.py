"""What must be there before something of this stage is published."""

from __future__ import annotations

from collections.abc import Iterable

from cydradd.vocabulary.text import Bilingual
from cydradd_web.record.selectors import has_entry
from cydradd_web.rounds.publishable import needs

BY_THE_COUNT = Bilingual(
    "y cyfrif sy’n cyhoeddi’r papurau pleidleisio a’r sgoriau, gyda’i gilydd",
    "the count publishes the ballots and the scores, together",
)


@needs("ballots")
def ballots(round_id: int) -> Iterable[Bilingual]:
    """They are sealed until the count opens all of them."""
    return () if has_entry(round_id, "decide.ballots_published") else (BY_THE_COUNT,)


@needs("scores")
def scores(round_id: int) -> Iterable[Bilingual]:
    """As the ballots."""
    return ballots(round_id)


@needs("result")
def result(round_id: int) -> Iterable[Bilingual]:
    """There is no result before the count."""
    if not has_entry(round_id, "decide.allocation_computed"):
        yield Bilingual("nid yw’r papurau pleidleisio wedi’u cyfrif", "the ballots are not counted")

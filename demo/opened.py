"""What rounds of the demo have in common up to their call: a listening, and a design that is agreed and consented to.

Each step has its days; everything else is in the written content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import designed
import voting
from carried import OFFICER, Carried, Content, both
from cydradd.cycle.stages import Gate
from cydradd_web.rounds.services.scoping import commit
from heard import Listening
from scoped import state_scope
from talked import talk

Days = tuple[str, str, str]
"""When the citizens, the third sector and the public bodies consent."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The days of a listening. ``reported`` and ``consented`` ``None``: it goes on."""

    pots: str
    notice: str
    scope_consented: Days
    opens: str
    last_day: str
    reported: str | None = None
    consented: Days | None = None


@dataclass(frozen=True, slots=True)
class Designed:
    """The days of a design, from its first items to the consents that let the call open."""

    stated: str
    opens: str
    last_day: str
    weighed: str
    agreed: str
    published: str
    committed: str
    pots_consented: str
    consented: Days


@dataclass(frozen=True, slots=True)
class Voters:
    """How many of each partner vote in a listening, how each partner is mixed of the three groups, and who moderates."""

    mixtures: Sequence[tuple[str, Sequence[float]]]
    sizes: Sequence[int]
    planted: int
    moderator: str
    seed: int


def listen(carried: Carried, days: Heard, voters: Voters) -> None:
    """From the first pot to the listening, and to the gate behind it once its report is out."""
    rng = Random(voters.seed)
    designed.state_pots(carried, days.pots)
    state_scope(carried)
    carried.publishes(days.notice, "notice", carried.content["notice"])
    carried.consents(Gate.OPEN_LISTEN, *days.scope_consented)
    carried.window("listen", days.opens, days.last_day, closes=days.reported is not None)
    people = voting.people(rng, voters.mixtures, voters.sizes)
    listening = Listening(carried, rng, carried.content["statements"], people, days.opens)
    listening.write_down(planted=voters.planted, moderator=voters.moderator)
    if days.reported is not None and days.consented is not None:
        carried.reports(days.reported)
        carried.consents(Gate.OPEN_DESIGN, *days.consented)


def design(carried: Carried, days: Designed, providers: Mapping[str, Content]) -> None:
    """Talked over, weighed, agreed with tracked changes, published, and consented to by everybody whose it is."""
    talk(carried)
    designed.state_design(carried, days.stated, providers)
    carried.window("design", days.opens, days.last_day)
    designed.weigh(carried, days.weighed)
    designed.agree(carried, days.agreed, "tracker")
    carried.publishes(days.published, "design")
    text = both(carried.content["committed"])
    carried.on(days.committed, OFFICER, commit, code="spec_published", text=text)
    designed.consent_to_pots(carried, days.pots_consented)
    carried.consents(Gate.OPEN_APPLY, *days.consented)

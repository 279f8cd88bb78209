"""What waits now for whoever looks at a round, and what else they can do at the stages that are at work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cydradd.cycle.acts import Acts
from cydradd.cycle.consent import partner_states
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.report import formats
from cydradd.cycle.stages import Gate, Stage
from cydradd.cycle.standing import Standing
from cydradd.vocabulary.text import Language
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.doing import Doing
from cydradd_web.listen.selectors.queue import number_of_concerns, number_waiting
from cydradd_web.rounds.doing import of_round, of_stage
from cydradd_web.rounds.selectors.at_hand import AtHand
from cydradd_web.rounds.selectors.consents import name_of
from cydradd_web.rounds.selectors.evidence import acts_of, pots_of, seats_of
from cydradd_web.rounds.selectors.lines import WINDOWS
from cydradd_web.rounds.selectors.scope import items_of

OPENED_AT = {stage: window for window, stage in WINDOWS.items()}
SHOWN = 5
"""Most things that a round's first page names; the rest is on the tabs."""
ANY = frozenset(Gate)
ASKED: Mapping[str, frozenset[Gate]] = {
    "invite": frozenset({Gate.OPEN_LISTEN}),
    "scope-item": ANY,
    "scope-pot": ANY,
    "design-add": frozenset({Gate.OPEN_LISTEN}),
    "listen-vote": ANY,
    "listen-report-write": ANY,
    "listen-unknown": ANY,
    "design-comment": ANY,
    "design-seed-bind": ANY,
    "design-seed-open": ANY,
    "design-agree": ANY,
    "eligibility-rules": ANY,
    "eligibility-queue": frozenset({Gate.OPEN_DECIDE}),
    "roll": frozenset({Gate.OPEN_DECIDE}),
    "feedback-queue": frozenset({Gate.OPEN_DELIVER}),
    "scores": ANY,
    "count": ANY,
    "award": frozenset({Gate.OPEN_DELIVER}),
}
"""What a person is asked to do, by the name of its page, and the gates that may be next while it waits.

What can be left out, such as a commitment, is not among it.
"""
BEFORE_VOTING = frozenset({Gate.OPEN_LISTEN, Gate.OPEN_DESIGN, Gate.OPEN_APPLY, Gate.OPEN_DECIDE})
WINDOW_OF = {"listen-vote": "listen", "design-comment": "design", "apply-start": "call", "ballot": "ballot"}
"""Pages whose act can be done while a window is open."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that somebody can do now, as a page lists it.

    Attributes:
        stage: Under which tab it is; ``None``: it belongs to the round as a whole.
        waits: It is asked of this person; otherwise they may do it.
        until: The last day on which it can be done, in words.
        note: What it does, where its words do not say so.
        coded: It needs a code that was given to whoever is on the roll: nobody can tell whether this person is.
    """

    words: str
    href: str
    stage: Stage | None
    why_not: str = ""
    first: bool = False
    waits: bool = False
    until: str = ""
    note: str = ""
    coded: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """How many things a tab has besides those that are named."""

    stage: Stage
    n: int


@dataclass(frozen=True, slots=True)
class Now:
    """What a round's first page names, what belongs to the round as a whole, and how much more there is by tab."""

    steps: tuple[Offer, ...]
    also: tuple[Offer, ...]
    more: tuple[More, ...]


def offers(here: AtHand, by: By, at: datetime) -> tuple[Offer, ...]:
    """Everything that somebody can do now in a round: first what waits for them, then what most come for."""
    asked = _Asked(here, by, at, acts_of(here.id, at=at))
    own = {step.href: step for step in (*asked.consent(), *asked.interests())}
    found: dict[str, Offer] = {}
    for stage in (None, *here.stages):
        if stage is None:
            done = of_round(here.slug, here.id, by, at)
        else:  # whether a window can open is asked once: it reads all that the round holds
            told = reverse("open-window", args=[here.slug, OPENED_AT[stage]]) in found if stage in OPENED_AT else False
            done = of_stage(here.slug, here.id, stage, by, at, windows=not told)
        for each in done:
            if not asked.is_over(each):
                found.setdefault(each.href or each.words, own.get(each.href) or asked.step(each, stage))
    every = {**found, **own}.values()
    return tuple(sorted(every, key=lambda each: (bool(each.why_not), not each.waits, not (each.first or each.waits))))


def now_in(here: AtHand, by: By, at: datetime) -> Now:
    """What whoever looks can do in a round, as its first page shows it: one thing as a button, the next one.

    What belongs to no tab is never left out.
    """
    found = offers(here, by, at)
    own = [step for step in found if step.waits or step.first or step.stage is not None]
    rest = own[SHOWN:]
    left = {stage: sum(step.stage is stage for step in rest) for stage in here.stages}
    return Now(
        steps=_one_button(own[:SHOWN]),
        also=tuple(step for step in found if step.stage is None and step not in own[:SHOWN]),
        more=tuple(More(stage, n) for stage, n in left.items() if n),
    )


def _one_button(found: Sequence[Offer]) -> tuple[Offer, ...]:
    """The first thing that most come for stays so; a second button beside it would say that nothing is next."""
    place = next((n for n, each in enumerate(found) if each.first), None)
    return tuple(replace(each, first=n == place) for n, each in enumerate(found))


def waiting(here: AtHand, by: By, at: datetime) -> tuple[Offer, ...]:
    """What waits for somebody in a round, and the ballot, of which nobody can tell whether it is theirs."""
    return tuple(step for step in offers(here, by, at) if step.waits or step.coded)


@dataclass(frozen=True, slots=True)
class _Asked:
    here: AtHand
    by: By
    at: datetime
    acts: Acts

    def consent(self) -> Iterator[Offer]:
        """The consent of the own partner to what comes next, once there is something to consent to.

        It waits while no window is open before it.
        """
        gate, by = self.here.gate, self.by
        if gate is None or by.partner is None or by.seat is None or gate not in NEEDS_CONSENT:
            return
        if not self._is_there(gate):
            return
        standing = partner_states(self.acts.events, gate, as_of=self.at)[by.partner].standing
        if standing is Standing.WAITING:
            words = _("Consent or object: the gate to %(stage)s") % {"stage": name_of(gate, _language())}
            waits = self.here.window is None
            yield Offer(words, reverse("gate", args=[self.here.slug, gate]), None, first=waits, waits=waits)

    def _is_there(self, gate: Gate) -> bool:
        """Whether what a gate asks consent to exists: before the listening a scope, before delivery a result."""
        if gate is Gate.OPEN_LISTEN:
            return bool(items_of(self.acts) and pots_of(self.here.id))
        return gate is not Gate.OPEN_DELIVER or self.acts.published("ballots") is not None

    def interests(self) -> Iterator[Offer]:
        """What everybody with a seat declares before the voting opens."""
        seat = self.by.seat
        if seat is None or self.here.gate not in BEFORE_VOTING:
            return
        if any(act.seat == seat for act in self.acts.of("interest")):
            return
        if not any(row.seat == seat and (row.interests or row.relation) for row in seats_of(self.here.id)):
            yield Offer(_("Declare your interests"), reverse("interests", args=[self.here.slug]), None, waits=True)

    def is_over(self, each: Doing) -> bool:
        """Whether it is the way to a gate that lies behind."""
        name, parts = _page(each.href)
        return name == "gate" and parts["gate"] != self.here.gate

    def step(self, each: Doing, stage: Stage | None) -> Offer:
        """One thing that can be done, with whether it waits and until when."""
        name, parts = _page(each.href)
        open_now = WINDOW_OF.get(name) == self.here.window is not None
        day = self.here.closes if open_now else None
        return Offer(
            words=each.words,
            href=each.href,
            stage=stage,
            why_not=each.why_not,
            first=each.first,
            waits=not each.why_not and self._waits(name, parts, first=each.first),
            until=formats.day(day, _language()) if day else "",
            note=each.note,
            coded=name == "ballot" and not each.why_not,
        )

    def _waits(self, name: str, parts: Mapping[str, object], *, first: bool) -> bool:
        if name in ("listen-queue", "listen-concerns"):
            return bool((number_waiting if name == "listen-queue" else number_of_concerns)(self.here.id))
        if name == "design-weights":
            given = self.acts.of("change", "design")
            return not any(act.item == "weights" and act.seat == self.by.seat for act in given)
        if name == "publish":
            return self.acts.in_both_languages(str(parts["what"])) is None
        if name == "open-window":
            return self._may_open(str(parts["window"]))
        if name == "close-window":
            return Duty.OFFICER in self.by.duties
        if name == "check-in":
            return first
        return name in ASKED and (self.here.gate is None or self.here.gate in ASKED[name])

    def _may_open(self, window: str) -> bool:
        """Whether a window waits for its officer: its gate is next, and every partner consents where that is needed."""
        stage = WINDOWS.get(window)
        gate = self.here.gate
        if gate is None or stage is not gate.stage or Duty.OFFICER not in self.by.duties:
            return False
        states = partner_states(self.acts.events, gate, as_of=self.at).values()
        return gate not in NEEDS_CONSENT or all(each.standing is Standing.CONSENTED for each in states)


def _language() -> Language:
    return Language(get_language() or "en")


def _page(href: str) -> tuple[str, Mapping[str, object]]:
    """The name of the page at an address of this site, and what the address says."""
    try:
        found = resolve(href.partition("?")[0])
    except Resolver404:
        return "", {}
    return found.url_name or "", found.kwargs


def number_that_waits(found: Iterable[Offer]) -> int:
    """How many things wait: of a ballot nobody can tell."""
    return sum(step.waits for step in found)

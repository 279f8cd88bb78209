"""One gate as it stands now, in the language of the page: its facts, and where each partner stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cydradd.cycle.consent import Standing, overrides, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.gates import Fact, GateState, State
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.report import formats
from cydradd.cycle.report.ahead import NOT_YET
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Gate
from cydradd.cycle.standing import MEDIATIONS, PartnerState
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.rounds.selectors.evidence import acts_of, gate_state, passed, pots_of, seats_of
from cydradd_web.rounds.selectors.lines import Words, words
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.selectors.opening import TIME_ALONE, WINDOWS, planned, so_far, to_wait_for


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: ``holds``, ``missing`` or ``not_evidenced``, who can supply it, and where (`href`, of whoever may).

    `wait`: the day until which nobody need do anything; empty: it is not time alone that is missing.
    """

    state: str
    state_word: str
    sentence: str
    detail: str
    supplier: str
    codes: tuple[str, ...] = ()
    href: str = ""
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One partner at the gate, with what it said. `mediator`: a seat, ``""``: somebody outside; ``None``: nobody."""

    partner: Partner
    name: str
    standing: str
    standing_word: str
    since: str
    objects: bool
    harm: Words | None = None
    remedy: Words | None = None
    sustained: bool = False
    mediations: int = 0
    mediator: str | None = None
    consented: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class GatePage:
    """One gate. `passed`: the round went through it on this site.

    Attributes:
        day: The first day on which the calendar lets it open, where that is still to come; else empty.
    """

    gate: Gate
    state: str
    title: str
    facts: tuple[FactLine, ...]
    sides: tuple[Side, ...]
    needs_consent: bool
    passed: bool
    may_override: bool
    day: str = ""

    @property
    def mine(self) -> dict[Partner, Side]:
        """Each partner's side, by partner."""
        return {side.partner: side for side in self.sides}


def title_of(state: GateState, language: Language) -> str:
    """Whether a gate is open, in words: "The gate to Design is open"."""
    if state.gate is Gate.ENDING:
        return str(say(language, f"gates.ending_{state.state}"))
    return str(say(language, f"gates.{state.state}", stage=word(language, "common.stage", state.gate.stage)))


def name_of(gate: Gate, language: Language) -> str:
    """What a gate is called: the stage that it opens; that of endings by what it lets happen."""
    if gate is Gate.ENDING:
        return str(say(language, "gates.ending"))
    return str(word(language, "common.stage", gate.stage))


def gate_page(round_id: int, gate: Gate, language: Language, *, at: datetime) -> GatePage:
    """One gate as it stands at an instant: as it would, were the window behind it opened then."""
    acts, window = acts_of(round_id, at=at), WINDOWS.get(gate)
    opens = planned(window, at) if window is not None and acts.opened(window) is None else ()
    state, events = gate_state(round_id, gate, at=at, planned=opens), acts.events
    day = to_wait_for(round_id, gate, at=at)
    told = formats.day(day, language) if day else ""
    sides = partner_states(events, gate, as_of=at)
    objecting = [side for side in sides.values() if side.objects]
    return GatePage(
        gate=gate,
        state=str(state.state),
        title=title_of(state, language),
        facts=tuple(_fact(fact, so_far(acts, fact, at), language, wait=told) for fact in state.facts),
        sides=tuple(_side(side, events, gate, language) for side in sides.values()),
        needs_consent=gate in NEEDS_CONSENT,
        passed=passed(round_id, gate),
        may_override=bool(objecting)
        and all(side.sustained for side in objecting)
        and state.state is not State.OVERRIDDEN
        and not _acted(round_id, gate, at),
        day=told,
    )


def _acted(round_id: int, gate: Gate, at: datetime) -> bool:
    """Whether somebody acted despite the objections that stand, and none was raised since."""
    lines = overrides(events_of(round_id), as_of=at, seats=seats_of(round_id))
    made = [line.act.at for line in lines if line.stands and line.act.gate == gate]
    states = partner_states(events_of(round_id), gate, as_of=at).values()
    raised = [state.objection.at for state in states if state.objection is not None]
    return bool(made) and all(moment <= made[-1] for moment in raised)


def _fact(fact: Fact, detail: Bilingual | None, language: Language, *, wait: str) -> FactLine:
    unknown = fact.state is FactState.NOT_EVIDENCED  # every act of a round on this site is known: it is still to come
    return FactLine(
        state=str(fact.state),
        state_word=str(word(language, "gates.fact_state", NOT_YET if unknown else fact.state)),
        sentence=fact.sentence.side(language) or "",
        detail=(detail.side(language) or "") if detail else "",
        supplier=fact.supplier.side(language) or "",
        codes=fact.codes,
        wait=wait if TIME_ALONE.intersection(fact.codes) else "",
    )


def _said(text: Bilingual | None, plain: str | None, language: Language) -> Words | None:
    """What was said, in the language of the page, else in the other one."""
    return words(text.cy, text.en, language) if text else Words(plain) if plain else None


def _side(state: PartnerState, events: Sequence[Event], gate: Gate, language: Language) -> Side:
    act = state.objection
    return Side(
        partner=state.partner,
        name=str(word(language, "common.partner", state.partner)),
        standing=str(state.standing),
        standing_word=str(word(language, "gates.standing", state.standing)),
        since=formats.day(state.since, language) if state.since else "",
        objects=state.objects,
        harm=_said(act.harm, act.harm_plain, language) if act else None,
        remedy=_said(act.remedy, act.remedy_plain, language) if act else None,
        sustained=state.sustained,
        mediations=state.mediations,
        mediator=_mediator(events, gate, state),
        consented=state.standing is Standing.CONSENTED,
        repeated=state.mediations >= MEDIATIONS,
    )


def _mediator(events: Sequence[Event], gate: Gate, state: PartnerState) -> str | None:
    if state.standing is not Standing.MEDIATION:
        return None
    found = [
        each for each in events if (each.kind, each.gate, each.partner) == ("mediation_opens", gate, state.partner)
    ]
    return (found[-1].item or "") if found else None


def mediator_of(events: Sequence[Event], gate: Gate, partner: Partner) -> str | None:
    """The seat that mediates, or last mediated, a partner's objection; ``None``: nobody, or somebody outside."""
    about = [each for each in events if (each.kind, each.gate, each.partner) == ("mediation_opens", str(gate), partner)]
    return about[-1].item if about else None


@dataclass(frozen=True, slots=True)
class PotLine:
    """One pot whose owner can be asked: ``given``, ``withdrawn`` or ``None`` for nothing said."""

    id: str
    commissioner: str
    amount: int
    said: str | None


def pot_lines(round_id: int) -> tuple[PotLine, ...]:
    """Every pot of a round, with what its owner said last. Two queries."""
    said: dict[str | None, str] = {}
    for each in events_of(round_id):
        if each.kind == "consent" and each.partner is None and each.object is not None:
            said[each.object] = each.code or "given"
    return tuple(PotLine(pot.id, pot.commissioner, int(pot.amount), said.get(pot.id)) for pot in pots_of(round_id))

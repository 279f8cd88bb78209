"""What no order of acts, and no lost line, may ever bring about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.cycle.rounds import EVENTS, FINISHED, SAID, drop, instant, table

from cydradd.cycle import consent, gates, invariants
from cydradd.cycle.events import Event
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

GATE = Gate.OPEN_SHARE
START = instant("2028-04-03")
PEACE = drop(gate=GATE.value)(FINISHED)

kinds = st.sampled_from(
    [
        ("consent", None),
        ("consent", "withdrawn"),
        ("objection", None),
        ("objection", "resolved"),
        ("objection", "withdrawn"),
        ("mediation_opens", None),
        ("mediation_closes", None),
        ("override", None),
    ]
)


@st.composite
def disputes(draw) -> tuple[Event, ...]:
    """Acts of three partners at one gate over some weeks, in any order."""
    found = []
    for row, (kind, code) in enumerate(draw(st.lists(kinds, max_size=14))):
        partner = draw(st.sampled_from(list(Partner)))
        at = START + timedelta(hours=draw(st.integers(0, 60 * 24)))
        words = {"harm": SAID, "remedy": SAID} if (kind, code) == ("objection", None) else {}
        if kind == "override":
            partner = draw(st.sampled_from([Partner.PUBLIC, Partner.PUBLIC, Partner.CITIZENS, None]))
            text = draw(st.sampled_from([SAID, SAID, Bilingual("Am.", None), None]))
            words = {"office": draw(st.sampled_from(["Head", "Head", ""])), "ground": "s.1", "text": text}
        found.append(Event(kind, at, gate=GATE.value, partner=partner, code=code, row=row, **words))
    return tuple(found)


def with_acts(evidence, acts):
    return table(events=(*evidence.tables.events, *acts))(evidence)


def last(acts, partner, wanted):
    """The last act of a partner among some kinds."""
    mine = [act for act in acts if act.partner is partner and (act.kind, act.code) in wanted]
    return max(mine, key=lambda act: (act.at, act.row), default=None)


def plainly(acts, partner) -> str:
    """The rule of consent said another way: by the last word of each kind alone."""
    given_, back = ("consent", None), ("consent", "withdrawn")
    no, resolved, gone = ("objection", None), ("objection", "resolved"), ("objection", "withdrawn")
    quarrel = last(acts, partner, {given_, no, resolved, gone})
    if quarrel and (quarrel.kind, quarrel.code) == no:
        return "objects"
    word = last(acts, partner, {given_, back})
    return "consents" if word and word.code is None else "waits"


@given(disputes())
@settings(max_examples=400, deadline=None)
def test_a_partner_consents_or_objects_by_its_last_word(acts):
    states = consent.partner_states(acts, GATE)

    for partner, state in states.items():
        found = "objects" if state.objects else "consents" if state.standing == "consented" else "waits"
        assert found == plainly(acts, partner)


@given(disputes())
@settings(max_examples=400, deadline=None)
def test_no_gate_is_open_with_a_live_objection_unless_overridden(acts):
    state = gates.state(GATE, with_acts(PEACE, acts)).state

    spoken = {plainly(acts, partner) for partner in Partner}
    if state == "open":
        assert spoken == {"consents"}
    if "objects" in spoken:
        assert state in ("closed", "overridden")


@given(disputes())
@settings(max_examples=400, deadline=None)
def test_a_gate_is_overridden_only_by_a_public_body_in_the_open_after_two_mediations(acts):
    round_ = with_acts(PEACE, acts)

    if gates.state(GATE, round_).state == "overridden":
        standing = [act for act in acts if act.kind == "override" and act.text == SAID and act.office]
        assert any(act.partner is Partner.PUBLIC for act in standing)
        assert sum(act.kind == "mediation_opens" for act in acts) >= 2
        assert any((act.kind, act.code) == ("objection", None) for act in acts)


def refuses(act: Event, events: Sequence[Event]) -> bool:
    """An act that speaks against a gate: taking it away may well open it.

    It says no, or it opens a window that nothing closes afterwards, so that what should follow the window waits.
    """
    if act.kind == "window_opens":
        return not any(
            (each.kind, each.object) == ("window_closes", act.object) and each.at >= act.at for each in events
        )
    return (act.kind, act.code) in {("objection", None), ("consent", "withdrawn")}


@st.composite
def spoilt_rounds(draw):
    """The finished round with some lines lost, some at another time, and a dispute at its last gate."""
    events = list(EVENTS)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(events) - 1))
        if draw(st.booleans()):
            del events[place]
        else:
            days = draw(st.integers(-60, 60))
            events[place] = replace(events[place], at=events[place].at + timedelta(days=days))
    return table(events=(*events, *draw(disputes())))(FINISHED)


@given(spoilt_rounds(), st.integers(0, 200))
@settings(max_examples=400, deadline=None)
def test_a_lost_line_never_opens_a_gate_unless_it_spoke_against_it(round_, place):
    events = round_.tables.events
    lost = place % len(events)

    before = gates.states(round_)
    after = gates.states(table(events=events[:lost] + events[lost + 1 :])(round_))

    opened = [now.gate for then, now in zip(before, after, strict=True) if now.state == "open" != then.state]
    assert not opened or refuses(events[lost], events)


@given(spoilt_rounds(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_lines_does_not_matter(round_, rng):
    numbered = [replace(event, row=row) for row, event in enumerate(round_.tables.events)]
    shuffled = list(numbered)
    rng.shuffle(shuffled)

    one, other = table(events=tuple(numbered))(round_), table(events=tuple(shuffled))(round_)

    assert gates.states(one) == gates.states(other)
    assert invariants.states(one) == invariants.states(other)


@given(disputes())
@settings(max_examples=150, deadline=None)
def test_what_comes_after_the_clock_of_the_round_has_not_happened(acts):
    to_come = [replace(act, at=act.at + timedelta(days=3650)) for act in acts]

    assert gates.states(with_acts(FINISHED, to_come)) == gates.states(FINISHED)


@given(st.sets(st.integers(0, len(EVENTS) - 1)))
@settings(max_examples=300, deadline=None)
def test_a_gate_is_open_only_if_each_of_its_facts_is_shown(kept):
    round_ = table(events=tuple(EVENTS[place] for place in sorted(kept)))(FINISHED)

    for state in gates.states(round_):
        shown = all(fact.state == "holds" for fact in state.facts)
        assert (state.state == "open") == shown
        assert (not state.missing and not state.not_evidenced) == shown

"""Consent of three equal partners: every order of consent, objection, mediation and override."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.spec.cycle.rounds import (
    CITIZENS,
    FINISHED,
    PUBLIC,
    SAID,
    THIRD_SECTOR,
    act,
    add,
    drop,
    every,
    instant,
    table,
)

from cydradd.cycle import consent, gates, refusals
from cydradd.cycle.consent import Standing, may_override, overrides, partner_states, sustained_objections
from cydradd.cycle.round import Seat
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

GATE = Gate.OPEN_SHARE
ABOUT = {"gate": GATE.value, "partner": CITIZENS}

YES = act("2028-06-01", "consent", **ABOUT)
TAKEN_BACK = act("2028-06-02", "consent", code="withdrawn", **ABOUT)
NO = act("2028-06-05", "objection", harm=SAID, remedy=SAID, **ABOUT)
MEDIATED = act("2028-06-06", "mediation_opens", **ABOUT)
MEDIATED_END = act("2028-06-09", "mediation_closes", **ABOUT)
AGAIN = act("2028-06-12", "mediation_opens", **ABOUT)
AGAIN_END = act("2028-06-14", "mediation_closes", **ABOUT)
RESOLVED = act("2028-06-15", "objection", code="resolved", **ABOUT)
NO_LONGER = act("2028-06-15", "objection", code="withdrawn", **ABOUT)
YES_AFTER_ALL = act("2028-06-15", "consent", **ABOUT)
TWICE = (NO, MEDIATED, MEDIATED_END, AGAIN, AGAIN_END)
ALONE = act(
    "2028-06-20",
    "override",
    gate=GATE.value,
    partner=PUBLIC,
    office="Head of commissioning",
    ground="Act 2020 s.1",
    text=SAID,
)

STANDINGS = [
    ("has said nothing", (), "waiting", False),
    ("consents", (YES,), "consented", False),
    ("takes its consent back", (YES, TAKEN_BACK), "waiting", False),
    ("objects", (NO,), "objected", False),
    ("objects after consenting", (YES, NO), "objected", False),
    ("is in mediation", (NO, MEDIATED), "mediation", False),
    ("objects after mediation", (NO, MEDIATED, MEDIATED_END), "objected", False),
    ("is in the repeat", (NO, MEDIATED, MEDIATED_END, AGAIN), "mediation", False),
    ("objects after the repeat", TWICE, "objected", True),
    ("consents after the repeat", (*TWICE, YES_AFTER_ALL), "consented", False),
    ("has its objection resolved", (NO, RESOLVED), "waiting", False),
    ("has its objection resolved, having consented", (YES, NO, RESOLVED), "consented", False),
    ("withdraws its objection", (NO, NO_LONGER), "waiting", False),
    ("withdraws its objection from mediation", (YES, NO, MEDIATED, NO_LONGER), "consented", False),
    ("consents instead of objecting", (NO, YES_AFTER_ALL), "consented", False),
    (
        "takes consent back while objecting",
        (NO, replace(TAKEN_BACK, at=instant("2028-06-06"))),
        "objected",
        False,
    ),
    ("has nothing to mediate", (MEDIATED,), "waiting", False),
    (
        "mediates once and objects anew",
        (NO, MEDIATED, MEDIATED_END, replace(NO, at=instant("2028-06-10"))),
        "objected",
        False,
    ),
    (
        "opens one mediation twice",
        (NO, MEDIATED, replace(MEDIATED, at=instant("2028-06-07")), MEDIATED_END),
        "objected",
        False,
    ),
    (
        "begins anew after it was resolved",
        (*TWICE, RESOLVED, replace(NO, at=instant("2028-06-16"))),
        "objected",
        False,
    ),
]


@pytest.mark.parametrize(("case", "acts", "standing", "sustained"), STANDINGS, ids=[s[0] for s in STANDINGS])
def test_a_partner_stands_where_its_acts_leave_it(case, acts, standing, sustained):
    state = partner_states(acts, GATE)[CITIZENS]

    assert (state.standing, state.sustained) == (standing, sustained)
    assert state.objects == (standing in ("objected", "mediation"))


def test_other_partners_and_other_gates_are_untouched():
    acts = [*TWICE, act("2028-06-01", "consent", gate="open-apply", partner=PUBLIC)]

    states = partner_states(acts, GATE)

    assert [states[partner].standing for partner in Partner] == ["objected", "waiting", "waiting"]


def test_consent_of_a_pots_owner_is_no_consent_of_a_partner():
    acts = [act("2028-06-01", "consent", gate=GATE.value, partner=PUBLIC, object="P1")]

    assert partner_states(acts, GATE)[PUBLIC].standing is Standing.WAITING


def test_an_objection_keeps_its_harm_its_remedy_and_its_day():
    state = partner_states((YES, NO, MEDIATED, MEDIATED_END), GATE)[CITIZENS]

    assert (state.harm, state.remedy, state.objection) == (SAID, SAID, NO)
    assert state.since == MEDIATED_END.at


def test_a_mediation_that_names_no_partner_is_of_everybody_who_objects():
    acts = [NO, replace(NO, partner=PUBLIC), act("2028-06-06", "mediation_opens", gate=GATE.value)]

    states = partner_states(acts, GATE)

    assert [states[partner].standing for partner in Partner] == ["mediation", "waiting", "mediation"]


# mediation opens on a Tuesday: its tenth working day and what lies between
@pytest.mark.parametrize(
    ("opens", "still", "over"),
    [
        ("2028-06-06", "2028-06-20T21:00", "2028-06-21T09:00"),
        ("2028-12-19", "2029-01-05T12:00", "2029-01-06T12:00"),  # Christmas, St Stephen's, New Year
        ("2028-04-11", "2028-04-27T12:00", "2028-04-28T12:00"),  # Good Friday and Easter Monday
        # at 23:30 UTC in summer it is the next day in London
        ("2028-06-05T23:30", "2028-06-20T22:30", "2028-06-20T23:30"),
    ],
)
def test_a_mediation_ends_after_ten_working_days_whether_or_not_anybody_says_so(opens, still, over):
    acts = [replace(NO, at=instant("2028-04-01")), replace(MEDIATED, at=instant(opens))]

    before = partner_states(acts, GATE, as_of=instant(still))[CITIZENS]
    after = partner_states(acts, GATE, as_of=instant(over))[CITIZENS]

    assert (before.standing, before.ended) == ("mediation", 0)
    assert (after.standing, after.ended) == ("objected", 1)


def test_opening_a_mediation_again_gives_it_no_more_time():
    acts = [NO, MEDIATED, replace(MEDIATED, at=instant("2028-06-14"))]

    state = partner_states(acts, GATE, as_of=instant("2028-06-21"))[CITIZENS]

    assert (state.standing, state.mediations, state.ended) == ("objected", 1, 1)


def test_a_repeat_that_nobody_closes_ends_too():
    acts = [NO, MEDIATED, replace(AGAIN, at=instant("2028-06-22"))]

    state = partner_states(acts, GATE, as_of=instant("2028-07-07"))[CITIZENS]

    assert (state.mediations, state.ended, state.sustained) == (2, 2, True)


MAY = [
    ("nobody objects", (YES,), False),
    ("mediation has not begun", (NO,), False),
    ("mediation is under way", (NO, MEDIATED), False),
    ("mediation was not repeated", (NO, MEDIATED, MEDIATED_END), False),
    ("the repeat is under way", (NO, MEDIATED, MEDIATED_END, AGAIN), False),
    ("the repeat has ended", TWICE, True),
    ("the objection was resolved", (*TWICE, RESOLVED), False),
    ("another objects too, without mediation", (*TWICE, replace(NO, partner=THIRD_SECTOR)), False),
]


@pytest.mark.parametrize(("case", "acts", "answer"), MAY, ids=[row[0] for row in MAY])
def test_a_public_body_may_act_alone_only_after_mediation_and_its_repeat(case, acts, answer):
    assert may_override(acts, GATE) is answer


REFUSED = [
    ("no objection", (), {}, "override-without-objection"),
    ("mediation under way", (NO, MEDIATED), {}, "override-before-mediation"),
    ("no repeat", (NO, MEDIATED, MEDIATED_END), {}, "override-before-mediation"),
    ("by the third sector", TWICE, {"partner": THIRD_SECTOR}, "override-not-in-round"),
    ("by nobody", TWICE, {"partner": None}, "override-not-in-round"),
    ("from a seat that is not a public one", TWICE, {"seat": "c-1"}, "override-not-in-round"),
    ("from a seat that nobody knows", TWICE, {"seat": "p-9"}, "override-not-in-round"),
    ("without an office", TWICE, {"office": None}, "override-without-office"),
    ("with a blank office", TWICE, {"office": " "}, "override-without-office"),
    ("without a ground", TWICE, {"ground": ""}, "override-without-ground"),
    ("without reasons", TWICE, {"text": None}, "override-without-reasons"),
    ("with reasons in Welsh alone", TWICE, {"text": Bilingual("Am.", None)}, "override-without-reasons"),
    ("with reasons in English alone", TWICE, {"text": Bilingual("", "So.")}, "override-without-reasons"),
    ("at no gate", TWICE, {"gate": None}, "override-without-objection"),
]


def contested(*acts):
    """The finished round, but citizens do not consent to the last gate and these are its acts."""
    return every(drop(gate=GATE.value, partner=CITIZENS), add(*acts))(FINISHED)


@pytest.mark.parametrize(("case", "acts", "keys", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_an_override_that_lacks_anything_is_a_defect_and_opens_nothing(case, acts, keys, code):
    line = replace(ALONE, row=9, **keys)
    round_ = contested(*acts, line)

    found = refusals.defects(round_.tables.events, seats=round_.tables.seats)

    assert [(defect.code, defect.row) for defect in found] == [(code, 9)]
    assert found[0].message.cy and found[0].message.en
    assert gates.state(GATE, round_).state == "closed"


def test_an_override_in_the_open_is_counted_and_shown_as_one():
    round_ = contested(*TWICE, ALONE)

    state = gates.state(GATE, round_)

    assert (state.state, state.missing) == ("overridden", ("objection:citizens",))
    assert [line.stands for line in overrides(round_.tables.events)] == [True]
    assert not refusals.defects(round_.tables.events, seats=round_.tables.seats)


def test_an_override_stands_after_two_mediations_that_nobody_closed():
    repeat, alone = replace(AGAIN, at=instant("2028-06-22")), replace(ALONE, at=instant("2028-07-10"))

    assert overrides((NO, MEDIATED, repeat, alone))[0].stands
    assert not overrides((NO, MEDIATED, repeat, replace(alone, at=instant("2028-07-06"))))[0].stands


def test_an_override_of_a_body_without_a_seat_in_the_round_is_refused():
    round_ = table(seats=(Seat("c-1", CITIZENS),))(contested(*TWICE, ALONE))

    assert overrides(round_.tables.events, seats=round_.tables.seats)[0].faults == ("override-not-in-round",)


def test_an_override_does_not_stand_against_an_objection_raised_after_it():
    later = act("2028-08-02", "objection", gate=GATE.value, partner=THIRD_SECTOR, harm=SAID, remedy=SAID)

    assert gates.state(GATE, contested(*TWICE, ALONE, later)).state == "closed"


def test_an_override_opens_its_own_gate_and_no_other():
    at_ending = [replace(line, gate="ending") for line in (*TWICE, ALONE)]
    round_ = add(*at_ending)(contested(*TWICE))

    assert gates.state(GATE, round_).state == "closed"


def test_an_override_lifts_an_objection_and_no_other_fact():
    round_ = table(payments=())(contested(*TWICE, ALONE))

    state = gates.state(GATE, round_)

    assert (state.state, set(state.missing)) == ("closed", {"objection:citizens", "no-payments"})


def test_a_gate_that_all_consent_to_after_an_override_is_open():
    round_ = contested(*TWICE, ALONE, replace(YES, at=instant("2028-06-25")))

    assert gates.state(GATE, round_).state == "open"


def test_an_override_after_the_clock_of_the_round_has_not_happened():
    round_ = contested(*TWICE, replace(ALONE, at=instant("2028-09-02")))

    assert gates.state(GATE, round_).state == "closed"
    assert overrides(round_.tables.events, as_of=round_.settings.as_of) == ()


def test_silence_beside_the_consent_of_others_closes_the_gate():
    state = gates.state(GATE, contested())

    assert (state.state, state.missing) == ("closed", ("no-consent:citizens",))


def test_silence_of_everybody_is_not_evidenced_and_does_not_pass():
    state = gates.state(GATE, drop(gate=GATE.value)(FINISHED))

    assert (state.state, state.missing) == ("not_evidenced", ())
    assert state.not_evidenced == tuple(f"no-consent:{partner}" for partner in Partner)


def test_consent_taken_back_closes_the_gate():
    taken_back = act("2028-08-02", "consent", code="withdrawn", **ABOUT)

    state = gates.state(GATE, add(taken_back)(FINISHED))

    assert (state.state, state.missing) == ("closed", ("no-consent:citizens",))
    assert state.facts[0].detail.en == "It took its consent back."


@pytest.mark.parametrize("partner", Partner)
@pytest.mark.parametrize(
    "gate",
    [
        Gate.OPEN_LISTEN,
        Gate.OPEN_DESIGN,
        Gate.OPEN_APPLY,
        Gate.OPEN_DELIVER,
        Gate.OPEN_SHARE,
        Gate.ENDING,
    ],
)
def test_these_gates_need_the_consent_of_each_partner(gate, partner):
    state = gates.state(gate, drop(kind="consent", gate=gate.value, partner=partner)(FINISHED))

    assert (state.state, state.missing) == ("closed", (f"no-consent:{partner}",))


@pytest.mark.parametrize("gate", Gate)
def test_a_live_objection_closes_every_gate_even_one_that_needs_no_consent(gate):
    objection = act("2028-08-02", "objection", gate=gate.value, partner=PUBLIC, harm=SAID, remedy=SAID)

    state = gates.state(gate, add(objection)(FINISHED))

    assert (state.state, state.missing) == ("closed", ("objection:public",))


def test_an_objection_without_harm_or_remedy_is_a_defect_and_stops_the_gate_all_the_same():
    bare = act("2028-08-02", "objection", row=4, **ABOUT)
    half = act("2028-08-02", "objection", row=5, harm_plain="Hurt.", **ABOUT)
    other = act("2028-08-02", "objection", row=7, remedy_plain="none known", **ABOUT)
    whole = act("2028-08-02", "objection", row=6, harm_plain="Hurt.", remedy=SAID, **ABOUT)

    found = refusals.defects([bare, half, other, whole])

    assert [(defect.code, defect.row) for defect in found] == [
        ("objection-without-reasons", 4),
        ("objection-without-reasons", 5),
        ("objection-without-reasons", 7),
    ]
    assert gates.state(GATE, add(bare)(FINISHED)).state == "closed"


def test_objections_that_outlive_the_repeat_are_counted_until_they_end():
    assert [(gate, state.partner) for gate, state in sustained_objections(TWICE)] == [(GATE, CITIZENS)]
    assert sustained_objections((NO, MEDIATED, MEDIATED_END)) == ()
    assert sustained_objections((*TWICE, RESOLVED)) == ()


def test_three_partners_and_two_mediations_are_what_the_rule_says():
    assert (len(Partner), consent.MEDIATIONS, consent.MEDIATION_DAYS) == (3, 2, 10)


VERBATIM = [
    ("consent.given", {}, "consented"),
    ("consent.withdrawn", {}, "waiting"),
    ("objection.raised", {}, "objected"),
]


@pytest.mark.parametrize(("kind", "body", "standing"), VERBATIM)
def test_gates_read_an_entry_written_verbatim_as_they_read_its_short_form(kind, body, standing):
    sealed = {"text": {"harm": {"cy": "Niwed.", "en": "Harm."}, "remedy": "none known"}}
    entry = act("2028-06-01", kind, partner=CITIZENS, body={"gate": GATE.value, **body}, sealed=sealed)

    state = partner_states([entry], GATE)[CITIZENS]

    assert state.standing == standing
    assert state.harm == (Bilingual("Niwed.", "Harm.") if standing == "objected" else None)

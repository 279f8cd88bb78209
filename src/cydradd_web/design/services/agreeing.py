"""Agreeing the design as it stands: after that a change is an amendment."""

from __future__ import annotations

from datetime import datetime

from cydradd.cycle import gates
from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.consent import Standing, partner_states
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates import Fact
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.pots_of_round import rule_against_pots
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.design.publishable import sides_missing
from cydradd_web.design.selectors.agreed import DESIGN, agreement
from cydradd_web.design.services.checks import refuse
from cydradd_web.design.services.items import must_be_changeable
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import evidence
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, GateClosed, acting

LEVELS = ("opened", "tracker")
"""How a ballot can be checked afterwards (trust.md 3.2)."""
LATER = ("no-consent", "objection", "one-language")
"""What can still come true after the design is agreed: consent, and publication."""


def agree_design(
    *, round_id: int, level: str, by: By, at: datetime, text: Bilingual | None = None, key: str = ""
) -> Receipt:
    """Record that the design is agreed as it stands, by its hash, and how ballots can be checked.

    Args:
        level: ``opened`` or ``tracker``.
        text: What is said with it.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: It is agreed, its window is open or never was, a language is missing, or a pot may not pay for
            every lot and the rule of the count cannot follow the money.
        GateClosed: A fact that cannot come true any more afterwards is missing; the sentence says who can supply it.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        if level not in LEVELS:
            raise refuse("Dewiswch sut y gellir gwirio’r papurau.", "Choose how ballots can be checked.")
        events = events_of(round_id)
        must_be_changeable(events)
        _must_be_contributed(Acts(in_order(events, act.at)))
        if missing := sides_missing(round_id):
            cy, en = "; ".join(each.cy or "" for each in missing), "; ".join(each.en or "" for each in missing)
            raise refuse(f"Mae iaith ar goll: {cy[:600]}", f"A language is missing: {en[:600]}", "one-language")
        now = evidence(round_id, at=act.at)
        if (cannot_follow := rule_against_pots(now.tables, now.settings)) is not None:
            raise cannot_follow
        # whoever writes the agreement down does not agree for a partner: their consents at the gate do
        planned = act.event("decision", object=DESIGN, item=now.design_hash, code=level, text=text, partner=None)
        state = gates.state(Gate.OPEN_APPLY, evidence(round_id, at=act.at, planned=[planned]))
        lacking = [fact for fact in state.facts if fact.state is not FactState.HOLDS and not _later(fact, now)]
        if lacking:
            raise GateClosed(Gate.OPEN_APPLY, lacking)
        return act.record_event(planned)


def _later(fact: Fact, now: Evidence) -> bool:
    """Whether what is missing can still come true: by consent, which an exception waits for too, or by publication."""
    if all(code.startswith(LATER) for code in fact.codes):
        return True
    if fact.codes != ("out-of-proportion",) or now.proportion is None:
        return False
    excepted = {row.id for row in now.tables.requirements or () if row.exception_gate == Gate.OPEN_APPLY}
    return all(id in excepted for ids in now.proportion.values() for id in ids)


def _must_be_contributed(acts: Acts) -> None:
    """A design is agreed after people could comment on it, and not while they still can (I5)."""
    if acts.opened(DESIGN) is None:
        raise refuse(
            "Nid yw’r dyluniad wedi bod ar agor i sylwadau. Agorwch ef yn gyntaf.",
            "The design has not been open for comments. Open it first.",
            "no-window",
        )
    if acts.is_open(DESIGN):
        raise refuse(
            "Mae’r dyluniad ar agor i sylwadau o hyd. Caewch y cyfnod yn gyntaf.",
            "The design is still open for comments. Close that window first.",
            "window-open",
        )


def must_be_free(act: Acting) -> None:
    """Refuse to take a design up again that somebody relies on.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: It is not agreed, a partner's consent to it stands, or the call has opened.
    """
    act.by.must_have(Duty.OFFICER)
    events = events_of(act.round_id)
    if agreement(events) is None:
        raise refuse(
            "Nid yw’r dyluniad wedi’i gytuno; gellir ei newid.", "The design is not agreed; it can be changed."
        )
    if Acts(in_order(events, act.at)).opened("call") is not None:
        raise refuse(
            "Mae’r alwad wedi agor: mae pobl yn ymgeisio o dan y dyluniad hwn.",
            "The call has opened: people apply under this design.",
        )
    states = partner_states(events, Gate.OPEN_APPLY, as_of=act.at).values()
    if any(state.standing is Standing.CONSENTED for state in states):
        raise refuse(
            "Mae partner wedi cydsynio i’r dyluniad hwn. Rhaid iddo dynnu ei gydsyniad yn ôl yn gyntaf.",
            "A partner has consented to this design. It must take its consent back first.",
        )

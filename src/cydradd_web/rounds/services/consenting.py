"""Consent of the partners at the gates: given, taken back, objected, mediated, and overridden in public.

Nothing here is silent: what a partner says at a gate is one entry of the record, with how it was decided.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cydradd.cycle.consent import Standing, overrides, partner_states
from cydradd.cycle.gates.consents import NEEDS_CONSENT
from cydradd.cycle.refusals import why_refused
from cydradd.cycle.stages import Gate
from cydradd.cycle.standing import MEDIATIONS, PartnerState
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.consents import mediator_of
from cydradd_web.rounds.selectors.evidence import passed, seats_of
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import Acting, acting

OVER = ("resolved", "withdrawn")
"""How an objection ends."""
LAST_LINE = 2**53
"""An act about to be done comes after every other of its second."""


def give_consent(
    *,
    round_id: int,
    gate: Gate,
    how: Bilingual,
    by: By,
    at: datetime,
    key: str = "",
    ends: str = "",
    ended: Bilingual | None = None,
) -> Receipt:
    """Record that a partner consents at a gate, and how it decided inside itself (cycle.md section 1).

    Consent ends the partner's own objection. So that none vanishes from one line to the next, how it ended is a line
    of its own before the consent.

    Args:
        ends: Why the partner's own objection is over: ``resolved`` or ``withdrawn``; empty: it does not object.
        ended: What was done about the objection.

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        NotPossible: No consent is needed there, the partner has consented already, or it objects and does not say
            why that is over.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        if gate not in NEEDS_CONSENT:
            raise NotPossible(
                Bilingual("Nid oes angen cydsyniad wrth y porth hwn.", "No consent is needed at this gate.")
            )
        if _standing(act, gate, partner).standing is Standing.CONSENTED:
            raise NotPossible(
                Bilingual("Mae’r partner hwn eisoes wedi cydsynio yma.", "This partner has already consented here.")
            )
        if _standing(act, gate, partner).objects:
            if ends not in OVER:
                raise NotPossible(
                    Bilingual(
                        "Mae eich partner yn gwrthwynebu yma, a byddai cydsynio’n dod â’r gwrthwynebiad i ben. "
                        "Dywedwch pam mae drosodd.",
                        "Your partner objects here, and consenting would end its objection. Say why it is over.",
                    )
                )
            act.record("objection", gate=str(gate), code=ends, text=or_nothing(ended or Bilingual()))
        return act.record("consent", gate=str(gate), text=how)


def take_back_consent(*, round_id: int, gate: Gate, why: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Record that a partner takes its consent back, while the gate was not passed.

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        NotPossible: The partner has not consented, or the gate was passed.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        must_not_be_passed(act, gate)
        if _standing(act, gate, partner).consented_at is None:
            raise NotPossible(
                Bilingual(
                    "Nid yw’r partner hwn wedi cydsynio yma, felly nid oes dim i’w dynnu’n ôl.",
                    "This partner has not consented here, so there is nothing to take back.",
                )
            )
        return act.record("consent", gate=str(gate), code="withdrawn", text=or_nothing(why))


def raise_objection(
    *, round_id: int, gate: Gate, harm: Bilingual, remedy: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Record that a partner objects: the harm it sees, and what would remove it (which may be "none known").

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        NotPossible: Harm or remedy is missing, the partner objects already, or the gate was passed.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        must_not_be_passed(act, gate)
        if not (harm.cy or harm.en):
            raise NotPossible(
                Bilingual(
                    "Dywedwch pa niwed a welwch, mewn un iaith neu’r ddwy.",
                    "Say what harm you see, in one language or both.",
                )
            )
        if not (remedy.cy or remedy.en):
            raise NotPossible(
                Bilingual(
                    "Dywedwch beth fyddai’n datrys hyn, neu ticiwch “Ni wyddom am ddim a fyddai’n ei ddatrys”.",
                    "Say what would remove it, or tick “We know of nothing that would remove it”.",
                )
            )
        if _standing(act, gate, partner).objects:
            raise NotPossible(
                Bilingual(
                    "Mae’r partner hwn eisoes yn gwrthwynebu yma. Tynnwch y gwrthwynebiad hwnnw’n ôl yn gyntaf.",
                    "This partner objects here already. Withdraw that objection before you make another.",
                )
            )
        return act.record("objection", gate=str(gate), harm=harm, remedy=remedy)


def end_objection(
    *, round_id: int, gate: Gate, code: str, how: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Record that an objection is over. Only the partner that objects can say so.

    Args:
        code: ``resolved`` (the harm was removed) or ``withdrawn``.

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        NotPossible: The partner does not object here.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        partner, _seat = by.must_sit()
        if code not in OVER:
            raise NotPossible(Bilingual("Dewiswch o’r rhestr.", "Choose from the list."))
        _must_object(_standing(act, gate, partner))
        return act.record("objection", gate=str(gate), code=code, text=or_nothing(how))


def open_mediation(
    *, round_id: int, gate: Gate, partner: Partner, mediator: str, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Begin to mediate a partner's objection. It ends after ten working days at the latest; one repeat may follow.

    Args:
        partner: Whose objection it is.
        mediator: A seat of another partner (its pseudonym), or the office of an outside mediator, never a name.

    Raises:
        NotYours: Whoever acts holds no seat in the round.
        NotPossible: Nobody objects, it is under way, it was repeated already, or the mediator cannot mediate.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        state = _standing(act, gate, partner)
        _must_object(state)
        if state.standing is Standing.MEDIATION:
            raise NotPossible(Bilingual("Mae cyfryngu ar y gweill.", "Mediation is under way."))
        if state.mediations >= MEDIATIONS:
            raise NotPossible(
                Bilingual(
                    "Bu cyfryngu ddwywaith. Gall y partner dynnu’r gwrthwynebiad yn ôl; os na, ar gau y mae’r porth.",
                    "Mediation was tried twice. The partner can withdraw its objection, or the gate stays closed.",
                )
            )
        named = _mediator(round_id, partner, mediator.strip())
        return act.record("mediation_opens", gate=str(gate), partner=partner, seat=None, **named)


def close_mediation(
    *, round_id: int, gate: Gate, partner: Partner, how: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """End a mediation before its tenth working day: by the mediator's seat, or by the partner that objects.

    Raises:
        NotYours: Whoever acts is neither.
        NotPossible: No mediation is under way.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        own, seat = by.must_sit()
        if _standing(act, gate, partner).standing is not Standing.MEDIATION:
            raise NotPossible(Bilingual("Nid oes cyfryngu ar y gweill.", "No mediation is under way."))
        if own is not partner and seat != mediator_of(events_of(round_id), gate, partner):
            raise NotYours(
                Bilingual(
                    "Dim ond y cyfryngwr, neu’r partner sy’n gwrthwynebu, all orffen y cyfryngu. "
                    "Mae’n gorffen ar ôl 10 diwrnod gwaith beth bynnag.",
                    "Only the mediator, or the partner that objects, can end the mediation. "
                    "It ends after 10 working days in any case.",
                )
            )
        return act.record("mediation_closes", gate=str(gate), partner=partner, seat=None, text=or_nothing(how))


def override(
    *,
    round_id: int,
    gate: Gate,
    office: str,
    ground: str,
    reasons: Bilingual,
    by: By,
    at: datetime,
    key: str = "",
) -> Receipt:
    """Act despite an objection, in public: with the office, the legal ground, and reasons in both languages.

    Raises:
        NotYours: Whoever acts is not an officer with a seat for the public bodies.
        NotPossible: Nobody objects, mediation and its repeat have not ended, or something is missing; as
            `cydradd.cycle.refusals` says it.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit(Partner.PUBLIC)
        by.must_have(Duty.OFFICER)
        must_not_be_passed(act, gate)
        made = act.event(
            "override", gate=str(gate), office=office.strip() or None, ground=ground.strip() or None, text=reasons
        )
        planned = replace(made, row=LAST_LINE)
        judged = overrides((*events_of(round_id), planned), as_of=act.at, seats=seats_of(round_id))
        for code in next(line.faults for line in judged if line.act.row == LAST_LINE):
            raise NotPossible(why_refused(code), code=code)
        return act.record_event(made)


def _standing(act: Acting, gate: Gate, partner: Partner) -> PartnerState:
    return partner_states(events_of(act.round_id), gate, as_of=act.at)[partner]


def or_nothing(text: Bilingual) -> Bilingual | None:
    """What was said; ``None``: nothing was."""
    return text if text.cy or text.en else None


def _must_object(state: PartnerState) -> None:
    if not state.objects:
        raise NotPossible(Bilingual("Nid yw’r partner hwn yn gwrthwynebu yma.", "This partner does not object here."))


def must_not_be_passed(act: Acting, gate: Gate) -> None:
    """What was opened with consent stays opened: a partner speaks at the next gate."""
    if passed(act.round_id, gate):
        raise NotPossible(
            Bilingual(
                "Mae’r rownd wedi mynd drwy’r porth hwn. Gallwch siarad wrth y porth nesaf.",
                "The round has passed this gate. You can speak at the next one.",
            )
        )


def _mediator(round_id: int, partner: Partner, mediator: str) -> dict[str, str]:
    """The keys by which a mediator is named.

    Raises:
        NotPossible: No mediator is named, or it is a seat of the partner that objects.
    """
    if not 0 < len(mediator) <= 200:
        raise NotPossible(Bilingual("Dewiswch gyfryngwr, neu rhowch swydd.", "Choose a mediator, or give an office."))
    seats = {seat.seat: seat.partner for seat in seats_of(round_id)}
    if mediator not in seats:
        return {"office": mediator}
    if seats[mediator] is partner:
        raise NotPossible(
            Bilingual(
                "Rhaid i’r cyfryngwr fod o bartner arall, neu o’r tu allan.",
                "The mediator must be of another partner, or from outside.",
            )
        )
    return {"item": mediator}

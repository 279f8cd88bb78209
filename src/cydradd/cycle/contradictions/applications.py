"""Applications against consortia, feedback, scores and weights; pots against the consent of their owners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from cydradd.apply.consortium import Member
from cydradd.cycle.consent import owner_consents
from cydradd.cycle.contradictions.finding import BALLOTS, EVENTS, Place, against, number, place
from cydradd.cycle.fates import Fate, fates
from cydradd.cycle.gates.rules import Reading
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.time import local_date


def _consortia(reading: Reading) -> dict[str, list[Member]]:
    found: defaultdict[str, list[Member]] = defaultdict(list)
    for member in reading.tables.members or ():
        found[member.application].append(member)
    return dict(found)


def shares_not_one(reading: Reading) -> Iterator[Defect]:
    """The shares of a consortium come to exactly 1 (apply.md 3.7)."""
    rows = {row.id: row for row in reading.tables.applications or ()}
    for name, members in _consortia(reading).items():
        whole = sum((member.share for member in members), Fraction(0))
        if whole != 1:
            sum_ = number(whole)
            row = rows.get(name)
            there = place("applications", row, "id") if row else place("members", members[-1], "share")
            yield against(
                "shares-not-one",
                f"Rhaid i rannau’r consortiwm wneud 1. Eu swm: {sum_}. Aelodau: {len(members)}.",
                f"The shares of the consortium must sum to 1. They sum to {sum_}. Members: {len(members)}.",
                place("members", members[0], "share"),
                there,
                sum_,
            )


def member_applies_alone(reading: Reading) -> Iterator[Defect]:
    """A member of a consortium does not also apply alone for the same lot (I15)."""
    together = _consortia(reading)
    standing = {row.id: row for row in reading.tables.applications or () if row.status != "withdrawn"}
    seat_of = {
        (member.organisation, standing[name].lot): member
        for name, members in together.items()
        if name in standing
        for member in members
    }
    for row in standing.values():
        member = seat_of.get((row.organisation or "", row.lot))
        if member is not None and row.id not in together:
            yield against(
                "member-applies-alone",
                "Mae aelod o gonsortiwm hefyd yn ymgeisio ar ei ben ei hun am yr un lot.",
                "A member of a consortium also applies alone for the same lot.",
                place("applications", row, "organisation"),
                place("members", member, "organisation"),
                member.organisation,
            )


def feedback_not_due(reading: Reading) -> Iterator[Defect]:
    """Reasons for refusing go to nobody who was funded, and to nobody who withdrew."""
    ends, rows = fates(reading.evidence), {row.id: row for row in reading.tables.applications or ()}
    for given in reading.tables.feedback or ():
        ended, row = ends.get(given.application, frozenset()), rows.get(given.application)
        here = place("feedback", given, "application")
        if Fate.FUNDED in ended:
            cy, en = "Mae adborth i gais a gafodd arian.", "There is feedback for an application that was funded."
            yield against("feedback-not-due", cy, en, here, Place(BALLOTS), given.application)
        elif Fate.WITHDRAWN in ended:
            cy, en = "Mae adborth i gais a dynnwyd yn ôl.", "There is feedback for an application that was withdrawn."
            there = place("applications", row, "status") if row else Place(BALLOTS)
            yield against("feedback-not-due", cy, en, here, there, given.application)


def feedback_before_result(reading: Reading) -> Iterator[Defect]:
    """Nobody is told why before there is a result; who is not eligible may be told once eligibility is public."""
    ends = fates(reading.evidence)
    for given in reading.tables.feedback or ():
        about = ["result"]
        if Fate.INELIGIBLE in ends.get(given.application, frozenset()):
            about.append("eligibility")
        public = [act for name in about for act in reading.acts.of("publish", name)]
        first = min(public, key=lambda act: act.at, default=None)
        if first is not None and local_date(given.at) < local_date(first.at):
            told, day = local_date(given.at), local_date(first.at)
            yield against(
                "feedback-before-result",
                f"Mae’r adborth yn gynharach na’r canlyniad. Adborth: {told}. Canlyniad: {day}.",
                f"The feedback is earlier than the result. Feedback: {told}. Result: {day}.",
                place("feedback", given, "at"),
                Place(EVENTS, first.row, "at"),
                told,
            )


def score_of_withdrawn(reading: Reading) -> Iterator[Defect]:
    """No seat scores what was withdrawn."""
    rows = {row.id: row for row in reading.tables.applications or ()}
    for score in reading.tables.scores or ():
        row = rows.get(score.application)
        if row is not None and row.status == "withdrawn":
            yield against(
                "score-of-withdrawn",
                "Mae sgôr i gais a dynnwyd yn ôl.",
                "There is a score for an application that was withdrawn.",
                place("scores", score, "application"),
                place("applications", row, "status"),
                score.application,
            )


def score_outside_scale(reading: Reading) -> Iterator[Defect]:
    """A score lies on its criterion's scale. It is kept; `design weigh` takes it as the nearest end."""
    criteria = {row.id: row for row in reading.tables.criteria or ()}
    for score in reading.tables.scores or ():
        row = criteria.get(score.criterion)
        if row is not None and not min(row.low, row.high) <= score.score <= max(row.low, row.high):
            scale = f"{row.low}-{row.high}" if row.low >= 0 else f"{row.low}, {row.high}"
            yield against(
                "score-outside-scale",
                f"Mae’r sgôr y tu allan i raddfa’r maen prawf. Sgôr: {score.score}. Graddfa: {scale}.",
                f"The score is outside the scale of its criterion. Score: {score.score}. Scale: {scale}.",
                place("scores", score, "score"),
                place("criteria", row, "low"),
                score.score,
            )


def weights_partner_differs(reading: Reading) -> Iterator[Defect]:
    """A seat weighs criteria for the partner it sits for."""
    seats = {row.seat: row for row in reading.tables.seats or ()}
    for points in reading.tables.weights or ():
        seat = seats.get(points.seat)
        if seat is not None and seat.partner != points.partner:
            yield against(
                "weights-partner-differs",
                f"Mae partner y sedd yn wahanol. Pwysoliadau: {points.partner}. Seddi: {seat.partner}.",
                f"The seat belongs to another partner. Weights: {points.partner}. Seats: {seat.partner}.",
                place("weights", points, "partner"),
                place("seats", seat, "partner"),
                points.partner,
            )


def pot_without_consent(reading: Reading) -> Iterator[Defect]:
    """Before the call opens, or money of it is promised, the owner of a pot has said yes or no."""
    called = reading.acts.opened("call")
    promised = {name: row for row in reading.tables.agreements or () for name in row.pots}
    for pot in reading.tables.pots or ():
        if pot.owner is None or owner_consents(reading.acts.events, pot) is not None:
            continue
        if called is None and pot.id not in promised:
            continue
        yield against(
            "pot-without-consent",
            "Mae perchennog i’r gronfa, ac nid oes cydsyniad wedi’i gofnodi.",
            "The pot has an owner, and no consent of the owner is recorded.",
            place("pots", pot, "consent"),
            place("agreements", promised[pot.id], "pots") if pot.id in promised else Place(EVENTS),
            pot.id,
        )


def pot_consent_differs(reading: Reading) -> Iterator[Defect]:
    """A pot's own row and the last act of its owner say the same."""
    for pot in reading.tables.pots or ():
        lines = [act for act in reading.acts.of("consent", pot.id) if act.partner is None]
        if not lines or pot.consent is None:
            continue
        last = lines[-1]
        if pot.consent is (last.code == "withdrawn"):
            yield against(
                "pot-consent-differs",
                "Nid yw’r gronfa a’r weithred olaf amdani’n dweud yr un peth am gydsyniad; gwrthod sy’n cyfrif.",
                "The pot and the last act about it do not say the same of consent; the refusal counts.",
                place("pots", pot, "consent"),
                Place(EVENTS, last.row, "code"),
                pot.id,
            )

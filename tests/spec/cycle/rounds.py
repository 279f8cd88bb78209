"""A small invented round in which every gate is open and every invariant holds, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from cydradd.apply.application import Application
from cydradd.apply.consortium import Member
from cydradd.apply.feedback import Feedback
from cydradd.cycle.events import Event
from cydradd.cycle.evidence import Allocation, Evidence, PotPays
from cydradd.cycle.round import Seat, Settings, Tables
from cydradd.cycle.stages import Gate
from cydradd.decide.scores import Score
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.checkin import CheckIn
from cydradd.deliver.ending import Ending
from cydradd.deliver.payments import Payment
from cydradd.design.criteria import Criterion, Points
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Need, Outcome
from cydradd.design.pots import Pot
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

Change = Callable[[Evidence], Evidence]
CITIZENS, THIRD_SECTOR, PUBLIC = Partner
SAID = Bilingual("Geiriau.", "Words.")


def instant(text: str) -> datetime:
    """``2027-03-01`` (noon) or ``2027-03-01T10:00``, in UTC."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T12:00").replace(tzinfo=UTC)


def act(at: str, kind: str, **keys: Any) -> Event:
    """One act."""
    return Event(kind=kind, at=instant(at), **keys)


def both(at: str, about: str) -> list[Event]:
    """Published in both languages, in the same minute."""
    return [act(at, "publish", object=about, code=code) for code in ("cy", "en")]


def consents(at: str, gate: Gate) -> list[Event]:
    """Consent of all three partners."""
    return [act(at, "consent", gate=gate.value, partner=partner) for partner in Partner]


def window(about: str, opens: str, closes: str) -> list[Event]:
    """A time in which people can act."""
    return [act(opens, "window_opens", object=about), act(closes, "window_closes", object=about)]


EVENTS: tuple[Event, ...] = (
    act("2027-01-04", "item", id="i1", object="scope", code="open"),
    act("2027-01-04", "item", id="i2", object="scope", code="closed", text=SAID),
    *both("2027-01-05", "notice"),
    *consents("2027-01-12", Gate.OPEN_LISTEN),
    *window("listen", "2027-02-01", "2027-03-15"),
    *both("2027-03-16", "report"),
    *consents("2027-03-18", Gate.OPEN_DESIGN),
    *window("design", "2027-04-01", "2027-04-30"),
    act("2027-04-02", "option", id="o1", object="design"),
    act("2027-04-02", "option", id="o2", object="design"),
    act("2027-04-05", "contribution", id="c1", object="design", seat="t-1"),
    act("2027-05-04", "decision", object="design", item="hash-1", code="opened"),
    *both("2027-05-05", "design"),
    act("2027-05-06", "consent", gate="open-apply", object="P2"),
    *consents("2027-05-07", Gate.OPEN_APPLY),
    *window("call", "2027-05-10", "2027-06-14"),
    *both("2027-06-15", "eligibility"),
    act("2027-06-16", "interest", seat="c-1"),
    act("2027-06-16", "interest", seat="t-1", links=("O2",)),
    act("2027-06-16", "interest", seat="p-1"),
    *window("ballot", "2027-06-17", "2027-06-28"),
    act("2027-06-29T09:00", "publish", object="ballots"),
    act("2027-06-29T09:00", "publish", object="scores"),
    *both("2027-06-29", "result"),
    act("2027-06-29T12:30", "decision", object="ballot"),
    *consents("2027-07-05", Gate.OPEN_DELIVER),
    act("2027-07-12", "evaluate.planned", body={"outcome": "U1"}),
    *both("2027-07-20", "a1"),
    *consents("2028-03-20", Gate.ENDING),
    *consents("2028-08-01", Gate.OPEN_SHARE),
)

TABLES = Tables(
    needs=(Need("N1", SAID, "social", "W06000002", Pence(90_000)),),
    outcomes=(Outcome("U1", SAID),),
    pots=(
        Pot(
            "P1",
            "GB-LAE-1",
            "council",
            Pence(50_000),
            "pooled",
            consent=True,
            restriction={"offer_types": ["grant"], "needs": ["N1"]},
        ),
        Pot("P2", "person-1", "individual", Pence(10_000), "individual", owner="person-1"),
    ),
    providers=(Provider("V1", "small", Pence(90_000), ("*",)),),
    lots=(Lot("L1", "grant", Pence(60_000), ("N1",)), Lot("L2", "grant", Pence(20_000), ("N1",))),
    requirements=(Requirement("R1", "L1", "accounts", reason=SAID),),
    questions=(Question("Q1", "L1", SAID, 100),),
    criteria=(Criterion("K1", Fraction(0), Fraction(5)),),
    weights=tuple(
        Points(seat, partner, "K1", Fraction(3)) for seat, partner in zip(("c-1", "t-1", "p-1"), Partner, strict=True)
    ),
    applications=(
        Application("a1", Pence(60_000), "L1", "O1"),
        Application("a2", Pence(20_000), "L2", "O2"),
        Application("a3", Pence(5_000), "L2", "O3", status="withdrawn"),
        Application("a4", Pence(5_000), "L2", "O4", status="ineligible", reason="R1"),
    ),
    members=(Member("a1", "O1", Fraction(1, 3)), Member("a1", "O5", Fraction(2, 3))),
    feedback=(
        Feedback("a2", "need_not_shown", instant("2027-06-30"), SAID),
        Feedback("a4", "not_eligible", instant("2027-06-30"), SAID),
    ),
    scores=(Score("a1", "c-1", "K1", Fraction(4)), Score("a2", "p-1", "K1", Fraction(2))),
    agreements=(
        Agreement(
            "G1",
            "a1",
            "O1",
            "grant",
            Pence(60_000),
            date(2027, 8, 1),
            date(2028, 7, 31),
            date(2027, 7, 15),
            {"P1": Pence(50_000), "P2": Pence(10_000)},
        ),
    ),
    payments=(Payment("G1", Pence(30_000), date(2027, 8, 2)),),
    checkins=(CheckIn("G1", date(2028, 1, 31)),),
    endings=(
        Ending(
            "G1",
            "not_renewed",
            date(2028, 3, 1),
            report_on=date(2028, 3, 8),
            decided_on=date(2028, 3, 20),
            notice_on=date(2028, 3, 21),
            ended_on=date(2028, 7, 31),
        ),
    ),
    results=(OutcomeResult("U1", n=40),),
    seats=(Seat("c-1", CITIZENS), Seat("t-1", THIRD_SECTOR), Seat("p-1", PUBLIC)),
    events=EVENTS,
)

FINISHED = Evidence(
    settings=Settings("round-1", SAID, "W06000002", "GBP", instant("2028-09-01"), decide={"seed": "demo"}),
    tables=TABLES,
    profile_column=True,
    allocation=Allocation(
        ("a1",),
        ("a2",),
        {"a3": "withdrawn", "a4": "ineligible"},
        {"a1": Pence(60_000), "a2": Pence(20_000)},
        frozenset({"a2"}),
    ),
    who_pays=(PotPays("P1", "a1", Pence(50_000)), PotPays("P2", "a1", Pence(10_000))),
    proportion={"L1": (), "L2": ()},
    ballots_of_seats={"c-1": ("a1",)},
    packages_valid=True,
    awarded_on={"a1": date(2027, 7, 15)},
    design_hash="hash-1",
    record_verified=True,
    replay_equal=True,
)
EMPTY = Evidence(replace(FINISHED.settings, decide={}), Tables())


def told(**changes: Any) -> Change:
    """Other values of the evidence itself."""
    return lambda evidence: replace(evidence, **changes)


def settings(**changes: Any) -> Change:
    """Other settings."""
    return lambda evidence: replace(evidence, settings=replace(evidence.settings, **changes))


def table(**changes: Any) -> Change:
    """Another table in place of the one there is; ``None``: no such file."""
    return lambda evidence: replace(evidence, tables=replace(evidence.tables, **changes))


def rows(name: str, **changes: Any) -> Change:
    """The same table, its first row changed."""

    def change(evidence: Evidence) -> Evidence:
        first, *rest = getattr(evidence.tables, name)
        return table(**{name: (replace(first, **changes), *rest)})(evidence)

    return change


def _is(event: Event, keys: dict[str, Any]) -> bool:
    return all(getattr(event, key) == value for key, value in keys.items())


def drop(**keys: Any) -> Change:
    """Without the acts that have these values."""

    def change(evidence: Evidence) -> Evidence:
        kept = tuple(event for event in evidence.tables.events or () if not _is(event, keys))
        assert len(kept) < len(evidence.tables.events or ()), f"no act has {keys}"
        return table(events=kept)(evidence)

    return change


def edit(to: dict[str, Any], **keys: Any) -> Change:
    """The acts that have these values, changed."""

    def change(evidence: Evidence) -> Evidence:
        events = evidence.tables.events or ()
        assert any(_is(event, keys) for event in events), f"no act has {keys}"
        return table(events=tuple(replace(e, **to) if _is(e, keys) else e for e in events))(evidence)

    return change


def moved(at: str, **keys: Any) -> Change:
    """The acts that have these values, at another time."""
    return edit({"at": instant(at)}, **keys)


def add(*events: Event) -> Change:
    """With further acts."""
    return lambda evidence: table(events=(*(evidence.tables.events or ()), *events))(evidence)


def every(*changes: Change) -> Change:
    """One change after another."""

    def change(evidence: Evidence) -> Evidence:
        for one in changes:
            evidence = one(evidence)
        return evidence

    return change


def later(text: str, **span: int) -> datetime:
    """An instant some time after another."""
    return instant(text) + timedelta(**span)

"""Times in which people can act: the listening, the design, the call and the ballot, each with its announced last day.

An announced last day is a promise: the window can be kept open for longer, and never shut sooner. When that day is
over the site itself closes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import structlog

from cydradd.cycle.acts import Acts, working_days
from cydradd.cycle.gates.open_decide import CALL_DAYS
from cydradd.cycle.gates.open_design import LISTENING_DAYS
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.on_opening import prepare
from cydradd_web.rounds.selectors.evidence import acts_of, last_day, passed
from cydradd_web.rounds.selectors.opening import GATES
from cydradd_web.rounds.services.acting import Acting, AlreadyRecorded, NotNow, acting

log = structlog.get_logger("cydradd_web.rounds")

NEXT = {"listen": Gate.OPEN_DESIGN, "design": Gate.OPEN_APPLY, "call": Gate.OPEN_DECIDE, "ballot": Gate.OPEN_DELIVER}
"""The gate that lies behind each window: once it was passed, the window does not open again."""


def open_window(*, round_id: int, window: str, closes_on: date | None, by: By, at: datetime, key: str = "") -> Receipt:
    """Open a window, once its gate is open.

    Args:
        window: ``listen``, ``design``, ``call`` or ``ballot``.
        closes_on: Its last day, announced; ``None``: none is announced, and its officer closes it.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        GateClosed: The gate before it does not hold yet.
        NotPossible: It is open, or its time is over, or the last day is too early.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        gate, acts = _gate(window), acts_of(round_id, at=act.at)
        if (never := why_never(round_id, window, act.at)) is not None:
            raise NotPossible(never)
        _must_be_late_enough(window, closes_on, acts, act.at)
        item = None if closes_on is None else closes_on.isoformat()
        planned = act.event("window_opens", object=window, item=item)
        act.must_pass(gate, *(() if window == "design" else (planned,)))
        prepare(window, round_id)
        _announce(act, window, closes_on)
        return act.record_event(planned)


def extend_window(
    *, round_id: int, window: str, closes_on: date, why: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Announce a later last day of a window that stands open, and why.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotNow: The window does not stand open.
        NotPossible: The day is not later than the one announced.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _gate(window)
        act.must_be_open(window)
        day = last_day(round_id, window)
        if closes_on < local_date(act.at) or (day is not None and closes_on <= day):
            raise NotPossible(
                Bilingual(
                    "Rhaid i’r dyddiad newydd fod yn hwyrach na’r un a gyhoeddwyd. Rhowch ddyddiad hwyrach.",
                    "The new day must be later than the one announced. Give a later day.",
                )
            )
        _announce(act, window, closes_on)
        return act.record("change", object=window, item=closes_on.isoformat(), text=why if why.cy or why.en else None)


def close_window(*, round_id: int, window: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Close a window for good. Two people who close at once close it once.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotNow: It does not stand open.
        NotPossible: The last day that was announced is not over.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        if by.channel != "system" or by.person is not None:
            by.must_have(Duty.OFFICER)
        _gate(window)
        if not acts_of(round_id, at=act.at).is_open(window):
            raise NotNow(
                Bilingual(
                    "Nid yw hyn ar agor, felly ni ellir ei gau. Nid oes dim wedi newid.",
                    "This is not open, so it cannot be closed. Nothing has changed.",
                )
            )
        day = last_day(round_id, window)
        if day is not None and local_date(act.at) <= day:
            raise NotPossible(
                Bilingual(
                    f"Dywedwyd wrth bobl fod hyn ar agor tan ddiwedd y dydd hwn: {day.isoformat()}. "
                    "Bydd yn cau ei hun wedyn. Gallwch ei gadw ar agor yn hwy.",
                    f"People were told that this is open to the end of this day: {day.isoformat()}. "
                    "It closes by itself after that. You can keep it open for longer.",
                )
            )
        return act.record("window_closes", object=window)


def close_due(at: datetime) -> tuple[Receipt, ...]:
    """Close, as the site itself, every window whose last day is over. What fails is logged and tried next time."""
    closed = []
    for round_id, window in _due(at):
        try:
            name = f"due-{window}-{last_day(round_id, window)}"
            by = By(channel="system")
            closed.append(close_window(round_id=round_id, window=window, by=by, at=at, key=name))
        except (AlreadyRecorded, NotNow):
            continue
        except CydraddError as error:
            log.error("window not closed", round=round_id, window=window, exc_info=error)
    return tuple(closed)


def _due(at: datetime) -> Iterable[tuple[int, str]]:
    """Windows that stand open though their last day is over."""
    today = local_date(at)
    for round_id, plan in Round.objects.filter(live=True).exclude(plan={}).values_list("pk", "plan"):
        over = [window for window, day in plan.items() if window in GATES and date.fromisoformat(day) < today]
        acts = acts_of(round_id, at=at) if over else Acts(())
        yield from ((round_id, window) for window in over if acts.is_open(window))


def _gate(window: str) -> Gate:
    if window not in GATES:
        raise NotPossible(Bilingual("Nid oes cyfnod o’r enw hwn.", "There is no window of this name."))
    return GATES[window]


def why_never(round_id: int, window: str, at: datetime) -> Bilingual | None:
    """Why a window does not open any more: it is open, or what comes after rests on it; ``None``: it may open."""
    acts = acts_of(round_id, at=at)
    if acts.is_open(window):
        return Bilingual(
            "Mae hyn eisoes ar agor. Nid oes dim wedi newid.", "This is open already. Nothing has changed."
        )
    if passed(round_id, NEXT[window]) or (window == "ballot" and acts.opened("ballot") is not None):
        return Bilingual(
            "Mae’r cyfnod hwn ar ben, ac mae’r cam nesaf yn dibynnu arno. Ni all agor eto.",
            "This time is over, and the next stage rests on it. It cannot open again.",
        )
    return None


def _must_be_late_enough(window: str, closes_on: date | None, acts: Acts, at: datetime) -> None:
    """A last day so early that the next gate could never open is refused before anybody is told of it."""
    if closes_on is None:
        return
    today = local_date(at)
    if closes_on < today:
        raise NotPossible(
            Bilingual("Mae’r dyddiad hwn wedi mynd. Rhowch ddyddiad hwyrach.", "This day is over. Give a later day.")
        )
    before = acts.windows(window)
    if window == "listen" and sum(each.days for each in before) + (closes_on - today).days < LISTENING_DAYS:
        raise NotPossible(
            Bilingual(
                f"Rhaid gwrando am {LISTENING_DAYS} o ddiwrnodau neu fwy. Rhowch ddyddiad hwyrach.",
                f"Listening must last {LISTENING_DAYS} days or more. Give a later day.",
            )
        )
    days = working_days(today, closes_on)
    if window == "call" and days is not None and sum(each.working_days or 0 for each in before) + days < CALL_DAYS:
        raise NotPossible(
            Bilingual(
                f"Rhaid i’r cyfnod ymgeisio fod ar agor am {CALL_DAYS} o ddiwrnodau gwaith neu fwy. "
                "Rhowch ddyddiad hwyrach.",
                f"The call must stand open for {CALL_DAYS} working days or more. Give a later day.",
            )
        )


def _announce(act: Acting, window: str, closes_on: date | None) -> None:
    """Write down the last day, which pages and calendars read."""
    plan = {name: day for name, day in act.round.plan.items() if name != window}
    act.round.plan = plan if closes_on is None else {**plan, window: closes_on.isoformat()}
    act.round.save(update_fields=["plan"])

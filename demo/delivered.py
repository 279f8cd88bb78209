"""What came after the awards: plans, agreements, payments, check-ins, endings and what was measured."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import beyond
from applied import Bodies
from carried import OFFICER, Carried, Content, both, instant
from cydradd.deliver.profile import profile_for
from cydradd.vocabulary.money import Pence
from cydradd_web.accounts.duties import By
from cydradd_web.deliver.services.agreeing import sign_agreement
from cydradd_web.deliver.services.paying import record_payment
from cydradd_web.deliver.services.publishing import publish_awards
from cydradd_web.deliver.services.telling import receive_checkin
from cydradd_web.evaluate.services.planning import plan_evaluation
from cydradd_web.rounds.models import Round
from decided import funded

STARTS, ENDS = date(2025, 9, 1), date(2026, 8, 31)
PACKAGES = ("360giving.json", "ocds/release-package.json", "ocds/record-package.json")
PAYER = "public:1"


def day(text: str | None) -> date | None:
    """A day; ``None`` where it is not known."""
    return date.fromisoformat(text) if text else None


def at_noon(of: date) -> datetime:
    """When somebody writes down what happened on a day."""
    return datetime(of.year, of.month, of.day, 12, tzinfo=UTC)


def plan(carried: Carried, at: str) -> None:
    """What will be measured, before anything is signed."""
    for outcome in carried.content["outcomes"]:
        carried.on(at, OFFICER, plan_evaluation, outcome=outcome["id"], plan=both(outcome, "plan"))


def sign(carried: Carried, at: str) -> None:
    """An agreement for each award."""
    for number, one in enumerate(funded(carried.content), 1):
        words = {"project": one["id"], "kind": carried.content["offers"].get(one["need"], "grant")}
        words |= {"start": STARTS, "end": ENDS, "signed_on": instant(at).date(), "notice_months": 3}
        when = instant(at) + timedelta(minutes=number)
        carried.on(when, OFFICER, sign_agreement, welsh=number % 3 != 2, **words)


def publish(carried: Carried, at: str) -> None:
    """The awards and their open data are published, as the site made them last."""
    carried.on(at, OFFICER, _publish)


def _publish(*, round_id: int, by: By, at: datetime) -> None:
    from django.conf import settings

    row = Round.objects.get(pk=round_id)
    made = {name: Path(settings.DATA_DIR, row.output, name) for name in PACKAGES}
    files = {name: path.read_bytes() for name, path in made.items() if path.is_file()}
    valid = bool(row.found["packages_valid"])
    publish_awards(round_id=round_id, files=files, valid=valid, by=by, at=at)


def pay(carried: Carried, bodies: Bodies, awarded: dict[str, dict[str, Pence]]) -> None:
    """Each instalment of the default profile, from one pot after another; then what was given back."""
    content = carried.content
    for one in funded(content):
        key, pots = one["id"][-2:], dict(awarded[one["id"]])
        told, amount = content["paid"][key], Pence(one["cost"] * 100)
        income = bodies.written[one["organisation"]].get("income")
        kind = content["offers"].get(one["need"], "grant")
        lines = profile_for(kind, amount, STARTS, ENDS, None if income is None else Pence(income * 100)) or ()
        for line, invoiced, paid in zip(lines, told["invoiced"], told["paid"], strict=True):
            due = day(told["due"]) if "due" in told else line.due
            for pot, part in _parts(pots, line.amount):
                _paid(carried, one, pot, part, day(paid), due=due, invoiced_on=day(invoiced))
        if back := content["returned"].get(key):
            pot = next(iter(awarded[one["id"]]))
            _paid(carried, one, pot, Pence(-back["amount"] * 100), day(back["paid"]))


def _parts(left: dict[str, Pence], owed: Pence) -> list[tuple[str, Pence]]:
    found = []
    for pot in left:
        part = Pence(min(owed, left[pot]))
        left[pot], owed = Pence(left[pot] - part), Pence(owed - part)
        if part:
            found.append((pot, part))
    return found


def _paid(carried: Carried, one: Content, pot: str, amount: Pence, on: date | None, **days: Any) -> None:
    if on is None:
        raise SystemExit(f"{one['id']}: a payment needs its day")
    words = {"agreement": _agreement(carried, one["id"]), "amount": amount, "pot": pot, "paid_on": on}
    carried.on(at_noon(on), PAYER, record_payment, **words, **days)


def _agreement(carried: Carried, application: str) -> Any:
    """The id of an agreement, asked for when it is there."""
    return lambda: beyond.agreement_of(carried.round_id, application)


def tell(carried: Carried, bodies: Bodies) -> None:
    """What each provider told, on the day it was told; and what never came."""
    who = {one["id"]: one["organisation"] for one in carried.content["applications"]}
    for row in carried.content["checkins"]:
        name = f"{carried.slug}-{row['of']}"
        due = date.fromisoformat(row["due"])
        if "received" not in row:
            carried.at(at_noon(due) + timedelta(days=30), beyond.never_came, application=name, due=due)
            continue
        words = {"agreement": _agreement(carried, name), "due": due, "minutes": row.get("minutes"), "text": both(row)}
        when = at_noon(date.fromisoformat(row["received"]))
        carried.at(when, receive_checkin, by=_signer(carried, bodies, who[name], when), **words)


def _signer(carried: Carried, bodies: Bodies, organisation: str, at: datetime) -> Any:
    """Whoever signs for an organisation, asked for when it is there."""
    return lambda: bodies.get(organisation, carried.content["round"]["place"], at)[1]


def argue_about_the_ending(carried: Carried) -> None:
    """What was said of the ending while its window stood open, each by the seat that said it."""
    for row in carried.content["acts"]:
        if row["object"] != "ending":
            continue
        keys = {name: row[name] for name in ("id", "object", "item", "code", "links") if name in row}
        seat = row.get("seat") or (f"{row['partner']}:1" if "partner" in row else OFFICER)
        carried.on(row["at"], seat, _said, kind=row["kind"], text=both(row), keys=keys)


def _said(*, round_id: int, by: By, at: datetime, keys: dict[str, Any], **told: Any) -> None:
    keys = {**keys, **({"links": tuple(keys["links"])} if "links" in keys else {})}
    beyond.says(round_id=round_id, by=by, at=at, **keys, **told)


def end(carried: Carried) -> None:
    """The ending of every agreement, with its dates in order."""
    content, dates = carried.content, ("proposed_on", "report_on", "decided_on", "notice_on", "transfer_on", "ended_on")
    for one in funded(content):
        told = {**content["ending"], **content["endings"].get(one["id"][-2:], {})}
        days = {name: day(told[name]) for name in dates}
        rest = {name: told[name] for name in ("kind", "gap_months", "capacity", "capacity_lost") if name in told}
        carried.at("2026-09-01T12:00", beyond.ends, application=one["id"], dates=days, **rest)


def measure(carried: Carried) -> None:
    """Before and after, or beside others who had nothing; a null result is there like any other."""
    for row in carried.content["results"]:
        told = {name: row[name] for name in ("outcome", "events", "r") if name in row}
        told |= {"group": row.get("group", "treated"), "of": row.get("total")}
        told |= dict(zip(("n", "mean", "sd"), row.get("after", ()), strict=False))
        told |= dict(zip(("n_before", "mean_before", "sd_before"), row.get("before", ()), strict=False))
        told |= {"note": both(row, "note")} if "note_cy" in row else {}
        carried.at("2026-09-10T12:00", beyond.measured, application=f"{carried.slug}-{row['of']}", **told)

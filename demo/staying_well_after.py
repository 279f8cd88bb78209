"""What came after the award: feedback, agreements, payments, check-ins, endings and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cydradd.deliver.profile import profile_for, share_up_front
from cydradd.vocabulary.money import Pence
from writing import Row, table

Content = dict[str, Any]
STARTS, ENDS = date(2025, 9, 1), date(2026, 8, 31)
SIGNED = "2025-08-11"
SENT = "2025-07-23T09:30:00Z"
"""When everybody who was not funded had their reasons: two days after the count."""


def write(folder: Path, content: Content, bodies: Mapping[str, Row], funded: Sequence[str]) -> None:
    """The files of ``deliver/`` and ``evaluate/``, and ``apply/feedback.csv``."""
    table(folder / "apply" / "feedback.csv", ["application", "code", "text_cy", "text_en", "at"], feedback(content))
    agreed = agreements(content, bodies, funded)
    columns = ["id", "application", "organisation", "kind", "amount_p", "start", "end", "signed_on", "pots"]
    columns += ["notice_months", "share_up_front", "welsh"]
    table(folder / "deliver" / "agreements.csv", columns, [{**one, "pots": pots_cell(one)} for one in agreed.values()])
    paid = [row for key, one in agreed.items() for row in payments(content, key, one)]
    table(folder / "deliver" / "payments.csv", ["agreement", "due", "invoiced_on", "paid_on", "amount_p", "pot"], paid)
    checkins = [
        {**one, "agreement": agreed[one["of"]]["id"], "received_on": one.get("received"), "text_cy": one["cy"],
         "text_en": one["en"]}
        for one in content["checkins"]
    ]  # fmt: skip
    columns = ["agreement", "due", "received_on", "minutes", "text_cy", "text_en"]
    table(folder / "deliver" / "checkins.csv", columns, checkins)
    endings = [
        {**content["ending"], **content["endings"].get(key, {}), "agreement": one["id"]} for key, one in agreed.items()
    ]
    columns = ["agreement", *content["ending"], "gap_months", "capacity", "capacity_lost"]
    table(folder / "deliver" / "endings.csv", columns, endings)
    results(folder / "evaluate" / "outcomes.csv", content, agreed)


def feedback(content: Content) -> list[Row]:
    """The codes of each application that was not funded; its text once, in both languages."""
    return [
        {
            "application": f"{content['round']['id']}-{key}",
            "code": code,
            "text_cy": one["cy"] if number == 0 else "",
            "text_en": one["en"] if number == 0 else "",
            "at": SENT,
        }
        for key, one in content["feedback"].items()
        for number, code in enumerate(one["codes"])
    ]


def agreements(content: Content, bodies: Mapping[str, Row], funded: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The grant or contract of each funded application, by the last figures of its id."""
    left = {pot["id"]: pot["amount"] * 100 for pot in content["pots"]}
    kinds = {need["id"]: need["kind"] for need in content["needs"]}
    by_id = {one["id"]: one for one in content["applications"]}
    found = {}
    for number, name in enumerate(funded, 1):
        one = by_id[name]
        kind = content["offers"].get(one["need"], "grant")
        income = bodies[one["organisation"]].get("income")
        amount = Pence(one["cost"] * 100)
        profile = profile_for(kind, amount, STARTS, ENDS, None if income is None else Pence(income * 100))
        if profile is None:
            raise SystemExit(f"{name}: no default profile of payments")
        found[name[-2:]] = {
            "id": f"AG{number}",
            "application": name,
            "organisation": one["organisation"],
            "kind": kind,
            "amount_p": amount,
            "start": STARTS,
            "end": ENDS,
            "signed_on": SIGNED,
            "pots": from_pots(left, amount, kinds[one["need"]], kind),
            "notice_months": 3,
            "share_up_front": share_up_front(profile, STARTS),
            "welsh": number % 3 != 2,
            "profile": profile,
        }
    return found


def from_pots(left: dict[str, int], amount: int, need: str, kind: str) -> dict[str, int]:
    """Which pots pay: those that may pay for little first, so that the council's is left for the rest."""
    allowed = {"P2": need in ("carers", "loneliness", "transport"), "P3": kind == "grant", "P1": True}
    found = {}
    for pot in (pot for pot, may in allowed.items() if may and left[pot]):
        found[pot] = min(amount, left[pot])
        left[pot] -= found[pot]
        amount -= found[pot]
        if not amount:
            return found
    raise SystemExit("the pots cannot pay for what was funded")


def pots_cell(agreement: Row) -> list[str]:
    """``pot:amount_p`` of each pot that pays."""
    return [f"{pot}:{amount}" for pot, amount in agreement["pots"].items()]


def payments(content: Content, key: str, agreement: Row) -> Iterator[Row]:
    """Each instalment of the profile, from one pot after another; then what was given back."""
    dates = content["paid"][key]
    left = dict(agreement["pots"])
    for line, invoiced, paid in zip(agreement["profile"], dates["invoiced"], dates["paid"], strict=True):
        owed = line.amount
        for pot in left:
            part = min(owed, left[pot])
            left[pot] -= part
            owed -= part
            if part:
                yield {
                    "agreement": agreement["id"],
                    "due": dates.get("due", line.due),
                    "invoiced_on": invoiced,
                    "paid_on": paid,
                    "amount_p": part,
                    "pot": pot,
                }
    back = content["returned"].get(key)
    if back:
        pot = next(iter(agreement["pots"]))
        amount = -back["amount"] * 100
        yield {"agreement": agreement["id"], "paid_on": back["paid"], "amount_p": amount, "pot": pot}


def results(path: Path, content: Content, agreed: Mapping[str, Row]) -> None:
    """Before and after, or beside others who had nothing; a null result is there like any other."""
    columns = ["outcome", "agreement", "group", "n", "mean", "sd", "n_before", "mean_before", "sd_before", "r"]
    columns += ["events", "of", "note_cy", "note_en"]
    rows = [
        {
            **one,
            "agreement": agreed[one["of"]]["id"],
            "group": one.get("group", "treated"),
            "of": one.get("total"),
            **dict(zip(("n", "mean", "sd"), one.get("after", ()), strict=False)),
            **dict(zip(("n_before", "mean_before", "sd_before"), one.get("before", ()), strict=False)),
        }
        for one in content["results"]
    ]
    table(path, columns, rows)

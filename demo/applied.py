"""Organisations of the demo, and their applications: begun, written, consented to by partners, and sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import beyond
from carried import Carried, Content, both, instant
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.services.interests import declare_interests
from cydradd_web.accounts.services.people import add_person
from cydradd_web.apply.selectors.call import call
from cydradd_web.apply.selectors.forms import COST, MINUTES, TITLE_CY, TITLE_EN, Writing, writing
from cydradd_web.apply.services.answering import decide_eligibility
from cydradd_web.apply.services.bodies import create_body
from cydradd_web.apply.services.drafting import Typed, begin, save_answers
from cydradd_web.apply.services.partnering import consent_as_member, set_partners
from cydradd_web.apply.services.submitting import submit, withdraw

OFFICE = "public:2"
"""The seat of the eligibility office."""


class Bodies:
    """The organisations of the network: each is made once, by whoever signs for it, when it first applies."""

    def __init__(self, written: Mapping[str, Content]) -> None:
        self.written = written
        self._made: dict[str, tuple[int, By]] = {}

    def get(self, name: str, place: str, at: datetime) -> tuple[int, By]:
        """An organisation's key, and who signs for it."""
        if name not in self._made:
            signer = by_for(add_person(email=f"{name.lower()}@cyrff.example", name=name))
            self._made[name] = self._make(name, place, signer, at), signer
        return self._made[name]

    def _make(self, name: str, place: str, signer: By, at: datetime) -> int:
        row = self.written[name]
        facts = {"name_cy": row["name"], "kind": row["type"], "place": place}
        if "income" in row:
            facts["income"] = str(row["income"] * 100)
        if "registered_on" in row:
            facts["registered_on"] = row["registered_on"].isoformat()
        if not name.startswith("360G-"):
            return create_body(facts=facts, number=name, by=signer, at=at)
        return beyond.known_by(create_body(facts=facts, by=signer, at=at), name)


def providers(content: Content, bodies: Mapping[str, Content]) -> dict[str, Content]:
    """The bodies that could meet a need of this round, with the needs that they applied for."""
    asked: dict[str, set[str]] = {}
    for one in content["applications"]:
        asked.setdefault(one["organisation"], set()).add(one["need"])
    return {name: {**body, "needs": sorted(asked[name])} for name, body in bodies.items() if name in asked}


def apply(carried: Carried, bodies: Bodies, opens: str) -> None:
    """Each application a day after the other, in the order of their references; some are withdrawn again."""
    for day, one in enumerate(carried.content["applications"], 1):
        when = instant(opens) + timedelta(days=day, hours=day % 5)
        carried.at(when, _send, carried=lambda: carried, bodies=lambda: bodies, one=one)
        if one.get("status") == "withdrawn":
            later = when + timedelta(days=7)
            carried.at(later, _withdraw, carried=lambda: carried, bodies=lambda: bodies, one=one)


def _body(carried: Carried, bodies: Bodies, name: str, at: datetime) -> tuple[int, By]:
    return bodies.get(name, carried.content["round"]["place"], at)


def _send(*, round_id: int, at: datetime, carried: Carried, bodies: Bodies, one: Content) -> None:
    body, by = _body(carried, bodies, one["organisation"], at)
    lot = carried.content["lots"][one["need"]]
    code = begin(round_id=round_id, body=body, lot=lot, by=by, at=at)
    form = _form(round_id, code, by)
    save_answers(form=form.id, typed=_typed(round_id, lot, one, at), by=by, at=at)
    members = [member.rsplit(":", 1) for member in one.get("members", [])]
    if members:
        keys = [(_body(carried, bodies, name, at)[0], Fraction(share)) for name, share in members]
        set_partners(form=form.id, shares=keys, by=by, at=at)
    for name, _share in members:
        member, signer = _body(carried, bodies, name, at)
        version = _form(round_id, code, by).consortium.version
        consent_as_member(round_id=round_id, form=form.id, body=member, version=version, by=signer, at=at)
    submit(round_id=round_id, code=code, by=by, at=at + timedelta(minutes=5))


def _form(round_id: int, code: str, by: By) -> Writing:
    found = writing(by.person, round_id, code)
    if found is None:
        raise LookupError(code)
    return found


def _typed(round_id: int, lot: str, one: Content, at: datetime) -> dict[str, Typed]:
    """What is typed into the form: the site keeps answers sealed, so that here the title stands for each."""
    asked = call(round_id, at=at).lot(lot)
    texts: dict[str, Any] = {TITLE_CY: one["title_cy"], TITLE_EN: one["title_en"], COST: str(one["cost"])}
    texts |= {each.id: one["title_cy"] for each in (asked.written if asked else ())}
    if "minutes" in one:
        texts[MINUTES] = str(one["minutes"])
    return {question: Typed(text, 0) for question, text in texts.items()}


def _withdraw(*, round_id: int, at: datetime, carried: Carried, bodies: Bodies, one: Content) -> None:
    _key, by = _body(carried, bodies, one["organisation"], at)
    withdraw(round_id=round_id, application=one["id"], why=one["reason"], by=by, at=at)


def answer(carried: Carried, at: str) -> None:
    """The eligibility office answers everybody; then its answers are published."""
    for number, one in enumerate(carried.content["applications"]):
        if one.get("status") == "withdrawn":
            continue
        no = one.get("status") == "ineligible"
        reason = both(carried.content["ineligible"]) if no else None
        when = instant(at) - timedelta(hours=20) + timedelta(minutes=10 * number)
        carried.on(when, OFFICE, decide_eligibility, application=one["id"], eligible=not no, reason=reason)
    carried.publishes(at, "eligibility")


def declare(carried: Carried, at: str) -> None:
    """Every seat says what it has an interest in; nothing is a declaration too."""
    for number, seat in enumerate(carried.seats()):
        told = carried.content["interests"].get(seat, {})
        when = instant(at) + timedelta(minutes=number)
        words = {"organisations": told.get("links", []), "relation": told.get("relation", "none")}
        carried.on(when, seat, declare_interests, **words)

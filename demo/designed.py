"""What a design of the demo is made of, stated by the seats of its round, talked over, weighed and agreed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from itertools import cycle
from random import Random
from typing import Any

from carried import OFFICER, Carried, Content, both, instant
from cydradd.design.criteria import Criterion
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.pots import Pot
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.money import Pence
from cydradd_web.design.services.agreeing import agree_design
from cydradd_web.design.services.items import add_item
from cydradd_web.design.services.pots import state_pot
from cydradd_web.design.services.seeding import commit_words, hash_of, open_words
from cydradd_web.design.services.weighing import give_points
from cydradd_web.rounds.services.consenting_pots import consent_for_pot
from cydradd_web.rounds.services.settings import set_decide

Stated = tuple[str, Any, Content]
"""The kind of a thing, its row, and what is said of it."""


def pence(pounds: int) -> Pence:
    """Whole pounds of the written content."""
    return Pence(pounds * 100)


def state_pots(carried: Carried, at: str) -> None:
    """The officer puts every pot on the table; whose it is has not consented yet."""
    for row in carried.content["pots"]:
        carried.on(at, OFFICER, state_pot, pot=_pot(row))


def _pot(row: Content) -> Pot:
    return Pot(
        id=row["id"],
        commissioner=row["commissioner"],
        commissioner_kind=row["commissioner_kind"],
        amount=pence(row["amount"]),
        mode=row["mode"],
        restriction=json.loads(row.get("restriction", "{}")),
    )


def state_design(carried: Carried, at: str, providers: Mapping[str, Content]) -> None:
    """Everything but what the content says was added later, a minute each, by one seat after another."""
    seats = cycle(carried.seats())
    for minute, (kind, row, told) in enumerate(_everything(carried.content, providers)):
        seat = told.get("seat") or next(seats)
        when = told.get("at") or instant(at) + timedelta(minutes=minute)
        why = both(told, "why") if "why_cy" in told else None
        links = [carried.names[each] for each in told.get("links", [])]
        carried.on(when, seat, add_item, kind=kind, row=row, why=why, links=links)


def _everything(content: Content, providers: Mapping[str, Content]) -> Iterator[Stated]:
    """Every row in an order in which each rests on those before it. Ids are given by the site, in this order."""
    for need in content["needs"]:
        yield "need", _need(content, need), need.get("added", {})
    for asset in content["assets"]:
        yield "asset", _asset(asset), {}
    for outcome in content["outcomes"]:
        yield "outcome", _outcome(outcome), _late(content)
    for body in providers.values():
        row = Provider("", body["size"], pence(body["capacity"]), tuple(body["needs"]), body["name"])
        yield "provider", row, {"at": content["design"]["providers_at"]}
    for need in content["needs"]:
        yield "lot", _lot(content, need), need.get("lot", {})
    yield from _asked(content)


def _need(content: Content, row: Content) -> Need:
    return Need(
        id="",
        title=both(row, "title"),
        kind=row["kind"],
        place=content["round"]["place"],
        size=pence(row["size"]),
        group=row.get("group"),
        revenue_or_capital="revenue",
        statements=tuple(row["statements"]),
    )


def _asset(row: Content) -> Asset:
    said = tuple(row["statements"])
    return Asset("", row["kind"], both(row, "title"), row["holder"] or None, None, row["shareable"], said)


def _outcome(row: Content) -> Outcome:
    goals, ways, needs = (tuple(row[name]) for name in ("goals", "ways", "needs"))
    return Outcome("", both(row, "title"), goals, ways, row["measure"], needs=needs)


def _lot(content: Content, need: Content) -> Lot:
    """One lot for each need, of the need's size and for one year."""
    kind = content["offers"].get(need["id"], "grant")
    reserved = need.get("reserved")
    return Lot("", kind, pence(need["size"]), (need["id"],), both(need, "title"), Fraction(1), reserved)


def _asked(content: Content) -> Iterator[Stated]:
    """What each lot asks: requirements after an offer, each with its reason, and the same questions everywhere."""
    late = {content["lots"][need["id"]]: need["lot"] for need in content["needs"] if "lot" in need}
    for lot, each in ((lot, row) for row in content["requirements"] for lot in row["lots"]):
        gate = each.get("exception_gate")
        level = str(each["level"]) if "level" in each else None
        row = Requirement("", lot, each["kind"], level, each.get("unit"), "after_offer", both(each, "reason"), gate)
        yield "requirement", row, _after(late.get(lot))
    for each in content["criteria"]:
        said, needs = tuple(each["statements"]), tuple(each["needs"])
        row = Criterion("", Fraction(0), Fraction(10), both(each, "title"), "up", said, needs)
        yield "criterion", row, {**_late(content), **each}
    for lot, each in ((lot, row) for lot in content["lots"].values() for row in content["questions"]):
        row = Question("", lot, both(each, "text"), each["words"], each["prefilled"], "text", each.get("criterion"))
        yield "question", row, _late(content)


def _late(content: Content) -> Content:
    """What rests on every need waits for the last of them."""
    return _after(next((need["lot"] for need in reversed(content["needs"]) if "lot" in need), None))


def _after(lot: Content | None) -> Content:
    """What a later lot asks is added just after it."""
    return {} if lot is None else {"at": instant(lot["at"]) + timedelta(minutes=1), "seat": lot["seat"]}


def weigh(carried: Carried, at: str) -> None:
    """Points of each seat: those of its partner, and up to five more or less."""
    content, rng = carried.content, Random(carried.slug)
    for number, seat in enumerate(carried.seats()):
        given = zip(content["criteria"], content["points"][seat.split(":")[0]], strict=True)
        points = {each["id"]: Fraction(points + rng.choice([-5, 0, 0, 5])) for each, points in given}
        carried.on(instant(at) + timedelta(minutes=number), seat, give_points, points=points)


def agree(carried: Carried, at: str, level: str) -> None:
    """How it will be counted, the words that make the seed, and the design agreed as it stands."""
    when, content = instant(at), carried.content
    decide = {name: value for name, value in content["decide"].items() if name != "seed"}
    stated = sum(row["kind"] == "option" and row["object"] == "design" for row in content["acts"])
    carried.on(when - timedelta(hours=4), OFFICER, set_decide, decide=decide, options_considered=stated)
    for partner, words in content["words"].items():
        carried.on(when - timedelta(hours=3), f"{partner}:1", commit_words, sha256=hash_of(words))
        carried.on(when - timedelta(hours=2), f"{partner}:1", open_words, words=words)
    carried.on(when, OFFICER, agree_design, level=level)


def consent_to_pots(carried: Carried, at: str) -> None:
    """Whoever holds each pot consents to what may be done with it."""
    how = both(carried.content["pots_consented"])
    for row in carried.content["pots"]:
        carried.on(at, OFFICER, consent_for_pot, pot=row["id"], how=how)

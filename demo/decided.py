"""Scores, ballots, the count and the awards of a round of the demo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import voting
from applied import OFFICE
from carried import OFFICER, Carried, Content, both, instant
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By
from cydradd_web.apply.services.explaining import give_feedback
from cydradd_web.decide.services.awarding import make_award
from cydradd_web.decide.services.casting import cast_ballot
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.decide.services.roll import close_roll, issue_codes
from cydradd_web.decide.services.scoring import score_application
from cydradd_web.rounds.services.renewing import renew

PARTNERS = tuple(Partner)


def roll(carried: Carried, at: str, many: Mapping[Partner, int]) -> dict[Partner, list[str]]:
    """The eligibility office makes codes, and closes the roll two days later. The codes, once they are made."""
    codes: dict[Partner, list[str]] = {}

    def issue(*, partner: Partner, **keys: Any) -> None:
        codes[partner] = list(issue_codes(partner=partner, many=many[partner], label="llythyrau", **keys))

    for partner in many:
        carried.on(at, OFFICE, issue, partner=partner)
    carried.on(instant(at) + timedelta(days=2, hours=6), OFFICE, close_roll)
    return codes


def score(carried: Carried, at: str) -> None:
    """Each assessor gives the marks as written, one more or less; nobody judges a lot that they have a tie to."""
    content, rng = carried.content, Random(f"{carried.slug} scores")
    for number, seat in enumerate(content["panel"]):
        tied = content["interests"].get(seat, {}).get("links", [])
        barred = {one["need"] for one in content["applications"] if one["organisation"] in tied}
        for step, one in enumerate(row for row in content["applications"] if "status" not in row):
            given = zip(content["criteria"], one["marks"], strict=True)
            scores = {each["id"]: Fraction(min(10, max(0, mark + rng.choice([-1, 0, 0, 1])))) for each, mark in given}
            when = instant(at) + timedelta(hours=number, minutes=3 * step)
            if one["need"] not in barred:
                carried.on(when, seat, score_application, application=one["id"], scores=scores)


def vote(carried: Carried, opens: str, codes: Mapping[Partner, list[str]], sizes: tuple[int, int, int]) -> None:
    """People vote with the codes they were sent, over thirteen days."""
    rng = Random(f"{carried.slug} ballots")
    projects = [one for one in carried.content["applications"] if "status" not in one]
    for partner, chosen, number in voting.choices(rng, projects, sizes):
        when = instant(opens) + timedelta(seconds=600 + rng.randrange(13 * 86400))

        def cast(
            *, at: datetime, round_id: int, partner: str = partner, number: int = number, chosen: Any = chosen
        ) -> None:
            code = codes[Partner(partner)][number]
            cast_ballot(round_id=round_id, code=code, choices=chosen, by=By(), at=at)

        carried.at(when, cast)


def renewed(*, round_id: int, at: datetime) -> None:
    """The site works out what follows from what stands."""
    renew(round_id, as_of=at)


def count(carried: Carried, at: str) -> None:
    """The ballots are opened and counted, and the result is published."""
    when = instant(at)
    carried.on(when, OFFICER, count_ballots)
    carried.at(when + timedelta(minutes=5), renewed)
    carried.publishes((when + timedelta(hours=1)).isoformat()[:16], "result")


def explain(carried: Carried, at: str) -> None:
    """Everybody who was not funded is told why, in both languages."""
    for number, (key, told) in enumerate(carried.content["feedback"].items()):
        name = f"{carried.slug}-{key}"
        what = {"application": name, "codes": told["codes"], "text": both(told)}
        carried.on(instant(at) + timedelta(minutes=number), OFFICER, give_feedback, **what)


def funded(content: Content) -> list[Content]:
    """Applications that stood and were not told why not: those that the count funded."""
    lost = {f"{content['round']['id']}-{key}" for key in content["feedback"]}
    return [one for one in content["applications"] if one["id"] not in lost and one.get("status") != "withdrawn"]


def award(carried: Carried, at: str) -> dict[str, dict[str, Pence]]:
    """Each funded project gets its cost, from the pots that may pay for it; which, by project."""
    content = carried.content
    left = {pot["id"]: Pence(pot["amount"] * 100) for pot in content["pots"]}
    found = {}
    for number, one in enumerate(funded(content)):
        found[one["id"]] = _from_pots(left, one, content)
        what = {"project": one["id"], "pots": found[one["id"]]}
        carried.on(instant(at) + timedelta(minutes=number), OFFICER, make_award, **what)
    return found


def _from_pots(left: dict[str, Pence], one: Content, content: Content) -> dict[str, Pence]:
    """Which pots pay: those that may pay for little first, so that the council's is left for the rest."""
    need = next(need["kind"] for need in content["needs"] if need["id"] == one["need"])
    grant = content["offers"].get(one["need"], "grant") == "grant"
    allowed = {"P2": need in ("carers", "loneliness", "transport"), "P3": grant, "P1": True}
    amount, found = one["cost"] * 100, {}
    for pot in (pot for pot, may in allowed.items() if may and left[pot]):
        part = min(amount, left[pot])
        found[pot] = Pence(part)
        left[pot] = Pence(left[pot] - part)
        amount -= part
        if not amount:
            return found
    raise SystemExit(f"{one['id']}: the pots cannot pay for what was funded")

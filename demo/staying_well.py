"""The finished round of the demo: "Staying well at home", from the first notice to the last ending."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import voting
from cydradd.decide import count, pabulib
from staying_well_acts import after_the_count, before_the_count
from writing import Row, design_hash, events, round_toml, table

Content = dict[str, Any]
SEATS = {
    "citizens": ["c-01", "c-02", "c-03", "c-04"],
    "third_sector": ["t-01", "t-02", "t-03"],
    "public": ["p-01", "p-02", "p-03"],
}
INTERESTS = {"t-02": (["GB-CHC-0000002"], "trustee"), "c-03": (["GB-CHC-0000003"], "user")}
POINTS = {"citizens": (50, 30, 20), "third_sector": (40, 40, 20), "public": (30, 40, 30)}
LOTS = {"N1": "L1", "N2": "L2", "N3": "L3", "N4": "L4"}
OFFER = {"N1": "contract_lot"}


def write(rounds: Path, content: Content, statements: Sequence[Mapping[str, Any]]) -> None:
    """The whole folder. The count is run on it, so that what follows an award follows the true result."""
    rng = Random(20250103)
    folder = rounds / content["round"]["id"]
    round_toml(
        folder / "round.toml",
        content["round"],
        decide=content["decide"],
        listen={"method": "polis", "seed": 0},
    )
    listen(folder / "listen", rng, statements)
    design(folder / "design", content)
    apply(folder / "apply", content)
    decide(folder, rng, content)
    table(
        folder / "cycle" / "seats.csv",
        ["seat", "partner", "from", "to", "paid", "interests", "relation"],
        seats(),
    )
    agreed = design_hash(folder, content["decide"])
    funded = winners(folder, content)
    finish(folder, content, funded)
    lost = [a["id"] for a in content["applications"] if a["id"] not in funded and a.get("status") != "withdrawn"]
    events(
        folder / "cycle" / "events.jsonl",
        before_the_count(agreed, SEATS, INTERESTS) + after_the_count(funded, lost),
    )


def seats() -> list[Row]:
    """Ten seats; two of them have declared an interest."""
    return [
        {
            "seat": seat,
            "partner": partner,
            "from": "2025-01-06",
            "paid": partner == "public",
            "interests": INTERESTS.get(seat, ([], ""))[0],
            "relation": INTERESTS.get(seat, ([], "none"))[1],
        }
        for partner, names in SEATS.items()
        for seat in names
    ]


def listen(folder: Path, rng: Random, statements: Sequence[Mapping[str, Any]]) -> None:
    """236 people vote on the statements; partners lean, and none of them is of one mind."""
    mixtures = [
        ("citizens", (0.45, 0.3, 0.25)),
        ("third_sector", (0.4, 0.3, 0.3)),
        ("public", (0.3, 0.4, 0.3)),
    ]
    people = voting.people(rng, mixtures, (178, 36, 22))
    opened = calendar.timegm(datetime(2025, 2, 3, 9, tzinfo=UTC).timetuple())
    voting.listening(folder, rng, statements, people, opened)


def in_pence(rows: Sequence[Row], **columns: str) -> list[Row]:
    """Rows with columns of pounds given again in pence, under other names."""
    return [{**row, **{new: row[old] * 100 for new, old in columns.items() if old in row}} for row in rows]


def design(folder: Path, content: Content) -> None:
    """Needs, assets, outcomes, pots, lots, providers, criteria and the points of each seat."""
    needs = [{**need, "place": content["round"]["place"]} for need in in_pence(content["needs"], size_p="size")]
    table(folder / "needs.csv", ["id", "title_cy", "title_en", "kind", "place", "size_p", "statements"], needs)
    table(
        folder / "assets.csv",
        ["id", "kind", "title_cy", "title_en", "holder", "shareable", "statements"],
        content["assets"],
    )
    table(
        folder / "outcomes.csv",
        ["id", "title_cy", "title_en", "goals", "ways", "measure", "needs"],
        content["outcomes"],
    )
    pots = [{**pot, "consent": True} for pot in in_pence(content["pots"], amount_p="amount")]
    table(
        folder / "pots.csv",
        ["id", "commissioner", "commissioner_kind", "amount_p", "mode", "consent", "restriction"],
        pots,
    )
    providers = in_pence(content["organisations"], capacity_p="capacity")
    table(folder / "providers.csv", ["id", "name", "size", "capacity_p", "needs"], providers)
    lots = [
        {
            **need,
            "id": LOTS[need["id"]],
            "needs": [need["id"]],
            "offer_type": OFFER.get(need["id"], "grant"),
            "value_p": need["size_p"],
            "years": 1,
        }
        for need in needs
    ]
    table(folder / "lots.csv", ["id", "title_cy", "title_en", "needs", "offer_type", "value_p", "years"], lots)
    table(
        folder / "requirements.csv",
        ["id", "lot", "kind", "level", "unit", "when", "reason_cy", "reason_en"],
        requirements(),
    )
    table(
        folder / "questions.csv",
        ["id", "lot", "text_cy", "text_en", "words", "prefilled", "kind", "criterion"],
        questions(),
    )
    criteria = [{**criterion, "low": 0, "high": 10, "direction": "up"} for criterion in content["criteria"]]
    table(
        folder / "criteria.csv",
        ["id", "title_cy", "title_en", "low", "high", "direction", "statements", "needs"],
        criteria,
    )
    weights = [
        {"seat": seat, "partner": partner, "criterion": f"C{number}", "points": points}
        for partner, names in SEATS.items()
        for seat in names
        for number, points in enumerate(POINTS[partner], 1)
    ]
    table(folder / "weights.csv", ["seat", "partner", "criterion", "points"], weights)


def requirements() -> list[Row]:
    """What must be shown, each with its reason, and nothing before an offer but identity."""
    reason = {
        "reason_cy": "Bydd pobl yn agored i niwed yn defnyddio’r gwasanaeth.",
        "reason_en": "People at risk will use the service.",
    }
    return [
        {
            "id": f"R{number}",
            "lot": lot,
            "kind": "safeguarding",
            "level": 1,
            "unit": "policy",
            "when": "after_offer",
            **reason,
        }
        for number, lot in enumerate(LOTS.values(), 1)
    ]


def questions() -> list[Row]:
    """Three questions a lot; the first is answered from the profile."""
    asked = [
        ("Who are you?", "Pwy ydych chi?", 0, True, ""),
        (
            "What will you do, and who asked for it?",
            "Beth fyddwch chi’n ei wneud, a phwy ofynnodd amdano?",
            250,
            False,
            "C1",
        ),
        (
            "Who will it reach that nobody reaches today?",
            "Pwy fydd yn cael eu cyrraedd sydd heb eu cyrraedd heddiw?",
            150,
            False,
            "C2",
        ),
    ]
    return [
        {
            "id": f"{lot}-Q{number}",
            "lot": lot,
            "text_en": en,
            "text_cy": cy,
            "words": words,
            "prefilled": known,
            "kind": "text",
            "criterion": criterion,
        }
        for lot in LOTS.values()
        for number, (en, cy, words, known, criterion) in enumerate(asked, 1)
    ]


def apply(folder: Path, content: Content) -> None:
    """Organisations, applications and the one consortium."""
    organisations = [
        {**body, "place": content["round"]["place"]} for body in in_pence(content["organisations"], income_p="income")
    ]
    table(folder / "organisations.csv", ["id", "name", "type", "income_p", "place"], organisations)
    applications = [
        {**one, "lot": LOTS[one["need"]], "minutes_spent": one["minutes"]}
        for one in in_pence(content["applications"], cost_p="cost")
    ]
    columns = [
        "id",
        "lot",
        "organisation",
        "title_cy",
        "title_en",
        "cost_p",
        "minutes_spent",
        "status",
        "reason",
    ]
    table(folder / "applications.csv", columns, applications)
    members = [
        {
            "application": one["id"],
            "organisation": member.rsplit(":", 1)[0],
            "share": member.rsplit(":", 1)[1],
        }
        for one in content["applications"]
        for member in one.get("members", [])
    ]
    table(folder / "members.csv", ["application", "organisation", "share"], members)


def decide(folder: Path, rng: Random, content: Content) -> None:
    """469 ballots, and the scores that seats gave; a seat does not score where it has an interest."""
    projects = [one for one in content["applications"] if one.get("status") != "withdrawn"]
    meta = {
        "description": "Staying well at home (invented)",
        "country": "Wales",
        "unit": "Dyffryn Eithin",
        "instance": "2025",
        "num_projects": len(projects),
        "budget": sum(pot["amount"] for pot in content["pots"]),
        "currency": "GBP",
        "vote_type": "approval",
        "rule": "equal-shares",
        "min_length": 1,
        "max_length": len(projects),
    }
    voting.ballots(folder / "decide" / "ballots.pb", rng, meta, projects, (412, 38, 19))
    scored = [one for one in content["applications"] if "status" not in one]
    scores = [
        {"application": one["id"], "seat": seat, "criterion": f"C{number}", "score": rng.randint(4, 9)}
        for one in scored
        for names in SEATS.values()
        for seat in names
        for number in (1, 2, 3)
        if one["need"] not in recused_needs(seat, content)
    ]
    table(folder / "decide" / "scores.csv", ["application", "seat", "criterion", "score"], scores)


def recused_needs(seat: str, content: Content) -> set[str]:
    """Needs whose lot a seat may not judge, since a body it is tied to applies there."""
    tied = INTERESTS.get(seat, ([], ""))[0]
    return {one["need"] for one in content["applications"] if one["organisation"] in tied}


def winners(folder: Path, content: Content) -> list[str]:
    """What the count funds, in order of purchase."""
    election, _ = pabulib.read(folder / "decide" / "ballots.pb")
    options = count.Options.from_settings({**content["decide"], "weights": "partner"})
    aside = {one["id"]: one["reason"] for one in content["applications"] if one.get("status") == "ineligible"}
    return list(count.count(election, options, ineligible=aside).winners)


def finish(folder: Path, content: Content, funded: Sequence[str]) -> None:
    """What came after the award: feedback, agreements, payments, check-ins, endings, outcomes."""
    by_id = {one["id"]: one for one in content["applications"]}
    table(
        folder / "apply" / "feedback.csv",
        ["application", "code", "text_cy", "text_en", "at"],
        feedback(content, funded),
    )
    agreements = [agreement(number, by_id[name]) for number, name in enumerate(funded, 1)]
    columns = [
        "id",
        "application",
        "organisation",
        "kind",
        "amount_p",
        "start",
        "end",
        "signed_on",
        "notice_months",
        "welsh",
    ]
    table(folder / "deliver" / "agreements.csv", columns, agreements)
    payments = [payment(one, quarter) for one in agreements for quarter in range(4)]
    table(
        folder / "deliver" / "payments.csv",
        ["agreement", "due", "invoiced_on", "paid_on", "amount_p"],
        payments,
    )
    checkins = [
        {
            "agreement": one["id"],
            "due": due,
            "received_on": received,
            "minutes": 25,
            "text_cy": "Mae popeth yn mynd yn dda.",
            "text_en": "All is going well.",
        }
        for one in agreements
        for due, received in (("2026-01-15", "2026-01-14"), ("2026-06-15", "2026-06-17"))
    ]
    table(
        folder / "deliver" / "checkins.csv",
        ["agreement", "due", "received_on", "minutes", "text_cy", "text_en"],
        checkins,
    )
    table(
        folder / "deliver" / "endings.csv",
        list(ENDING),
        [{**ENDING, "agreement": one["id"]} for one in agreements],
    )
    columns = [
        "outcome",
        "agreement",
        "group",
        "n",
        "mean",
        "sd",
        "n_before",
        "mean_before",
        "sd_before",
        "r",
        "note_cy",
        "note_en",
    ]
    table(folder / "evaluate" / "outcomes.csv", columns, results(agreements))


ENDING = {
    "agreement": "",
    "kind": "expired",
    "proposed_on": "2026-03-02",
    "report_on": "2026-04-13",
    "decided_on": "2026-05-11",
    "notice_on": "2026-05-12",
    "transfer_on": "2026-07-20",
    "ended_on": "2026-08-31",
}


def feedback(content: Content, funded: Sequence[str]) -> list[Row]:
    """One code and a text in both languages for each application that was not funded."""
    rows = []
    for one in content["applications"]:
        if one["id"] in funded or one.get("status") == "withdrawn":
            continue
        if one.get("status") == "ineligible":
            code = "not_eligible"
            cy = "Mae’r holl gronfeydd yn talu costau rhedeg yn unig. Gall y gronfa adeiladau yn y dref eich helpu."
            en = "Every pot pays running costs only. The buildings fund in the town may help you."
        else:
            code = "money_ran_out"
            cy = "Daeth yr arian i ben. Mae tudalen y canlyniad yn dangos faint oedd ar ôl gan eich cefnogwyr."
            en = "The money ran out. The page of the result shows what your supporters still had."
        rows.append(
            {
                "application": one["id"],
                "code": code,
                "text_cy": cy,
                "text_en": en,
                "at": "2025-07-23T09:30:00Z",
            }
        )
    return rows


def agreement(number: int, application: Row) -> dict[str, Any]:
    """The grant or contract of one funded application."""
    return {
        "id": f"AG{number}",
        "application": application["id"],
        "organisation": application["organisation"],
        "kind": OFFER.get(application["need"], "grant"),
        "amount_p": application["cost"] * 100,
        "start": "2025-09-01",
        "end": "2026-08-31",
        "signed_on": "2025-08-11",
        "notice_months": 3,
        "welsh": number % 2 == 1,
    }


def payment(one: Row, quarter: int) -> Row:
    """A quarter of the money, in advance; each is paid a little sooner than the one before."""
    due = ("2025-09-01", "2025-12-01", "2026-03-02", "2026-06-01")[quarter]
    paid = ("2025-09-19", "2025-12-15", "2026-03-11", "2026-06-05")[quarter]
    share = one["amount_p"] // 4 + (one["amount_p"] % 4 if quarter == 3 else 0)
    return {"agreement": one["id"], "due": due, "invoiced_on": due, "paid_on": paid, "amount_p": share}


def results(agreements: Sequence[Row]) -> list[Row]:
    """Before and after, for each outcome; the third moved nobody, and says so."""
    measured = [
        ("O1", 61, 2.1, 1.4, 3.9, 1.6),
        ("O2", 58, 4.6, 1.3, 5.9, 1.5),
        ("O3", 24, 3.1, 1.1, 3.1, 1.2),
        ("O4", 40, 96.0, 41.0, 71.0, 44.0),
    ]
    notes = {
        "O3": (
            "Dim newid: roedd yr un nifer yn cael seibiant ag o’r blaen.",
            "No change: as many had a break as before.",
        )
    }
    return [
        {
            "outcome": outcome,
            "agreement": agreements[index % len(agreements)]["id"],
            "group": "treated",
            "n": n,
            "mean": mean,
            "sd": sd,
            "n_before": n,
            "mean_before": before,
            "sd_before": sd_before,
            "r": 0.5,
            "note_cy": notes.get(outcome, ("", ""))[0],
            "note_en": notes.get(outcome, ("", ""))[1],
        }
        for index, (outcome, n, mean, sd, before, sd_before) in enumerate(measured)
    ]

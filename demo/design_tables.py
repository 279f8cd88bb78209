"""The tables of ``design/`` and ``apply/`` that a round's written content fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from writing import Row, table

Content = dict[str, Any]
LETTERS = {"citizens": "c", "third_sector": "t", "public": "p"}


def in_pence(rows: Sequence[Row], **columns: str) -> list[Row]:
    """Rows with columns of pounds given again in pence, under other names; what is not known stays unknown."""
    return [{**row, **{new: row[old] * 100 for new, old in columns.items() if old in row}} for row in rows]


def seat_names(seats: Mapping[str, int], first: int = 1) -> dict[str, list[str]]:
    """Pseudonyms of the seats of each partner, numbered from ``first``: ``c-01``, ``t-01`` ..."""
    return {
        partner: [f"{LETTERS[partner]}-{number:02}" for number in range(first, first + count)]
        for partner, count in seats.items()
    }


def seats(
    path: Path, names: Mapping[str, Sequence[str]], starts: str, interests: Mapping[str, Row], ends: Row | None = None
) -> None:
    """``cycle/seats.csv``; whoever has declared an interest stands there with it."""
    rows = [
        {
            "seat": seat,
            "partner": partner,
            "from": starts,
            "to": (ends or {}).get(seat),
            "paid": partner == "public",
            "interests": interests.get(seat, {}).get("links", []),
            "relation": interests.get(seat, {}).get("relation", "none"),
        }
        for partner, each in names.items()
        for seat in each
    ]
    table(path, ["seat", "partner", "from", "to", "paid", "interests", "relation"], rows)


def design(folder: Path, content: Content, bodies: Mapping[str, Row], names: Mapping[str, Sequence[str]]) -> None:
    """Needs, assets, outcomes, pots, lots, providers, what is asked, criteria and the points of each seat."""
    needs = [
        {**need, "place": content["round"]["place"], "revenue_or_capital": "revenue"}
        for need in in_pence(content["needs"], size_p="size")
    ]
    columns = ["id", "title_cy", "title_en", "kind", "place", "group", "size_p", "revenue_or_capital", "statements"]
    table(folder / "needs.csv", columns, needs)
    columns = ["id", "kind", "title_cy", "title_en", "holder", "shareable", "statements"]
    table(folder / "assets.csv", columns, content["assets"])
    columns = ["id", "title_cy", "title_en", "goals", "ways", "measure", "needs"]
    table(folder / "outcomes.csv", columns, content["outcomes"])
    pots(folder / "pots.csv", content["pots"])
    providers = [{"id": id, **body} for id, body in bodies.items()]
    table(
        folder / "providers.csv",
        ["id", "name", "size", "capacity_p", "needs"],
        in_pence(providers, capacity_p="capacity"),
    )
    table(folder / "lots.csv", ["id", "title_cy", "title_en", "needs", "offer_type", "value_p", "years"], lots(content))
    asked(folder, content)
    criteria = [{**criterion, "low": 0, "high": 10, "direction": "up"} for criterion in content["criteria"]]
    columns = ["id", "title_cy", "title_en", "low", "high", "direction", "statements", "needs"]
    table(folder / "criteria.csv", columns, criteria)
    weights(folder / "weights.csv", content, names)


def pots(path: Path, rows: Sequence[Row]) -> None:
    """``design/pots.csv``; every owner has consented."""
    columns = ["id", "commissioner", "commissioner_kind", "amount_p", "mode", "consent", "restriction"]
    table(path, columns, [{**pot, "consent": True} for pot in in_pence(rows, amount_p="amount")])


def lots(content: Content) -> list[Row]:
    """One lot for each need, of the need's size and for one year."""
    return [
        {
            **need,
            "id": content["lots"][need["id"]],
            "needs": [need["id"]],
            "offer_type": content["offers"].get(need["id"], "grant"),
            "value_p": need["size_p"],
            "years": 1,
        }
        for need in in_pence(content["needs"], size_p="size")
    ]


def asked(folder: Path, content: Content) -> None:
    """What each lot asks: requirements after an offer, each with its reason, and the same questions everywhere."""
    every = list(content["lots"].values())
    required = [(lot, each) for each in content["requirements"] for lot in each.get("lots", every)]
    requirements = [
        {**each, "id": f"R{number}", "lot": lot, "when": "after_offer"}
        for number, (lot, each) in enumerate(required, 1)
    ]
    columns = ["id", "lot", "kind", "level", "unit", "when", "reason_cy", "reason_en", "exception_gate"]
    table(folder / "requirements.csv", columns, requirements)
    questions = [
        {**each, "id": f"{lot}-Q{number}", "lot": lot, "kind": "text"}
        for lot in every
        for number, each in enumerate(content["questions"], 1)
    ]
    columns = ["id", "lot", "text_cy", "text_en", "words", "prefilled", "kind", "criterion"]
    table(folder / "questions.csv", columns, questions)


def weights(path: Path, content: Content, names: Mapping[str, Sequence[str]]) -> None:
    """Points of each seat: those of its partner, and up to five more or less."""
    rng = Random(content["round"]["id"])
    rows = [
        {"seat": seat, "partner": partner, "criterion": criterion["id"], "points": points + rng.choice([-5, 0, 0, 5])}
        for partner, each in names.items()
        for seat in each
        for criterion, points in zip(content["criteria"], content["points"][partner], strict=True)
    ]
    table(path, ["seat", "partner", "criterion", "points"], rows)


def apply(folder: Path, content: Content, bodies: Mapping[str, Row]) -> None:
    """Organisations that applied, alone or with others, and what they asked for."""
    applications = content["applications"]
    members = [
        {"application": one["id"], **dict(zip(("organisation", "share"), member.rsplit(":", 1), strict=True))}
        for one in applications
        for member in one.get("members", [])
    ]
    applied = {one["organisation"] for one in applications} | {member["organisation"] for member in members}
    place = content["round"]["place"]
    organisations = [{"id": id, "place": place, **body} for id, body in bodies.items() if id in applied]
    columns = ["id", "name", "type", "income_p", "place", "registered_on"]
    table(folder / "organisations.csv", columns, in_pence(organisations, income_p="income"))
    rows = [
        {**one, "lot": content["lots"][one["need"]], "minutes_spent": one.get("minutes")}
        for one in in_pence(applications, cost_p="cost")
    ]
    columns = ["id", "lot", "organisation", "title_cy", "title_en", "cost_p", "minutes_spent", "status", "reason"]
    table(folder / "applications.csv", columns, rows)
    table(folder / "members.csv", ["application", "organisation", "share"], members)

"""Check a fairness certificate from the ballots: ``python bench/check_certificate.py FILE.pb RESULT.json AUDIT.json``.

AUDIT is what ``cydradd decide audit --json`` wrote about RESULT. This script imports nothing of the product and
follows the definition, not the product's way: for each unfunded project it tries every group of its supporters that
have least. It prints each disagreement and ends with status 1 when there is one.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path


def sections(path: str) -> dict[str, list[dict[str, str]]]:
    """The rows of META, PROJECTS and VOTES by column."""
    found: dict[str, list[list[str]]] = {}
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) >= 1 and row[0].strip().upper() in ("META", "PROJECTS", "VOTES") and not any(row[1:]):
                rows = found.setdefault(row[0].strip().upper(), [])
            elif any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
    return {name: [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] for name, rows in found.items()}


def voters(rows: list[dict[str, str]], known: dict[str, Fraction], result: dict) -> list[tuple[Fraction, set[str]]]:
    """Weight and supported projects of each ballot that takes part."""
    cast = []
    for row in rows:
        named = [name.strip() for name in row.get("vote", "").split(",")]
        points = row["points"].split(",") if row.get("points") else ["1"] * len(named)
        cast.append({name for name, point in zip(named, points, strict=False) if name in known and Fraction(point) > 0})
    if not result.get("partners"):
        return [(Fraction(1), support) for support in cast]
    of = [row[result["rule"]["weights"]] for row in rows]
    many = Counter(partner for partner in of if partner in {own["name"] for own in result["partners"]})
    share = result["rule"]["shares"] or dict.fromkeys(many, Fraction(1, len(many)))
    weight = {partner: many.total() * Fraction(share[partner]) / many[partner] for partner in many}
    return [(weight[partner], support) for partner, support in zip(of, cast, strict=True) if partner in weight]


def strongest(has: list[tuple[Fraction, Fraction]], cost: Fraction, per_weight: Fraction) -> dict:
    """Of all groups of supporters that have least, the one whose share is most of what it takes.

    Args:
        has: Money in funded projects and weight of each supporter, least money first.
    """
    best, weight = None, Fraction(0)
    for place, (money, own) in enumerate(has, 1):
        weight += own
        if place < len(has) and has[place][0] == money:
            continue  # who has as much belongs to the group
        need, share = money + cost, weight * per_weight
        ratio = share / need if need else None
        if best is None or ratio is None or (best["ratio"] is not None and ratio > best["ratio"]):
            best = {"voters": place, "weight": weight, "share": share, "best_off": money, "ratio": ratio}
            best["short_by"] = max(share - need, Fraction(0))
    return best


def audit(path: str, result: dict) -> dict:
    """What the audit of a result must say."""
    held = sections(path)
    budget = Fraction(next(row["value"] for row in held["META"] if row["key"] == "budget"))
    cost = {row["project_id"]: Fraction(row["cost"]) for row in reversed(held["PROJECTS"])}
    cast = voters(held["VOTES"], cost, result)
    won, groups, unchecked = set(result["winners"]), [], []
    aside = {entry["project"]: entry["kind"] for entry in result.get("eligibility", ())}
    for name in dict.fromkeys(row["project_id"] for row in held["PROJECTS"]):
        has = sorted(
            (sum((cost[each] for each in theirs & won), Fraction(0)), weight)
            for weight, theirs in cast
            if name in theirs
        )
        kind = aside.get(name) or ("cost_above_budget" if cost[name] > budget else "" if has else "no_support")
        if name not in won and kind:
            unchecked.append({"project": name, "reason": kind})
        elif name not in won:
            groups.append({"project": name, "cost": cost[name], **strongest(has, cost[name], budget / len(cast))})
    sort = sorted(groups, key=lambda group: (group["ratio"] is not None, -(group["ratio"] or 0), group["project"]))
    short = ("project", "voters", "weight", "best_off", "ratio")
    rows = [{("prefix" if key == "voters" else key): group[key] for key in short} for group in groups]
    return {
        "clean": not any(group["short_by"] for group in groups),
        "worst": sort[0]["ratio"] if sort else None,
        "checked": len(groups),
        "violations": [group for group in sort if group["short_by"]],
        "worst_group": sort[0] if sort else None,
        "unchecked": unchecked,
        "certificate": {"budget": budget, "voters": len(cast), "rows": rows},
    }


def problems(path: str, result: dict, told: dict) -> list[str]:
    """Where an audit says otherwise than the ballots; every amount must be text in lowest terms."""
    right = json.loads(json.dumps(audit(path, result), default=str))
    told = {key: value for key, value in told.items() if key != "identical"}
    if told.keys() != right.keys():
        return [f"keys: {sorted(told)} instead of {sorted(right)}"]
    exact = {key: json.dumps(told[key], sort_keys=True) == json.dumps(right[key], sort_keys=True) for key in right}
    return [
        f"{key}: {str(told[key])[:200]} instead of {str(right[key])[:200]}" for key, same in exact.items() if not same
    ]


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    given = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[2:]]
    found = problems(sys.argv[1], *given)
    sys.exit("\n".join(found) or 0)

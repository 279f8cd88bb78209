"""How right each rule on names is, and the share of grants that is classified: ``python bench/follow_names.py``.

Names whose kind is known by a list or a number (`tests/agreement/follow/known_names.py`) are classified by their name
alone. For each form of name: how many have it, and their share in the third sector, among other non-profit bodies and
among public bodies. Then what share of the names of each group the rules find, and what crosses. Last, the share of the
grants of the four real files that is classified, without and with the registers at hand. Each line is JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.agreement.follow.known_names import OTHER, STATUTORY, THIRD, known_names, recipients  # noqa: E402

from cydradd.follow.recipient_names import FORMS, by_name  # noqa: E402
from cydradd.follow.recipients import GROUPS, classify  # noqa: E402
from cydradd.follow.registers import build, open_register  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
GROUPS_KNOWN = (THIRD, OTHER, STATUTORY)


def shares(groups: Counter[str]) -> dict[str, float | int]:
    """Of names that a rule fits: how many, and how they are divided."""
    whole = groups.total()
    return {"names": whole, **{group: round(groups[group] / whole, 4) for group in GROUPS_KNOWN if whole}}


def forms(known: dict[str, str]) -> None:
    """One line for each form, of the names that no earlier one has."""
    found: dict[int, Counter[str]] = {}
    for name, group in known.items():
        if (by_name(name) or ("", "10b"))[1] != "10b":
            plain = name.split(",")[0].strip(" .")
            place = next(place for place, form in enumerate(FORMS) if form.fits(name, plain))
            found.setdefault(place, Counter())[group] += 1
    for place, form in enumerate(FORMS):
        told = shares(found.get(place, Counter()))
        print(json.dumps({"rule": form.rule, "class": form.code, "form": form.pattern.pattern, **told}))


def recall(known: dict[str, str]) -> None:
    """One line for each known group: the share of its names that the rules call each group."""
    for said in GROUPS_KNOWN:
        names = [name for name, group in known.items() if group == said]
        called = Counter(GROUPS[by[0]] if (by := by_name(name)) else "unknown" for name in names)
        print(json.dumps({"known": said, "names": len(names), **{k: v / len(names) for k, v in called.items()}}))


def classified() -> None:
    """The share of grants by the level of their evidence, without registers and with them."""
    everyone = list(recipients(DATA / "grants"))
    with tempfile.TemporaryDirectory() as scratch:
        build(DATA / "grants", Path(scratch) / "register")
        with open_register(Path(scratch) / "register") as register:
            known = register.links(everyone), register.kinds(everyone), register.names(everyone)
    for registers, evidence in (("none", ()), ("those at hand", known)):
        levels = Counter(classify(each, *evidence).level or "unknown" for each in everyone)
        print(json.dumps({"registers": registers, "grants": levels.total(), **dict(sorted(levels.items()))}))


if __name__ == "__main__":
    names = known_names(DATA)
    forms(names)
    recall(names)
    classified()

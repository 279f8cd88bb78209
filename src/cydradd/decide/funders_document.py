"""POTS.json read, and the JSON of `cydradd decide fund`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import orjson

from cydradd.decide.document import count_document, exact
from cydradd.decide.election import Election
from cydradd.decide.explain_sentences import money
from cydradd.decide.fund import Funded
from cydradd.decide.funders import Cut, Pot
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual


def read_pots(path: Path, election: Election) -> tuple[Pot, ...]:
    """The pots of POTS.json.

    Raises:
        UnreadableFile: Not JSON of this form, an id twice, an amount that is no number from 0, an unknown project.
        OSError: The file cannot be opened.
    """
    try:
        held = orjson.loads(path.read_bytes())
        pots = tuple(_pot(entry) for entry in held["pots"])
    except orjson.JSONDecodeError as error:
        raise _refuse(f"llinell {error.lineno}: nid yw’n JSON.", f"line {error.lineno}: this is not JSON.") from None
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError):
        raise _refuse(
            "mae ar bob cronfa angen id, funder, amount (testun, 0 neu fwy), projects a reason.",
            "each pot needs id, funder, amount (text, 0 or more), projects and reason.",
        ) from None
    if not pots or len({pot.id for pot in pots}) < len(pots):
        raise _refuse("rhaid i bob cronfa fod â chyfeirnod gwahanol.", "each pot must have an id of its own.")
    known = {project.id for project in election.projects}
    for name in sorted(name for pot in pots for name in pot.projects or () if name not in known):
        raise _refuse(
            f"nid oes prosiect “{name[:60]}” yn yr etholiad.", f"there is no project “{name[:60]}” in the election."
        )
    return pots


def _pot(entry: Mapping[str, JsonValue]) -> Pot:
    amount, projects, reason = entry["amount"], entry["projects"], entry.get("reason") or {}
    if isinstance(amount, bool | float) or not isinstance(amount, str | int) or Fraction(amount) < 0:
        raise ValueError(amount)
    if projects is not None and not (isinstance(projects, list) and all(isinstance(name, str) for name in projects)):
        raise TypeError(projects)
    if not isinstance(entry["id"], str) or not isinstance(reason, Mapping):
        raise TypeError(entry)
    said = {side: None if reason.get(side) is None else str(reason[side]) for side in ("cy", "en")}
    permitted = None if projects is None else frozenset(str(name) for name in projects)
    return Pot(entry["id"], str(entry["funder"]), Fraction(amount), permitted, Bilingual(**said))


def _refuse(cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"Cronfeydd: {cy}", f"Pots: {en}"))


def budget_differs(election: Election, pots: Sequence[Pot]) -> list[Defect]:
    """The defect of a file whose budget is not the sum of the pots."""
    total = sum((pot.amount for pot in pots), Fraction(0))
    if total == election.budget:
        return []
    said = Bilingual(
        f"Cyfanswm y cronfeydd: {total}; y cronfeydd sy’n cyfrif.", f"The pots hold {total} together; the pots count."
    )
    return [Defect("budget-differs", said, None, None, "budget", str(election.budget))]


def fund_document(
    funded: Funded, *, file_sha256: str | None = None, defects: Sequence[Defect] = (), payments: bool = False
) -> dict[str, JsonValue]:
    """Every key of decide.md section 5 for several funders; ``projects`` of a pot: what it may pay for, null: anything.

    With the pots of the document and the ballots anybody can repeat the count.
    """
    currency = funded.result.election.currency
    return {
        **count_document(funded.result, file_sha256=file_sha256, defects=defects, payments=payments),
        "pots": [
            {
                "id": pot.id,
                "amount": exact(pot.amount),
                "used": exact(funded.used(pot.id)),
                "left": exact(pot.amount - funded.used(pot.id)),
                "projects": None if pot.projects is None else sorted(pot.projects),
            }
            for pot in funded.pots
        ],
        "pays": [
            {"project": name, "pot": pot, "amount": exact(amount)}
            for (name, pot), amount in sorted(funded.shares.pays.items())
        ],
        "pairs": len(funded.shares.pays),
        "pairs_lower_bound": funded.shares.lower_bound,
        "optimal": funded.shares.optimal,
        "refused": [
            {
                "project": cut.project,
                "pots": list(cut.pots),
                "projects": list(cut.projects),
                "have": exact(cut.have),
                "need": exact(cut.need),
                "short_by": exact(cut.short_by),
                "sentence": refusal(cut, currency).as_json(),
            }
            for cut in funded.refused
        ],
    }


def refusal(cut: Cut, currency: str | None) -> Bilingual:
    """Why the pots could not pay a project."""
    if not cut.pots:
        return Bilingual("Nid oes cronfa a all dalu amdano.", "No pot may pay for it.")
    have, need, short = (money(amount, currency) for amount in (cut.have, cut.need, cut.short_by))
    pots, names = ", ".join(cut.pots), ", ".join(cut.projects)
    return Bilingual(
        f"Cost y prosiectau hyn gyda’i gilydd: {need} ({names}). Y cyfan yn y cronfeydd a all dalu amdanynt: {have} "
        f"({pots}). Ar goll: {short}.",
        f"Together these projects cost {need} ({names}). The pots that may pay for them hold {have} ({pots}): "
        f"{short} is missing.",
    )

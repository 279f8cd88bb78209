"""What a verification found: flaws with one word of cause, and what each claim is worth after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cydradd.record.claims import CLAIMS, NOT_PROVED, Claim
from cydradd.record.heads import Head
from cydradd.vocabulary.facts import JsonValue

MOST_EVIDENCE = 20
"""Entries named as evidence of one failed claim; every flaw is among the defects."""

DISPROVES = {
    "unchanged": ("bad_root", "bad_tile", "bad_entry", "gap", "fork", "unlisted_file"),
    "wellformed": ("bad_entry", "gap", "bad_ref"),
    "openings": ("bad_opening",),
}
"""Causes that make a claim fail, whatever else holds."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: where, one word of the cause, and the entry it concerns."""

    path: str
    cause: str
    index: int | None = None

    def as_json(self) -> dict[str, JsonValue]:
        """``{"path", "cause", "index"}``."""
        return {"path": self.path, "cause": self.cause, "index": self.index}


@dataclass(slots=True)
class Report:
    """What was found.

    Attributes:
        origin, size, root: Of the file ``checkpoint``; ``root`` in hexadecimal. Empty and 0 when it cannot be read.
        heads: Every tree head of the folder, that of ``checkpoint`` first.
        flaws: Everything that is wrong.
        claims: Every claim with its result.
    """

    origin: str = ""
    size: int = 0
    root: str = ""
    heads: list[Head] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.flaws

    @property
    def signed(self) -> bool:
        """Whether the newest head carries signatures (which are not checked)."""
        return bool(self.heads) and self.heads[0].signed

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of `cydradd record verify --json`."""
        return {
            "ok": self.ok,
            "origin": self.origin,
            "size": self.size,
            "root": self.root,
            "checkpoints": [{"path": h.path, "size": h.size, "signed": h.signed} for h in self.heads],
            "witnesses": [],
            "claims": [claim.as_json() for claim in self.claims],
            "not_proved": [sentence.as_json() for sentence in NOT_PROVED],
            "defects": [flaw.as_json() for flaw in self.flaws],
        }


def claims_after(flaws: Sequence[Flaw], proved: Sequence[str], leaves: Sequence[bytes]) -> list[Claim]:
    """Every claim: failed where a flaw disproves it, proved where ``proved`` names it, else not checked."""
    found = []
    for claim in CLAIMS:
        against = [flaw for flaw in flaws if flaw.cause in DISPROVES.get(claim.id, ())]
        places = sorted({flaw.index for flaw in against if flaw.index is not None and 0 <= flaw.index < len(leaves)})
        if against:
            evidence = tuple((place, leaves[place].hex()) for place in places[:MOST_EVIDENCE])
            found.append(claim.failed(against[0].cause, evidence))
        else:
            found.append(claim.proved() if claim.id in proved else claim)
    return found

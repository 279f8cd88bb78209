"""The words that an act may hold: which keys belong to it, and which codes are known (design.md section 6)."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.stages import Gate

KINDS = frozenset(
    {
        "commitment", "window_opens", "window_closes", "item", "option", "contribution", "change", "reply",
        "design_text", "decision", "consent", "objection", "mediation_opens", "mediation_closes", "override",
        "publish", "interest",
    }
)  # fmt: skip
"""Kinds of the short form; any other kind is an entry type, verbatim."""

CODES: Mapping[str, frozenset[str]] = {
    "commitment": frozenset(
        {"budget_fixed", "provider_named", "spec_published", "paper_approved", "announced", "signed"}
    ),
    "item": frozenset({"open", "closed"}),
    "reply": frozenset({"accepted", "partly", "not", "out_of_scope"}),
    "consent": frozenset({"withdrawn"}),
    "objection": frozenset({"resolved", "withdrawn"}),
    "publish": frozenset({"cy", "en"}),
}
"""Codes of the kinds that have a closed list; other kinds may say what they like."""

GATES = frozenset(str(gate) for gate in Gate)

WORDS = ("id", "object", "item", "code", "seat", "gate", "office", "ground")
SAID = ("text", "harm", "remedy")
OF_ANY_ACT = ("partner", "seq", "channel", "role", "seat")
OF_A_SHORT_LINE = frozenset((*WORDS, *SAID, *OF_ANY_ACT, "links"))
OF_AN_ENTRY = frozenset((*OF_ANY_ACT, "body", "sealed", "refs"))


def keys_of(kind: str) -> frozenset[str]:
    """The keys, beside ``kind`` and ``at``, that an act of this kind may hold."""
    return OF_A_SHORT_LINE if kind in KINDS else OF_AN_ENTRY


def known_words(kind: str, name: str) -> frozenset[str] | None:
    """The closed list of a key's words; ``None``: any word."""
    if name == "gate":
        return GATES
    return CODES.get(kind) if name == "code" else None

"""Entries of the record that tell of involvement, in the short form of a line (cycle.md section 3)."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.facts import JsonValue

SHORT: Mapping[str, tuple[str, str | None, str | None]] = {
    "design.committed": ("commitment", None, None),
    "listen.opened": ("window_opens", "listen", None),
    "listen.closed": ("window_closes", "listen", None),
    "apply.opened": ("window_opens", "call", None),
    "apply.closed": ("window_closes", "call", None),
    "decide.opened": ("window_opens", "ballot", None),
    "decide.closed": ("window_closes", "ballot", None),
    "design.window_opened": ("window_opens", None, None),
    "design.window_closed": ("window_closes", None, None),
    "design.item_set": ("item", None, None),
    "design.option_stated": ("option", None, None),
    "design.contribution_made": ("contribution", None, None),
    "design.changed": ("change", None, None),
    "design.reply_given": ("reply", None, None),
    "design.draft_published": ("design_text", None, None),
    "design.agreed": ("decision", "design", None),
    "round.decided": ("decision", None, None),
    "consent.given": ("consent", None, None),
    "consent.withdrawn": ("consent", None, "withdrawn"),
    "objection.raised": ("objection", None, None),
    "objection.resolved": ("objection", None, "resolved"),
    "objection.withdrawn": ("objection", None, "withdrawn"),
    "objection.mediation_opened": ("mediation_opens", None, None),
    "objection.mediation_closed": ("mediation_closes", None, None),
    "override.used": ("override", None, None),
    "listen.reported": ("publish", "report", None),
    "round.published": ("publish", None, None),
}
"""Kind, and the object and code that the type itself says; ``None``: the body says it."""


def short(line: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """An entry in short: what its body holds, laid out as a line. What is sealed away is not there."""
    kind, about, code = SHORT[str(line["kind"])]
    body, sealed = line.get("body"), line.get("sealed")
    found: dict[str, JsonValue] = {name: line[name] for name in ("partner", "seq") if name in line}
    if isinstance(body, Mapping):
        found |= {name: body[name] for name in ("id", "object", "item", "code", "gate", "links") if name in body}
    if isinstance(sealed, Mapping):
        text = sealed.get("text")
        found["text"] = text.get("text") if isinstance(text, Mapping) and "text" in text else text
    return {**found, "kind": kind, "object": about or found.get("object"), "code": code or found.get("code")}

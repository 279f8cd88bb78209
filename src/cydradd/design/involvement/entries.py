"""Entries of the record that tell of involvement, in the short form of a line (cycle.md section 3)."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.record.short_form import SHORT_FORM
from cydradd.vocabulary.facts import JsonValue


def short(line: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """An entry in short: what its body holds, laid out as a line. What is sealed away is not there."""
    kind, about, code = SHORT_FORM[str(line["kind"])]
    body, sealed = line.get("body"), line.get("sealed")
    found: dict[str, JsonValue] = {name: line[name] for name in ("partner", "seq") if name in line}
    if isinstance(body, Mapping):
        found |= {name: body[name] for name in ("id", "object", "item", "code", "gate", "links") if name in body}
    if isinstance(sealed, Mapping):
        text = sealed.get("text")
        found["text"] = text.get("text") if isinstance(text, Mapping) and "text" in text else text
    return {**found, "kind": kind, "object": about or found.get("object"), "code": code or found.get("code")}

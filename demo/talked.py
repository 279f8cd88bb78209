"""What was said of a design of the demo while it was open, what was answered, and what changed because of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from carried import OFFICER, Carried, Content, both, instant
from cydradd_web.design.kinds import KINDS
from cydradd_web.design.services.items import take_out, version_of, with_id
from cydradd_web.design.services.talking import contribute, mark_change, publish_draft, reply

DESIGN = "design"


def talk(carried: Carried) -> None:
    """Every contribution, change, text and reply about the design, as the content has them."""
    rows = sorted((row for row in carried.content["acts"] if row["object"] == DESIGN), key=lambda row: row["at"])
    for row in rows:
        if row["kind"] in _SAID:
            _SAID[row["kind"]](carried, row)


def _contribution(carried: Carried, row: Content) -> None:
    """The site names comments by number; the content names them as it likes."""
    carried.names[row["id"]] = f"comment-{len(carried.names) + 1}"
    carried.on(row["at"], row["seat"], contribute, text=both(row), item=row.get("item"))


def _links(carried: Carried, row: Content) -> list[str]:
    return [carried.names[each] for each in row.get("links", [])]


def _change(carried: Carried, row: Content) -> None:
    what = {"contributions": _links(carried, row), "item": row["item"], "text": both(row)}
    carried.on(row["at"], f"{row['partner']}:1", mark_change, **what)


def _taken_out(carried: Carried, row: Content) -> None:
    kind, name = KINDS[row["of"]], row["item"]

    def seen() -> str:
        made = with_id(carried.round_id, kind, name)
        return "" if made is None else version_of(made)

    what = {"kind": row["of"], "identifier": name, "why": both(row), "links": _links(carried, row)}
    carried.on(row["at"], f"{row['partner']}:1", take_out, seen=seen, **what)


def _text(carried: Carried, row: Content) -> None:
    carried.on(row["at"], OFFICER, publish_draft, text=both(row))


def _reply(carried: Carried, row: Content) -> None:
    for number, name in enumerate(_links(carried, row)):
        when = instant(row["at"]) + timedelta(minutes=number)
        carried.on(when, OFFICER, reply, contribution=name, code=row["code"], text=both(row))


_SAID: dict[str, Callable[[Carried, Any], None]] = {
    "contribution": _contribution,
    "change": _change,
    "taken_out": _taken_out,
    "design_text": _text,
    "reply": _reply,
}

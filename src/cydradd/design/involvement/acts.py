"""Acts as the detector reads them: a line of ``events.jsonl``, in short or as an entry of the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cydradd.design.involvement.entries import short
from cydradd.record.acts import ACTS
from cydradd.record.short_form import SHORT_FORM
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_instant

KINDS = frozenset(
    {
        "commitment", "window_opens", "window_closes", "item", "option", "contribution", "change", "reply",
        "design_text", "decision", "consent", "objection", "mediation_opens", "mediation_closes", "override",
        "publish", "interest",
    }
)  # fmt: skip
OURS = frozenset({"web", "phone", "paper", "assisted", "system"})
"""Ways an act comes into our own record (record.md). Any other ``channel`` is an act told from outside."""
CODES: Mapping[str, tuple[str, ...]] = {
    "commitment": ("budget_fixed", "provider_named", "spec_published", "paper_approved", "announced", "signed"),
    "item": ("open", "closed"),
    "reply": ("accepted", "partly", "not", "out_of_scope"),
    "consent": ("withdrawn",),
    "objection": ("resolved", "withdrawn"),
    "publish": ("cy", "en"),
}
"""Codes of the kinds that have a closed list; other kinds may say what they like."""


class UnreadableAct(CydraddError):
    """A line that is no act; ``column``: the key that is at fault."""

    code = "unreadable-cell"

    def __init__(self, sentence: Bilingual, *, code: str | None = None, column: str | None = None) -> None:
        super().__init__(sentence, code=code)
        self.column = column


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a round.

    Attributes:
        kind: A word of design.md section 6. An entry of another kind (``evaluate.planned``) keeps its own word.
        texts: What a ``design_text`` says, by language; one of a language that is not told is under ``""``.
        outside: The act was told by somebody else: a ``channel`` that is none of `OURS`, or ``imported``.
        row: Line of the file; 0 when it came from none.
    """

    kind: str
    at: datetime
    id: str | None = None
    object: str | None = None
    partner: Partner | None = None
    item: str | None = None
    texts: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    code: str | None = None
    gate: str | None = None
    seq: int = 0
    outside: bool = False
    row: int = 0

    @property
    def name(self) -> str:
        """What to look for in the file: the act's own id, else its line."""
        return self.id or f"line {self.row}"

    @property
    def order(self) -> tuple[datetime, int, int]:
        """Time, then ``seq``, then line."""
        return self.at, self.seq, self.row


def _refuse(column: str, cy: str, en: str, code: str | None = None) -> UnreadableAct:
    return UnreadableAct(Bilingual(f"{column}: {cy}", f"{column}: {en}"), code=code, column=column)


def _word(name: str, value: JsonValue) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise _refuse(name, "testun nad yw’n wag sydd ei angen.", "text that is not empty is needed.")


def _partner(name: str, value: JsonValue) -> Partner:
    if value in [str(partner) for partner in Partner]:
        return Partner(str(value))
    cy, en = "defnyddiwch citizens, third_sector neu public.", "use citizens, third_sector or public."
    raise _refuse(name, cy, en, "unknown-partner")


def _links(name: str, value: JsonValue) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(link, str) for link in value):
        return tuple(str(link) for link in value)
    raise _refuse(name, "rhestr o ddynodwyr sydd ei hangen.", "a list of ids is needed.")


def _seq(name: str, value: JsonValue) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _refuse(name, "rhif cyfan o 0 i fyny sydd ei angen.", "a whole number from 0 up is needed.")


def _texts(value: JsonValue) -> tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        return (("", value),)
    if isinstance(value, Mapping) and all(side is None or isinstance(side, str) for side in value.values()):
        return tuple((name, str(value[name])) for name in ("cy", "en") if value.get(name) is not None)
    raise _refuse("text", "testun neu {cy, en} sydd ei angen.", "text or {cy, en} is needed.")


READERS: Mapping[str, Callable[[str, JsonValue], object]] = {
    **dict.fromkeys(("id", "object", "item", "code", "gate"), _word),
    "partner": _partner,
    "links": _links,
    "seq": _seq,
}


def read_act(line: Mapping[str, JsonValue], row: int = 0) -> Act:
    """The act that one line tells.

    Raises:
        UnreadableAct: No such kind or code, or a value of another type than its key has.
        UnreadableTime: ``at`` is no instant, or names no zone.
    """
    kind = line.get("kind")
    if not isinstance(kind, str) or kind not in KINDS | ACTS:
        raise _refuse("kind", "nid oes gweithred o’r enw hwn.", "there is no act of this name.", "unknown-kind")
    told = short(line) if kind in SHORT_FORM else line
    at = line.get("at")
    values = {name: read(name, told[name]) for name, read in READERS.items() if told.get(name) is not None}
    known = CODES.get(str(told["kind"]))
    if known is not None and values.get("code") not in (None, *known):
        listed = ", ".join(known)
        raise _refuse("code", f"defnyddiwch un o {listed}.", f"use one of {listed}.", "unknown-word")
    outside = (_word("channel", line.get("channel") or "system") not in OURS) or line.get("imported") is True
    texts = _texts(told.get("text")) if told["kind"] == "design_text" and told.get("text") is not None else ()
    return Act(
        kind=str(told["kind"]),
        at=parse_instant(at if isinstance(at, str) else ""),
        texts=texts,
        outside=outside,
        row=row,
        **values,  # type: ignore[arg-type]
    )

"""Read EVENTS.jsonl: one touch of a form a line, without anything that was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cydradd.apply.effort import KINDS, OFFLINE, FormEvent
from cydradd.apply.reading import Value, bytes_of
from cydradd.record.canonical import parse
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_instant

KEYS = ("application", "editor", "session", "at", "kind", "minutes")
MOST_MINUTES = 10**6
MOST_DEFECTS = 1_000


@dataclass(frozen=True, slots=True)
class EventsRead:
    """Every line that could be read, and what is wrong with the others."""

    events: tuple[FormEvent, ...]
    defects: tuple[Defect, ...]


def read_events(path: Path) -> EventsRead:
    """The touches of a file of JSON lines.

    A line is ``{"application", "editor", "session", "at", "kind"}``; the answer about time away from the form is
    ``{"application", "editor", "at", "kind": "offline", "minutes"}``. A line that cannot be read is listed with
    its number and spoils no other.

    Raises:
        UnreadableFile: No line could be read, or the file is none.
    """
    events: list[FormEvent] = []
    defects: list[Defect] = []
    for number, line in enumerate(bytes_of(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            event, listed = _event(Value(path.name, "", parse(line)))
        except CydraddError as error:
            message = _without_name(error.sentence, path.name)
            defects.append(Defect(error.code, message, path.name, number, None, line[:200].decode("utf-8", "replace")))
            continue
        events.append(event)
        defects += [Defect(each.code, each.message, each.file, number, each.column) for each in listed]
    if not events:
        why = f" {defects[0].message.en}" if defects else ""
        pam = f" {defects[0].message.cy}" if defects else ""
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid oes yma linell y gellir ei darllen.{pam}",
                f"{path.name}: there is no line here that can be read.{why}",
            )
        )
    return EventsRead(tuple(events), tuple(defects[:MOST_DEFECTS]))


def _without_name(sentence: Bilingual, name: str) -> Bilingual:
    """A sentence that does not say again which file it is about."""
    return Bilingual((sentence.cy or "").removeprefix(f"{name}: "), (sentence.en or "").removeprefix(f"{name}: "))


def _event(line: Value) -> tuple[FormEvent, list[Defect]]:
    """One line, and its keys that no rule knows."""
    unknown = line.unknown(KEYS)
    kind = line.get("kind").word((*KINDS, OFFLINE))
    if kind is None:
        raise line.get("kind").refuse("mae angen gair yma, fel edit.", "a word is needed here, such as edit.")
    minutes = line.get("minutes").whole(MOST_MINUTES) if kind == OFFLINE else None
    event = FormEvent(
        application=line.get("application").needed(),
        editor=line.get("editor").needed(),
        session="" if kind == OFFLINE else line.get("session").needed(),
        at=parse_instant(line.get("at").needed()),
        kind=kind,
        minutes=minutes,
    )
    return event, unknown

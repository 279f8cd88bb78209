"""A proposal as one file that people can write by hand (docs/how-to/write-a-proposal.md).

The acts of the file are done again in the order of their times, by the same rules as on a site: an act that the
rules refuse is listed with its place, and everything else is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec

from cydradd.share import proposal_acts as acts
from cydradd.share.letter_file import read_letters
from cydradd.share.proposal_parts import (
    Answer,
    Kind,
    Outcome,
    Point,
    Removal,
    Reply,
    Response,
    Result,
    Rules,
    Sent,
    Stance,
    Treatment,
    Version,
)
from cydradd.share.proposals import Proposal, open_for_support
from cydradd.share.support import DAYS, LEAST_WORDS, Extension, Threshold
from cydradd.share.toml_tables import Table, read_document
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

MOST = 10_000
"""Greatest number of a version or point."""


@dataclass(frozen=True, slots=True)
class Act:
    """One dated act. Acts of the same instant are done in the order of the cycle: ``rank``, then as written."""

    at: datetime
    rank: int
    table: Table
    do: Callable[[Proposal], Proposal]
    key: str | None = None


_Rest = ParamSpec("_Rest")


def _then(
    act: Callable[Concatenate[Proposal, _Rest], Proposal], *args: _Rest.args, **named: _Rest.kwargs
) -> Callable[[Proposal], Proposal]:
    """An act that waits for its proposal."""
    return lambda proposal: act(proposal, *args, **named)


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """What was read, and everything that was wrong with it."""

    proposal: Proposal
    defects: tuple[Defect, ...]


def read_proposal(path: Path) -> ProposalFile:
    """Read a proposal from TOML or JSON.

    Raises:
        UnreadableFile: Nothing can be read, or there is no version 1.
    """
    defects: list[Defect] = []
    document = Table(read_document(path), "", path.name, defects)
    versions = _versions(document)
    proposal, found = _parts(document, path, versions)
    for act in sorted(found, key=lambda act: (act.at, act.rank)):
        try:
            proposal = act.do(proposal)
        except CydraddError as error:
            act.table.refused(error, act.key)
    _causes(proposal, versions)
    return ProposalFile(proposal, tuple(defects))


def _parts(document: Table, path: Path, versions: list[tuple[Version, Table]]) -> tuple[Proposal, list[Act]]:
    """The first version, and every act after it."""
    first = next((version for version, _ in versions if version.number == 1), None)
    if first is None:
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid oes fersiwn 1 gyfan. Ysgrifennwch [[versions]] gyda number = 1, at, a phwyntiau.",
                f"{path.name}: there is no whole version 1. Write [[versions]] with number = 1, at, and its points.",
            )
        )
    proposal = Proposal(
        document.text("id", needed=True) or path.stem, document.bilingual("title"), (first,), rules=_rules(document)
    )
    found = [
        *(
            Act(version.at, 4, table, _then(acts.new_version, version))
            for version, table in versions
            if version is not first
        ),
        *_moments(document),
        *_responses(document),
        *_letters(document),
        *_sent(document),
        *_replies(document),
        *_outcome(document),
    ]
    document.close()
    return proposal, found


def _rules(document: Table) -> Rules:
    """``[settings]``, each of them with what holds where it is absent."""
    table = document.table("settings")
    if table is None:
        return Rules()
    limit = table.table("threshold")
    rules = Rules(
        table.whole("letter_words", 0, 1000, LEAST_WORDS) or 0,
        table.whole("days", 1, 366, DAYS) or DAYS,
        None
        if limit is None
        else Threshold(limit.whole("organisations", 0, 10**9, 10) or 0, limit.whole("people", 0, 10**9, 50) or 0),
    )
    for each in (table, limit):
        if each is not None:
            each.close()
    return rules


def _versions(document: Table) -> list[tuple[Version, Table]]:
    """Every version that has a number and a time."""
    found = []
    for place, table in enumerate(document.tables("versions"), 1):
        number, at = table.whole("number", 1, MOST, place), table.instant("at")
        points = tuple(_points(table))
        removed = tuple(_removed(table))
        table.close()
        if number is not None and at is not None:
            found.append((Version(number, at, points, removed), table))
    return found


def _points(version: Table) -> Iterator[Point]:
    seen: set[int] = set()
    for table in version.tables("points"):
        number, text, because_of = table.whole("number", 1, MOST), table.bilingual("text"), table.texts("because_of")
        table.close()
        if number in seen:
            table.fault(
                "number-twice",
                "Mae pwynt arall â’r rhif hwn. Y cyntaf a gedwir.",
                "Another point has this number. The first is kept.",
                "number",
            )
        elif number is not None and text != Bilingual():
            seen.add(number)
            yield Point(number, text, because_of)


def _removed(version: Table) -> Iterator[Removal]:
    for table in version.tables("removed"):
        number, reason, because_of = (
            table.whole("number", 1, MOST),
            table.bilingual("reason"),
            table.texts("because_of"),
        )
        table.close()
        if number is not None and reason != Bilingual():
            yield Removal(number, reason, because_of)


def _moments(document: Table) -> Iterator[Act]:
    """The times at which responses open and close, and support opens."""
    for key, rank, act in (
        ("responses_open", 1, acts.open_responses),
        ("responses_close", 3, acts.close_responses),
        ("support_open", 5, open_for_support),
    ):
        at = document.instant(key, needed=False)
        if at is not None:
            yield Act(at, rank, document, act, key)


def _responses(document: Table) -> Iterator[Act]:
    for table in document.tables("responses"):
        name, point = table.text("id", needed=True), table.whole("point", 1, MOST)
        kind, text, at = table.word("kind", Kind), table.bilingual("text"), table.instant("at")
        version, by = table.whole("version", 1, MOST, 1) or 1, table.text("name")
        answer = table.table("answer")
        table.close()
        given = None if answer is None else _answer(answer)
        if name is None or point is None or kind is None or at is None or text == Bilingual():
            continue
        yield Act(at, 2, table, _then(acts.respond, Response(name, version, point, kind, text, at, by)))
        if answer is not None and given is not None:
            yield Act(max(at, given.at), 3, answer, _then(acts.answer, name, given))


def _answer(table: Table) -> Answer | None:
    treatment, reason, at = table.word("treatment", Treatment), table.bilingual("reason"), table.instant("at")
    table.close()
    return None if treatment is None or at is None else Answer(treatment, reason, at)


def _letters(document: Table) -> Iterator[Act]:
    for letter, table in read_letters(document):
        yield Act(letter.at, 6, table, _then(acts.back, letter))
        if letter.withdrawn is not None:
            yield Act(letter.withdrawn.at, 7, table, _then(acts.withdraw, letter, letter.withdrawn), "withdrawn")


def _sent(document: Table) -> Iterator[Act]:
    table = document.table("sent")
    if table is None:
        return
    at, addressee, longer = table.instant("at"), table.bilingual("to"), table.table("extension")
    table.close()
    if at is not None:
        yield Act(at, 8, table, _then(acts.send, Sent(at, addressee)))
    if longer is not None:
        granted, days, reason = longer.instant("at"), longer.whole("days", 1, 366), longer.bilingual("reason")
        longer.close()
        if granted is not None and days is not None:
            yield Act(granted, 9, longer, _then(acts.extend, Extension(granted, days, reason)))


def _replies(document: Table) -> Iterator[Act]:
    for table in document.tables("answers"):
        point, stance = table.whole("point", 1, MOST), table.word("answer", Stance)
        reason, at, who_can = table.bilingual("reason"), table.instant("at"), table.bilingual("who_can", needed=False)
        table.close()
        if point is not None and stance is not None and at is not None:
            who = None if who_can == Bilingual() else who_can
            yield Act(at, 10, table, _then(acts.reply, Reply(point, stance, reason, at, who)))


def _outcome(document: Table) -> Iterator[Act]:
    table = document.table("outcome")
    if table is None:
        return
    result, reason, at = table.word("result", Result), table.bilingual("reason"), table.instant("at")
    table.close()
    if result is not None and at is not None:
        yield Act(at, 11, table, _then(acts.conclude, Outcome(result, reason, at)))


def _causes(document: Proposal, versions: list[tuple[Version, Table]]) -> None:
    """List causes that are no response of this proposal."""
    known = {response.id for response in document.responses}
    for version, table in versions:
        parts: tuple[Point | Removal, ...] = (*version.points, *version.removed)
        for part in parts:
            for missing in sorted(set(part.because_of) - known):
                table.fault(
                    "no-response",
                    f"Pwynt {part.number}: nid oes ymateb {missing} a gadwyd.",
                    f"Point {part.number}: no response {missing} was kept.",
                )

"""The rows of a Polis export, file by file: votes, matrix, statements, participants, and the API's JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cydradd.listen.exports.files import Files
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Cell as Cell
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

MATRIX = ("participants-votes.csv", "participant-votes.csv")
MILLISECONDS_FROM = 100_000_000_000
"""Timestamps at or above it are milliseconds, below it seconds."""


@dataclass(frozen=True, slots=True)
class Participant:
    """What is told of one voter (participants.csv); ``None`` = not told.

    Attributes:
        profile: Further columns, such as an age band: who took part.
    """

    voter: str
    partner: Partner | None = None
    strength: str | None = None
    place: str | None = None
    profile: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Events:
    """Votes as they came: the last of each pair, and how many were replaced."""

    last: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    count: int = 0
    duplicates: int = 0
    ties: int = 0

    def add(self, participant: str, statement: str, vote: int, at: int) -> None:
        """Take one vote; it counts when it is not older than the one before it."""
        self.count += 1
        pair = (participant, statement)
        before = self.last.get(pair)
        if before is not None:
            self.duplicates += 1
            self.ties += before[0] == at
            if at < before[0]:
                return
        self.last[pair] = (at, vote)

    def cells(self) -> list[Cell]:
        """The vote that counts, of each pair."""
        return [(participant, statement, vote) for (participant, statement), (_, vote) in self.last.items()]


def _time(text: str) -> int | None:
    """Milliseconds from a timestamp in milliseconds or seconds."""
    try:
        value = int(float(text)) if len(text) < 30 else 0
    except (ValueError, OverflowError):
        return None
    if value <= 0:
        return None
    return value if value >= MILLISECONDS_FROM else value * 1000


def _vote(text: str) -> int | None:
    return {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1}.get(text.strip())


def events_of(files: Files, into: Events | None = None) -> Events | None:
    """The rows of votes.csv; ``None`` when it is not there."""
    if "votes.csv" not in files.texts:
        return None
    events = Events() if into is None else into
    for line, row in files.rows("votes.csv"):
        participant, statement = row.get("voter-id", "").strip(), row.get("comment-id", "").strip()
        vote, at = _vote(row.get("vote", "")), _time(row.get("timestamp", "").strip())
        if not participant or not statement or vote is None:
            cy, en = (
                "Nid pleidlais 1, 0 neu -1 gan rywun ar ddatganiad yw hon.",
                "No vote of 1, 0 or -1 by somebody on a statement.",
            )
            files.defect("bad-vote", cy, en, "votes.csv", line, ",".join(row.values()))
            continue
        if at is None:
            files.defect("bad-time", "Nid oes amser i’r bleidlais.", "The vote has no time.", "votes.csv", line)
        events.add(participant, statement, vote, at or 0)
    return events


def matrix_of(files: Files) -> tuple[list[Cell], dict[str, int], list[str], list[str]] | None:
    """Cells, Polis's groups, participants and statements of the matrix; ``None`` when it is not there."""
    name = next((each for each in MATRIX if each in files.texts), None)
    if name is None:
        return None
    columns = [heading for heading in files.header(name) if heading.isdigit()]
    cells: list[Cell] = []
    groups: dict[str, int] = {}
    people: list[str] = []
    for line, row in files.rows(name):
        participant = row.get("participant", "").strip()
        people.append(participant)
        if row.get("group-id", "").strip().isdigit():
            groups[participant] = int(row["group-id"])
        for statement in columns:
            text = row[statement].strip()
            if not text:
                continue
            vote = _vote(text)
            if vote is None:
                files.defect("bad-vote", "Nid pleidlais yw hon.", "This is no vote.", name, line, text)
            else:
                cells.append((participant, statement, vote))
    return cells, groups, people, columns


def _flag(text: str | None) -> bool:
    return (text or "").strip().lower() in ("true", "1", "t", "yes")


def statements_of(files: Files) -> tuple[list[Statement], dict[str, tuple[int, int]]]:
    """Statements of comments.csv, and how often each was agreed and disagreed with by its own account."""
    found: dict[str, Statement] = {}
    counted: dict[str, tuple[int, int]] = {}
    for line, row in files.rows("comments.csv"):
        identifier = row.get("comment-id", "").strip()
        if not identifier or identifier in found:
            files.defect("bad-statement", "Dim cyfeirnod newydd.", "No new id.", "comments.csv", line, identifier)
            continue
        language = row.get("language", "").strip()
        body, welsh = row.get("comment-body", ""), row.get("comment-body-cy") or None
        text = Bilingual(body, None) if language == "cy" and not welsh else Bilingual(welsh, body)
        moderated = _vote(row.get("moderated", "0") or "0")
        if moderated is None:
            files.defect(
                "bad-moderated",
                "Rhaid i moderated fod yn 1, 0 neu -1.",
                "moderated must be 1, 0 or -1.",
                "comments.csv",
                line,
            )
        found[identifier] = Statement(
            identifier,
            text,
            moderated or 0,
            _flag(row.get("is-meta")),
            _flag(row.get("is-seed")),
            row.get("author-id") or None,
        )
        agrees, disagrees = row.get("agrees", ""), row.get("disagrees", "")
        if agrees.isdigit() and disagrees.isdigit():
            counted[identifier] = int(agrees), int(disagrees)
    return list(found.values()), counted


def _declared_sign(files: Files) -> int | None:
    """What agree is, where the export says so."""
    for _, row in files.rows("summary.csv"):
        cells = list(row.values())
        if len(cells) > 1 and cells[0] == "vote-convention":
            return -1 if "-1" in cells[1].split("agree")[-1][:6] else 1
    try:
        said = json.loads(files.texts.get("format.json", "{}"))
        return int(said["agree"]) if isinstance(said, dict) and said.get("agree") in (1, -1) else None
    except (ValueError, TypeError):
        files.defect("bad-format-json", "Ni ellir darllen format.json.", "format.json cannot be read.", "format.json")
        return None


def sign_of(files: Files, cells: Iterable[Cell], counted: Mapping[str, tuple[int, int]]) -> tuple[int, str]:
    """What agree is in the files: declared, else whichever sign fits the statements' own counts better."""
    declared = _declared_sign(files)
    if declared is not None:
        return declared, "declared"
    up: dict[str, int] = {}
    down: dict[str, int] = {}
    for _, statement, vote in cells:
        if vote:
            tally = up if vote > 0 else down
            tally[statement] = tally.get(statement, 0) + 1
    plain = flipped = 0
    for statement, (agrees, disagrees) in counted.items():
        a, d = up.get(statement, 0), down.get(statement, 0)
        plain += abs(a - agrees) + abs(d - disagrees)
        flipped += abs(d - agrees) + abs(a - disagrees)
    if plain == flipped:
        files.defect(
            "sign-unknown",
            "Nid yw’r ffeiliau’n dangos beth yw cytuno; cymerwyd +1.",
            "The files do not show what agree is; +1 is taken.",
            None,
        )
        return 1, "assumed"
    return (1, "matched") if plain < flipped else (-1, "matched")


def participants_of(files: Files) -> tuple[Participant, ...] | None:
    """Who voted, as far as participants.csv tells."""
    if "participants.csv" not in files.texts:
        return None
    found: dict[str, Participant] = {}
    for line, row in files.rows("participants.csv"):
        voter = (row.get("voter-id") or row.get("participant") or "").strip()
        word = row.get("partner", "").strip()
        if not voter or voter in found:
            files.defect("bad-participant", "Dim cyfeirnod newydd.", "No new id.", "participants.csv", line, voter)
            continue
        known = word in [str(partner) for partner in Partner]
        if word and not known:
            cy, en = "Defnyddiwch citizens, third_sector neu public.", "Use citizens, third_sector or public."
            files.defect("unknown-partner", cy, en, "participants.csv", line, word)
        plain = ("voter-id", "participant", "partner", "strength", "place")
        found[voter] = Participant(
            voter,
            Partner(word) if known else None,
            row.get("strength") or None,
            row.get("place") or None,
            {key: value for key, value in row.items() if key not in plain},
        )
    return tuple(found.values())


def api_of(
    files: Files, into: Events | None = None
) -> tuple[Events, list[Statement], dict[str, tuple[int, int]]] | None:
    """Votes and statements of the API's JSON; ``None`` when it is not there."""
    if "votes.json" not in files.texts:
        return None
    events, statements, counted = Events() if into is None else into, [], {}
    try:
        votes, comments = json.loads(files.texts["votes.json"]), json.loads(files.texts.get("comments.json", "[]"))
    except (ValueError, RecursionError):
        sentence = Bilingual(f"{files.name}: ni ellir darllen y JSON.", f"{files.name}: the JSON cannot be read.")
        raise UnreadableFile(sentence) from None
    if not isinstance(votes, list) or not isinstance(comments, list):
        sentence = Bilingual(f"{files.name}: ni ellir darllen y JSON.", f"{files.name}: the JSON cannot be read.")
        raise UnreadableFile(sentence)
    for number, row in enumerate(votes, 1):
        keys = row if isinstance(row, dict) else {}
        participant, statement = keys.get("participant_id", keys.get("pid")), keys.get("statement_id", keys.get("tid"))
        vote = _vote(str(keys.get("vote")))
        if participant is None or statement is None or vote is None:
            files.defect("bad-vote", "Nid pleidlais yw hon.", "This is no vote.", "votes.json", number, str(row))
            continue
        events.add(str(participant), str(statement), vote, _time(str(keys.get("modified"))) or 0)
    for number, row in enumerate(comments, 1):
        if not isinstance(row, dict):
            files.defect(
                "bad-statement", "Nid datganiad yw hwn.", "This is no statement.", "comments.json", number, str(row)
            )
            continue
        identifier = str(row.get("statement_id", row.get("tid")))
        moderated = _vote(str(row.get("moderated", row.get("mod", 0)))) or 0
        text = Bilingual(None, str(row.get("txt", "")))
        statements.append(Statement(identifier, text, moderated, bool(row.get("is_meta")), bool(row.get("is_seed"))))
        if isinstance(row.get("agree_count"), int) and isinstance(row.get("disagree_count"), int):
            counted[identifier] = row["agree_count"], row["disagree_count"]
    return events, statements, counted

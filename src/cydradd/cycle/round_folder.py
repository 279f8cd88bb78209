"""The round folder: the only reader of it (cycle.md section 2).

Every good row is kept and every fault is listed. A file that is absent makes its part "not present".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cydradd.cycle.columns import TABLES
from cydradd.cycle.event_links import astray
from cydradd.cycle.events import Event, read_lines
from cydradd.cycle.folder_files import files_of
from cydradd.cycle.partners_file import read_partners
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.settings import read_settings
from cydradd.cycle.stages import Stage
from cydradd.cycle.tables import LARGEST_TABLE, TableRead, dangling, decode, read_table, to_come, too_large
from cydradd.decide import pabulib
from cydradd.decide.election import Election
from cydradd.listen import polis_export
from cydradd.listen.polis_export import PolisExport
from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

BALLOTS, PARTNERS, EVENTS, SETTINGS = "decide/ballots.pb", "decide/partners.csv", "cycle/events.jsonl", "round.toml"

FAULTS = frozenset(
    {
        "too-large", "too-long", "outside", "not-a-file", "bad-name", "not-utf-8", "nul", "missing-column",
        "repeated-column", "empty-file", "bare-quote", "wrong-width", "empty-cell", "unreadable-cell", "unknown-word",
        "unreadable-amount", "below-zero", "unreadable-time", "no-zone", "unknown-kind", "bad-json", "unreadable",
        "repeated-id", "refused-count", "bad-setting", "bad-row", "bad-vote", "bad-statement",
    }
)  # fmt: skip
"""Defects by which something in a file was not read, not understood or not counted: its stage is faulty."""

COUNTED_ALL_THE_SAME = frozenset({"bare-quote", "wrong-width"})
"""Of these, those that a Pabulib file may have: its reader says how the row was read, and counts it."""


def is_fault(defect: Defect) -> bool:
    """Whether a defect makes its stage faulty.

    A voter whose partner's word is unknown counts in none, and that is no fault; a seat or an act without its
    partner is not read.
    """
    if defect.code == "unknown-partner":
        return defect.file in TABLES or defect.file == EVENTS
    return defect.code in FAULTS and not (defect.file == BALLOTS and defect.code in COUNTED_ALL_THE_SAME)


@dataclass(frozen=True, slots=True)
class RoundFolder:
    """Everything a round folder holds.

    Attributes:
        listening: ``None``: no export in ``listen/``.
        election: ``None``: no ballots. Its ballots carry the partners of ``decide/partners.csv``.
        files: SHA-256 of every file, by path.
        design_hash: Hash of what the design is now; ``None``: no file in ``design/``.
        extra_columns, unknown_files: Kept, and read by nobody.
    """

    path: Path
    settings: Settings
    tables: Tables
    listening: PolisExport | None
    election: Election | None
    files: Mapping[str, str]
    design_hash: str | None
    stages: Mapping[Stage, str]
    defects: tuple[Defect, ...]
    extra_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown_files: tuple[str, ...] = ()


class _Reading:
    """A folder while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lying = files_of(path)
        self.files = self.lying.sha256
        self.defects = list(self.lying.defects)
        self.extra: dict[str, tuple[str, ...]] = {}

    def text(self, name: str) -> str | None:
        """Text of a file; ``None``, with a defect, when it is there and cannot be read."""
        data = self.lying.data(name)
        return None if data is None else decode(name, data, self.defects)

    def settings(self) -> Settings:
        """``round.toml``.

        Raises:
            UnreadableFile: It cannot be read, or says nothing certain.
        """
        data, left = self.lying.data(SETTINGS), self.lying.refused(SETTINGS)
        if data is None or left is not None:
            why = left.message if left else Bilingual("nid yw yno.", "it is not there.")
            raise UnreadableFile(Bilingual(f"{SETTINGS}: {why.cy}", f"{SETTINGS}: {why.en}"))
        settings, defects = read_settings(data)
        self.defects += defects
        return settings

    def events(self, as_of: datetime) -> tuple[Event, ...] | None:
        """The acts; ``None`` when there is no file of them."""
        if EVENTS not in self.files:
            return None
        data = self.lying.data(EVENTS) or b""
        if len(data) > LARGEST_TABLE:
            self.defects.append(too_large(EVENTS))
            return ()
        events, defects = read_lines(data, as_of)
        self.defects += [*defects, *astray(events)]
        return tuple(events)

    def tables(self) -> dict[str, TableRead]:
        """Every table that is present, by path."""
        found = {}
        for name, table in TABLES.items():
            text = self.text(name)
            if text is not None:
                found[name] = read_table(name, table, text)
                self.defects += found[name].defects
                if found[name].extra_columns:
                    self.extra[name] = found[name].extra_columns
            elif name in self.files:
                found[name] = TableRead(name)
        return found

    def listening(self) -> PolisExport | None:
        """The Polis export in ``listen/``."""
        if not any(name.startswith("listen/") for name in self.files) or self.lying.refused("listen/"):
            return None  # half an export would pass for a whole one
        try:
            export = polis_export.read(self.path / "listen")
        except CydraddError as error:
            self.defects.append(Defect(error.code, error.sentence, "listen"))
            return None
        self.defects += [replace(defect, file=f"listen/{defect.file or ''}") for defect in export.defects]
        if export.duplicates:
            message = Bilingual(
                f"Newidiwyd {export.duplicates} o bleidleisiau; yr olaf sy’n cyfrif.",
                f"{export.duplicates} votes were changed; the last one counts.",
            )
            self.defects.append(Defect("repeated-votes", message, "listen/votes.csv"))
        return export

    def election(self, settings: Settings) -> Election | None:
        """The ballots with their partners."""
        if BALLOTS not in self.files:
            return None
        try:
            election, defects = pabulib.read(self.path / BALLOTS)
        except CydraddError as error:
            self.defects.append(Defect(error.code, error.sentence, BALLOTS))
            return None
        self.defects += [replace(defect, file=BALLOTS) for defect in defects]
        name = str(settings.decide.get("partner_file", PARTNERS))
        if ".." in Path(name).parts or Path(name).is_absolute():
            message = Bilingual("Mae partner_file yn gadael y ffolder.", "partner_file leaves the folder.")
            self.defects.append(Defect("outside", message, SETTINGS))
            return election
        data = self.lying.data(name)
        if data is None:
            return election
        partner_of, defects = read_partners(name, data, {ballot.voter for ballot in election.ballots})
        self.defects += defects
        return election.with_partners(partner_of)


def design_hash(files: Mapping[str, str], settings: Settings) -> str | None:
    """SHA-256 of the design as it stands: every table of ``design/`` and the rule of the count.

    ``None`` when there is no table of the design.
    """
    tables = {name: sha for name, sha in files.items() if name.startswith("design/") and name.endswith(".csv")}
    if not tables:
        return None
    return hashlib.sha256(serialise({**tables, "decide": dict(settings.decide)})).hexdigest()


def _stages(reading: _Reading) -> dict[Stage, str]:
    """Which stages have files, and which of these could not be read whole."""
    found = {}
    for stage in Stage:
        present = any(name.startswith(f"{stage}/") for name in reading.files)
        faulty = any(is_fault(defect) and (defect.file or "").split("/")[0] == stage for defect in reading.defects)
        found[stage] = "faulty" if faulty else "present" if present else "not_present"
    return found


def _references(tables: Mapping[str, TableRead], export: PolisExport | None, election: Election | None) -> list[Defect]:
    """References to rows that are not there. Projects of the ballot stand in for applications that are absent."""
    ids: dict[str, frozenset[str]] = {}
    for name, read in tables.items():
        key = TABLES[name].unique[:1]
        if key in (("id",), ("seat",)):
            ids[TABLES[name].name] = frozenset(getattr(row, key[0]) for row in read.rows)
    files = {table.name: name for name, table in TABLES.items()}
    if "applications" not in ids and election is not None:
        ids["applications"] = frozenset(project.id for project in election.projects)
        files["applications"] = BALLOTS
    defects = [each for name, read in tables.items() for each in dangling(name, TABLES[name], read.rows, ids, files)]
    heard = None if export is None else {statement.id for statement in export.statements}
    for name, read in tables.items():
        for row in read.rows if heard is not None and hasattr(TABLES[name].row, "statements") else ():
            for statement in row.statements:
                if statement not in (heard or ()):
                    message = Bilingual(
                        "Nid oes datganiad â’r rhif hwn yn y ffeil listen/comments.csv.",
                        "There is no statement of this number in listen/comments.csv.",
                    )
                    defects.append(Defect("dangling-reference", message, name, row.row, "statements", statement))
    return defects


def read(path: Path) -> RoundFolder:
    """Read a round folder.

    Raises:
        UnreadableFile: No folder, no ``round.toml``, or one that says nothing certain.
    """
    if not (path / SETTINGS).is_file():
        raise UnreadableFile(
            Bilingual(
                f"{path}: nid oes round.toml yma. Ffolder gyda round.toml yw rownd.",
                f"{path}: there is no round.toml here. A round is a folder with a round.toml.",
            )
        )
    reading = _Reading(path)
    settings = reading.settings()
    tables = reading.tables()
    export, election = reading.listening(), reading.election(settings)
    reading.defects += _references(tables, export, election)
    for name, each in tables.items():
        reading.defects += to_come(name, TABLES[name], each.rows, settings.as_of)
    rows = {TABLES[name].name: tuple(table.rows) for name, table in tables.items()}
    events = reading.events(settings.as_of)
    known = {SETTINGS, BALLOTS, PARTNERS, EVENTS, *TABLES}
    return RoundFolder(
        path=path,
        settings=settings,
        tables=Tables(events=events, **rows),
        listening=export,
        election=election,
        files=reading.files,
        design_hash=design_hash(reading.files, settings),
        stages=_stages(reading),
        defects=tuple(reading.defects),
        extra_columns=reading.extra,
        unknown_files=tuple(n for n in reading.files if n not in known and not n.startswith("listen/")),
    )

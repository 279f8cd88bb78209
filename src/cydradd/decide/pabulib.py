"""Pabulib files (.pb): read with every defect listed, written without losing a cell.

Format: pabulib.org/format (UTF-8, ``;`` separated, sections META, PROJECTS, VOTES, a header each). Nothing is
repaired in silence: what the rows say rules, and what disagrees with them is a defect with its line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from cydradd.decide import ballots as kinds
from cydradd.decide.ballots import Ballot, VoteType
from cydradd.decide.election import Election, Project
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

SECTIONS = ("META", "PROJECTS", "VOTES")
LARGEST = 512 * 1024 * 1024
"""Bytes above which a file is refused unread."""
LONGEST_CELL = 200
"""Lines that one cell in quotation marks may span."""


@dataclass(slots=True)
class _Section:
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One file while it is read: where it is, and what is wrong with it."""

    name: str
    defects: list[Defect] = field(default_factory=list)

    def defect(self, code: str, cy: str, en: str, line: int | None, column: str | None, value: str) -> None:
        self.defects.append(Defect(code, Bilingual(cy, en), self.name, line, column, value[:200]))

    def refuse(self, cy: str, en: str) -> UnreadableFile:
        return UnreadableFile(Bilingual(f"{self.name}: {cy}", f"{self.name}: {en}"))


def _text(reading: _Reading, path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise reading.refuse("mae’r ffeil dros 512 MB.", "the file is larger than 512 MB.")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise reading.refuse(
            f"llinell {line}: nid yw’n UTF-8. Cadwch y ffeil fel UTF-8.",
            f"line {line}: this is not UTF-8. Save the file as UTF-8.",
        ) from None
    if text.startswith("\ufeff"):
        reading.defect(
            "bom", "Mae’r ffeil yn dechrau â BOM.", "The file begins with a byte order mark.", 1, None, "\\ufeff"
        )
        text = text[1:]
    return text


def _quoted(lines: Sequence[str], at: int) -> tuple[list[str], int] | None:
    """The row that begins at line ``at`` and holds quotation marks, and how many lines it takes.

    ``None`` when its quotation marks do not close as CSV asks.
    """
    for many in range(1, min(LONGEST_CELL, len(lines) - at) + 1):
        try:
            return next(csv.reader(lines[at : at + many], delimiter=";", strict=True)), many
        except csv.Error as error:
            if "unexpected end" not in str(error):
                return None
    return None


def _records(reading: _Reading, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with the line each begins on.

    A row whose quotation marks are not CSV is taken letter by letter, and listed.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    at = 0
    while at < len(lines):
        line, row, many = lines[at], lines[at].split(";"), 1
        if '"' in line:
            quoted = _quoted([each + "\n" for each in lines[at : at + LONGEST_CELL]], 0)
            if quoted is None:
                reading.defect(
                    "bare-quote",
                    "Nid yw’r dyfynodau’n cau fel y dylent; darllenwyd y llinell lythyren wrth lythyren.",
                    "The quotation marks do not close as they should; the line was read letter by letter.",
                    at + 1,
                    None,
                    line,
                )
            else:
                row, many = quoted
        if line or at + 1 < len(lines):
            yield at + 1, row
        at += many


def _sections(reading: _Reading, text: str) -> dict[str, _Section]:
    found: dict[str, _Section] = {}
    current: _Section | None = None
    for line, row in _records(reading, text):
        if not any(cell.strip() for cell in row):
            if current is not None:
                reading.defect("blank-line", "Llinell wag.", "A blank line.", line, None, "")
            continue
        word = row[0].strip()
        if word.upper() in SECTIONS and not any(cell.strip() for cell in row[1:]) and word.upper() not in found:
            if word != word.upper():
                reading.defect(
                    "section-case",
                    "Ysgrifennwch enw’r adran mewn priflythrennau.",
                    "Write the section in capitals.",
                    line,
                    None,
                    word,
                )
            current = found[word.upper()] = _Section()
        elif current is None:
            raise reading.refuse(
                f"llinell {line}: disgwylid META, PROJECTS neu VOTES.",
                f"line {line}: expected META, PROJECTS or VOTES.",
            )
        elif not current.header:
            current.header = [cell.strip() for cell in row]
        else:
            _add_row(reading, current, line, row)
    for section in SECTIONS:
        if section not in found or not found[section].header:
            raise reading.refuse(
                f"nid oes adran {section} gyda phennawd.", f"there is no section {section} with a header."
            )
    return found


def _add_row(reading: _Reading, section: _Section, line: int, row: list[str]) -> None:
    if len(row) != len(section.header):
        reading.defect(
            "wrong-width",
            f"Mae {len(row)} cell yn lle {len(section.header)}.",
            f"There are {len(row)} cells instead of {len(section.header)}.",
            line,
            None,
            ";".join(row),
        )
    cells = [*row, *[""] * (len(section.header) - len(row))]
    section.rows.append((line, dict(zip(section.header, cells, strict=False))))


def _amount(reading: _Reading, text: str, where: str, line: int | None) -> Fraction:
    """An amount of money or points, exact; a thousands mark or decimal comma is refused, never guessed."""
    try:
        if "/" in text or "_" in text or not text.strip():
            raise ValueError
        value = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        place = f"llinell {line}, colofn {where}" if line else where
        place_en = f"line {line}, column {where}" if line else where
        raise reading.refuse(
            f"{place}: nid yw “{text[:60]}” yn rhif. Defnyddiwch bwynt degol a dim byd rhwng y miloedd.",
            f"{place_en}: “{text[:60]}” is not a number. Use a decimal point, and nothing between thousands.",
        ) from None
    if abs(value) > 10**18 or len(text) > 60:
        raise reading.refuse(
            f"llinell {line}, colofn {where}: mae’r rhif yn rhy fawr.",
            f"line {line}, column {where}: the number is too large.",
        )
    return value


def _need(reading: _Reading, header: Sequence[str], column: str, section: str) -> None:
    if column not in header:
        raise reading.refuse(
            f"nid oes colofn {column} yn adran {section}.", f"the section {section} has no column {column}."
        )


def _meta(reading: _Reading, section: _Section) -> dict[str, str]:
    key, value = section.header[0], section.header[1] if len(section.header) > 1 else ""
    meta: dict[str, str] = {}
    for line, row in section.rows:
        name = row[key].strip()
        if name in meta:
            reading.defect(
                "repeated-key", f"Mae {name} yno ddwywaith.", f"{name} is there twice.", line, name, row[value]
            )
            continue
        meta[name] = row[value]
    return meta


def _projects(reading: _Reading, section: _Section) -> list[Project]:
    for column in ("project_id", "cost"):
        _need(reading, section.header, column, "PROJECTS")
    found: dict[str, Project] = {}
    for line, row in section.rows:
        name, cost = row["project_id"].strip(), _amount(reading, row["cost"], "cost", line)
        if cost < 0:
            raise reading.refuse(
                f"llinell {line}, colofn cost: ni all cost fod yn llai na 0.",
                f"line {line}, column cost: a cost cannot be below 0.",
            )
        if name in found:
            reading.defect(
                "repeated-project",
                "Mae’r prosiect yno eisoes; y rhes gyntaf sy’n cyfrif.",
                "The project is there already; the first row counts.",
                line,
                "project_id",
                name,
            )
            continue
        if cost == 0:
            reading.defect(
                "zero-cost", "Nid yw’r prosiect yn costio dim.", "The project costs nothing.", line, "cost", row["cost"]
            )
        found[name] = Project(name, Bilingual(row.get("name_cy") or None, row.get("name") or None), cost, row)
    if not found:
        raise reading.refuse("nid oes prosiect yn y ffeil.", "the file has no project.")
    return list(found.values())


def _vote_type(reading: _Reading, meta: Mapping[str, str]) -> VoteType:
    word = meta.get("vote_type", "").strip()
    try:
        return VoteType(word)
    except ValueError:
        known = ", ".join(VoteType)
        raise reading.refuse(
            f"nid yw vote_type “{word[:40]}” yn un o {known}.", f"vote_type “{word[:40]}” is none of {known}."
        ) from None


class _Votes:
    """The VOTES section, row by row."""

    def __init__(self, reading: _Reading, projects: Sequence[Project], meta: Mapping[str, str], kind: VoteType) -> None:
        self.reading = reading
        self.kind = kind
        self.costs = {project.id: project.cost for project in projects}
        self.length = int(meta["max_length"]) if meta.get("max_length", "").strip().isdigit() else None
        most = meta.get("max_sum_cost", "").strip()
        self.most = _amount(reading, most, "max_sum_cost", None) if most else None
        self.seen: set[str] = set()

    def choices(self, line: int, text: str) -> list[str]:
        """The projects named on a ballot, unknown ones listed and left out."""
        known: list[str] = []
        for name in (part.strip() for part in text.split(",") if part.strip()):
            if name in self.costs:
                known.append(name)
            else:
                self.reading.defect(
                    "unknown-project",
                    "Nid oes prosiect â’r cyfeirnod hwn.",
                    "There is no project with this id.",
                    line,
                    "vote",
                    name,
                )
        for name in sorted({name for name in known if known.count(name) > 1} if len(set(known)) < len(known) else ()):
            self.reading.defect(
                "duplicate-in-ballot",
                "Mae’r prosiect ddwywaith ar yr un papur; mae’n cyfrif unwaith.",
                "The project is on one ballot twice; it counts once.",
                line,
                "vote",
                name,
            )
        return known

    def support(self, line: int, row: Mapping[str, str]) -> tuple[tuple[str, Fraction], ...]:
        """What a ballot gives to which project."""
        text = row.get("vote", "")
        if self.kind in (VoteType.APPROVAL, VoteType.CHOOSE_1):
            return kinds.approvals(self.choices(line, text))
        if self.kind is VoteType.ORDINAL:
            return kinds.ranking(self.choices(line, text), self.length)
        return self.scored(line, text, row.get("points", ""))

    def scored(self, line: int, text: str, given: str) -> tuple[tuple[str, Fraction], ...]:
        """Support of a ballot with points; a choice without readable points is listed and gives none."""
        names = [part.strip() for part in text.split(",") if part.strip()]
        values = [part.strip() for part in given.split(",") if part.strip()]
        if len(names) != len(values):
            self.reading.defect(
                "points-differ",
                f"{len(names)} dewis a {len(values)} o bwyntiau.",
                f"{len(names)} choices and {len(values)} points.",
                line,
                "points",
                given,
            )
        known = set(self.choices(line, text))
        paired = [(name, value) for name, value in zip(names, values, strict=False) if name in known]
        points = [_amount(self.reading, value, "points", line) for _, value in paired]
        if any(value < 0 for value in points):
            self.reading.defect(
                "negative-points",
                "Nid yw pwyntiau o dan 0 yn cyfrif.",
                "Points below 0 do not count.",
                line,
                "points",
                given,
            )
        return kinds.points([name for name, _ in paired], points)

    def partner(self, line: int, word: str) -> Partner | None:
        """The partner a ballot counts for; an unknown word is listed and counts for none."""
        if not word.strip():
            return None
        try:
            return Partner(word.strip())
        except ValueError:
            self.reading.defect(
                "unknown-partner",
                "Defnyddiwch citizens, third_sector neu public.",
                "Use citizens, third_sector or public.",
                line,
                "partner",
                word,
            )
            return None

    def ballot(self, line: int, row: Mapping[str, str]) -> Ballot:
        """One row as a ballot."""
        voter = row.get("voter_id", "").strip()
        if voter in self.seen:
            self.reading.defect(
                "repeated-voter",
                "Mae’r pleidleisiwr yno eisoes.",
                "The voter is there already.",
                line,
                "voter_id",
                voter,
            )
        self.seen.add(voter)
        support = self.support(line, row)
        if self.most is not None and (total := sum(self.costs[name] for name, _ in support)) > self.most:
            self.reading.defect(
                "over-max-sum-cost",
                f"Mae’r dewisiadau’n costio {total}, dros {self.most}; mae’r papur yn cyfrif.",
                f"The choices cost {total}, over {self.most}; the ballot counts.",
                line,
                "vote",
                row.get("vote", ""),
            )
        return Ballot(voter, support, self.partner(line, row.get("partner", "")), row)


def _counts(reading: _Reading, meta: Mapping[str, str], projects: int, votes: int) -> None:
    for key, there in (("num_projects", projects), ("num_votes", votes)):
        said = meta.get(key, "").strip()
        if said and said != str(there):
            reading.defect(
                "count-differs", f"Mae {there} yn y ffeil.", f"There are {there} in the file.", None, key, said
            )


def read(path: Path) -> tuple[Election, list[Defect]]:
    """Read one Pabulib file.

    Returns:
        The election, and every defect with its line and column.

    Raises:
        UnreadableFile: Not UTF-8, not CSV, a section or column missing, or a budget or cost that is no number.
    """
    reading = _Reading(path.name)
    sections = _sections(reading, _text(reading, path))
    meta = _meta(reading, sections["META"])
    kind = _vote_type(reading, meta)
    budget = _amount(reading, meta.get("budget", ""), "budget", None)
    if budget < 0:
        raise reading.refuse("ni all y gyllideb fod yn llai na 0.", "the budget cannot be below 0.")
    projects = _projects(reading, sections["PROJECTS"])
    _need(reading, sections["VOTES"].header, "vote", "VOTES")
    votes = _Votes(reading, projects, meta, kind)
    ballots = tuple(votes.ballot(line, row) for line, row in sections["VOTES"].rows)
    _counts(reading, meta, len(projects), len(ballots))
    election = Election(
        projects=tuple(projects),
        ballots=ballots,
        budget=budget,
        vote_type=kind,
        currency=meta.get("currency") or None,
        meta=meta,
        project_columns=tuple(sections["PROJECTS"].header),
        vote_columns=tuple(sections["VOTES"].header),
    )
    return election, reading.defects


def text_of(election: Election) -> str:
    """The file of an election: same columns, order and spelling as it was read; LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["META"])
    writer.writerow(["key", "value"])
    writer.writerows(election.meta.items())
    writer.writerow(["PROJECTS"])
    writer.writerow(election.project_columns)
    for project in election.projects:
        own = {"project_id": project.id, "cost": _number(project.cost), "name": project.title.en or ""}
        writer.writerow([project.cells.get(column, own.get(column, "")) for column in election.project_columns])
    writer.writerow(["VOTES"])
    writer.writerow(election.vote_columns)
    for ballot in election.ballots:
        own = {
            "voter_id": ballot.voter,
            "vote": ",".join(name for name, _ in ballot.support),
            "partner": ballot.partner or "",
        }
        writer.writerow([ballot.cells.get(column, own.get(column, "")) for column in election.vote_columns])
    return out.getvalue()


def write(election: Election, path: Path) -> None:
    """Write an election as a Pabulib file."""
    path.write_text(text_of(election), encoding="utf-8", newline="\n")


def _number(value: Fraction) -> str:
    """A cost as decimal text; exact for every cost that a file can hold."""
    return str(value.numerator) if value.denominator == 1 else str(value.numerator / value.denominator)

"""Pabulib files (.pb): read with every defect listed, written without losing a cell.

Format: pabulib.org/format (UTF-8, ``;`` separated, sections META, PROJECTS, VOTES, a header each). Nothing is
repaired in silence: what the rows say rules, and what disagrees with them is a defect with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cydradd.decide.ballots import VoteType
from cydradd.decide.classes import Cast
from cydradd.decide.election import Election, Project
from cydradd.decide.pabulib_choices import Rules
from cydradd.decide.pabulib_rows import BEYOND, Reading, Section, number, text_of_file
from cydradd.decide.pabulib_sections import sections_of
from cydradd.decide.pabulib_votes import Votes
from cydradd.decide.pabulib_writing import project_row, text_of, vote_row, write
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

__all__ = ["LOSSY", "election_of", "project_row", "read", "text_of", "vote_row", "write"]

LOSSY = (BEYOND, "repeated-key", "repeated-project")
"""Codes of the defects that leave cells out of the election, so that writing cannot bring them back."""


@dataclass(frozen=True, slots=True)
class _Meta:
    """The META section: values by key, and the line of each."""

    values: Mapping[str, str]
    lines: Mapping[str, int]

    def amount(self, reading: Reading, key: str) -> Fraction | None:
        """An amount of money, not below 0; ``None`` when the key is missing or empty."""
        text = self.values.get(key, "").strip()
        if not text:
            return None
        value = reading.amount(text, self.lines[key], "value")
        if value < 0:
            raise reading.refuse(
                f"llinell {self.lines[key]}, colofn value: ni all {key} fod yn llai na 0.",
                f"line {self.lines[key]}, column value: {key} cannot be below 0.",
            )
        return value


def _meta(reading: Reading, section: Section) -> _Meta:
    if len(section.header) < 2:
        raise reading.refuse("mae angen dwy golofn yn META: key;value.", "META needs two columns: key;value.")
    key, value = section.header[:2]
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, row in section.by_column():
        name = row[key].strip()
        if name in values:
            reading.defect(
                "repeated-key",
                "Mae’r allwedd yno ddwywaith; y gyntaf sy’n cyfrif.",
                "The key is there twice; the first counts.",
                line,
                name,
                row[value],
            )
            continue
        values[name], lines[name] = row[value], line
    return _Meta(values, lines)


def _vote_type(reading: Reading, meta: _Meta) -> VoteType:
    word = meta.values.get("vote_type", "").strip()
    try:
        return VoteType(word)
    except ValueError:
        known = ", ".join(VoteType)
        raise reading.refuse(
            f"llinell {meta.lines.get('vote_type', 1)}: nid yw vote_type “{word[:40]}” yn un o {known}.",
            f"line {meta.lines.get('vote_type', 1)}: vote_type “{word[:40]}” is none of {known}.",
        ) from None


def _rules(reading: Reading, meta: _Meta) -> Rules:
    """What META says a ballot may hold."""
    text = meta.values.get("max_length", "").strip()
    most = number(text)
    if text and (most is None or most.denominator != 1 or most < 1):
        reading.defect(
            "unreadable-limit",
            "Nid yw max_length yn rhif cyfan o 1 i fyny; ni ddefnyddiwyd ef.",
            "max_length is no whole number from 1; it was not used.",
            meta.lines["max_length"],
            "max_length",
            text,
        )
        most = None
    return Rules(
        _vote_type(reading, meta), None if most is None else int(most), meta.amount(reading, "max_sum_cost") or None
    )


def _need(reading: Reading, section: Section, name: str, columns: Iterable[str]) -> None:
    for column in columns:
        if column not in section.header:
            raise reading.refuse(f"nid oes colofn {column} yn adran {name}.", f"section {name} has no column {column}.")


def _projects(reading: Reading, section: Section) -> tuple[Project, ...]:
    _need(reading, section, "PROJECTS", ("project_id", "cost"))
    found: dict[str, Project] = {}
    for line, row in section.by_column():
        name, cost = row["project_id"].strip(), reading.amount(row["cost"], line, "cost")
        if cost < 0 or not name:
            column = "cost" if name else "project_id"
            raise reading.refuse(
                f"llinell {line}, colofn {column}: rhaid cael cyfeirnod, a chost heb fod dan 0.",
                f"line {line}, column {column}: a project needs an id, and a cost that is not below 0.",
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
    return tuple(found.values())


def _counts(reading: Reading, meta: _Meta, projects: Sequence[Project], ballots: Cast) -> None:
    """List what META and the column ``votes`` count otherwise than the rows do."""
    for key, there in (("num_projects", len(projects)), ("num_votes", len(ballots))):
        said = meta.values.get(key, "").strip()
        if said and number(said) != there:
            reading.defect(
                "count-differs",
                f"Mae {there} yn y ffeil; y rhesi sy’n cyfrif.",
                f"There are {there} in the file; the rows count.",
                meta.lines[key],
                key,
                said,
            )
    votes = ballots.classes.votes()
    for project in projects:
        said = project.cells.get("votes", "").strip()
        if said and number(said) != votes.get(project.id, 0):
            reading.defect(
                "votes-differ",
                f"Nifer y papurau sy’n cefnogi {project.id[:60]}: {votes.get(project.id, 0)}; y papurau sy’n cyfrif.",
                f"{votes.get(project.id, 0)} ballots support {project.id[:60]}; the ballots count.",
                None,
                "votes",
                said,
            )


def election_of(reading: Reading, sections: Mapping[str, Section]) -> Election:
    """The election that three sections hold.

    Raises:
        UnreadableFile: A column is missing, or a budget or cost is no number.
    """
    meta = _meta(reading, sections["META"])
    rules = _rules(reading, meta)
    budget = meta.amount(reading, "budget")
    if budget is None:
        raise reading.refuse("nid oes budget yn META.", "META has no budget.")
    projects = _projects(reading, sections["PROJECTS"])
    _need(reading, sections["VOTES"], "VOTES", ("vote", "points")[: 1 + rules.kind.is_pointed])
    ballots = Votes(reading, projects, rules).read(sections["VOTES"])
    _counts(reading, meta, projects, ballots)
    return Election(
        projects=projects,
        ballots=ballots,
        budget=budget,
        vote_type=rules.kind,
        currency=meta.values.get("currency", "").strip() or None,
        meta=meta.values,
        project_columns=tuple(sections["PROJECTS"].header),
        vote_columns=tuple(sections["VOTES"].header),
    )


def read(path: Path) -> tuple[Election, list[Defect]]:
    """Read one Pabulib file.

    Returns:
        The election, and every defect with its line and column.

    Raises:
        UnreadableFile: Not UTF-8, a section or column missing, or a budget or cost that is no number.
        OSError: The file cannot be opened.
    """
    reading = Reading(path.name)
    election = election_of(reading, sections_of(reading, text_of_file(reading, path)))
    return election, reading.defects

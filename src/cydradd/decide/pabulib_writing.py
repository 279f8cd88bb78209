"""An election written as a Pabulib file: same columns, order and spelling as it was read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from cydradd.decide.ballots import Ballot
from cydradd.decide.election import Election, Project
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual


def project_row(election: Election, project: Project) -> list[str]:
    """The cells of a project: those of its file, else made from what it is."""
    own = {
        "project_id": project.id,
        "cost": _number(project.cost),
        "name": project.title.en or "",
        "name_cy": project.title.cy or "",
    }
    return [project.cells.get(column, own.get(column, "")) for column in election.project_columns]


def vote_row(election: Election, ballot: Ballot) -> list[str]:
    """The cells of a ballot: those of its file, else made from what it is."""
    own = {
        "voter_id": ballot.voter,
        "vote": ",".join(name for name, _ in ballot.support),
        "points": ",".join(_number(Fraction(points)) for _, points in ballot.support),
        "partner": ballot.partner or "",
    }
    return [ballot.cells.get(column, own.get(column, "")) for column in election.vote_columns]


def text_of(election: Election) -> str:
    """The file of an election: same columns, order and spelling as it was read; LF line ends."""
    rows = [["META"], ["key", "value"], *map(list, election.meta.items())]
    rows += [["PROJECTS"], list(election.project_columns)]
    rows += [project_row(election, project) for project in election.projects]
    rows += [["VOTES"], list(election.vote_columns)]
    rows += [vote_row(election, ballot) for ballot in election.ballots]
    return "".join(";".join(map(_cell, row)) + "\n" for row in rows)


def write(election: Election, path: Path) -> None:
    """Write an election as a Pabulib file."""
    path.write_text(text_of(election), encoding="utf-8", newline="")


def _cell(text: str) -> str:
    """A cell as it is written: in quotation marks where it holds a mark of the format."""
    if '"' in text or ";" in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _number(value: Fraction) -> str:
    """A number as decimal text.

    Raises:
        NotPossible: No decimal text holds it.
    """
    places = next((n for n in range(200) if (value * 10**n).denominator == 1), None)
    if places is None:
        raise NotPossible(
            Bilingual(
                cy=f"Ni ellir ysgrifennu {value} â degolion mewn ffeil Pabulib.",
                en=f"{value} cannot be written in decimals, as a Pabulib file asks.",
            )
        )
    digits = f"{int(value * 10**places):0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits

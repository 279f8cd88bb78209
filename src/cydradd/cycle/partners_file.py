"""``decide/partners.csv``: for which partner each ballot counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from cydradd.cycle.csv_rows import NoRow, rows
from cydradd.cycle.tables import MOST_DEFECTS, decode
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

COLUMNS = ("voter_id", "partner")
PARTNER_WORDS = frozenset(str(partner) for partner in Partner)


@dataclass(slots=True)
class _Reading:
    """The file while it is read."""

    name: str
    voters: Collection[str]
    found: dict[str, Partner] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def defect(self, code: str, cy: str, en: str, row: int, column: str, value: str = "") -> None:
        """List one fault."""
        self.defects.append(Defect(code, Bilingual(cy, en), self.name, row, column, value[:200]))

    def add(self, line: int, voter: str, word: str) -> None:
        """One row: a voter whose word is unknown counts in none; the first row of a voter counts."""
        if word not in PARTNER_WORDS:
            cy, en = "Defnyddiwch citizens, third_sector neu public.", "Use citizens, third_sector or public."
            self.defect("unknown-partner", cy, en, line, "partner", word)
        elif voter in self.found:
            cy, en = "Mae’r pleidleisiwr yno eisoes.", "The voter is there already."
            self.defect("repeated-id", cy, en, line, "voter_id", voter)
        elif voter not in self.voters:
            cy = "Nid oes papur gan y pleidleisiwr yn y ffeil decide/ballots.pb."
            en = "The voter has no ballot in decide/ballots.pb."
            self.defect("dangling-reference", cy, en, line, "voter_id", voter)
        else:
            self.found[voter] = Partner(word)


def _places(reading: _Reading, header: list[str]) -> list[int] | None:
    """Where the two columns stand; ``None``, with a defect for each, when one is missing."""
    names = [cell.strip() for cell in header]
    for column in COLUMNS:
        if column not in names:
            reading.defect("missing-column", f"Nid oes colofn {column}.", f"There is no column {column}.", 1, column)
    return None if reading.defects else [names.index(column) for column in COLUMNS]


def read_partners(name: str, data: bytes, voters: Collection[str]) -> tuple[dict[str, Partner], list[Defect]]:
    """Partner by voter, and what is wrong with the file. A voter with an unknown word counts in none.

    Args:
        name: Its path in the folder, for defects.
        voters: Voters that have a ballot.
    """
    reading = _Reading(name, voters)
    text = decode(name, data, reading.defects)
    places: list[int] | None = None
    for line, row in rows(text) if text is not None else ():
        if isinstance(row, NoRow):
            reading.defects.append(Defect(row.code, row.sentence, name, line))
        elif places is None:
            places = _places(reading, row)
            if places is None:
                break
        elif len(row) <= max(places):
            reading.defect("wrong-width", "Mae cell ar goll.", "A cell is missing.", line, COLUMNS[1])
        else:
            reading.add(line, *(row[place].strip() for place in places))
        if len(reading.defects) >= MOST_DEFECTS:
            reading.defect("too-long", "Ni ddarllenwyd y gweddill.", "The rest was not read.", line, COLUMNS[0])
            break
    if text is not None and places is None and not reading.defects:
        reading.defects.append(Defect("empty-file", Bilingual("Mae’r ffeil yn wag.", "The file is empty."), name))
    return reading.found, reading.defects

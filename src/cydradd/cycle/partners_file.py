"""``decide/partners.csv``: for which partner each ballot counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from cydradd.cycle.tables import decode
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


def read_partners(name: str, data: bytes, voters: Collection[str]) -> tuple[dict[str, Partner], list[Defect]]:
    """Partner by voter, and what is wrong with the file. A voter with an unknown word counts in none."""
    defects: list[Defect] = []
    text = decode(name, data, defects)
    if text is None:
        return {}, defects

    def defect(code: str, cy: str, en: str, row: int, column: str, value: str) -> None:
        defects.append(Defect(code, Bilingual(cy, en), name, row, column, value[:200]))

    reader = csv.DictReader(io.StringIO(text, newline=""))
    for column in ("voter_id", "partner"):
        if column not in (reader.fieldnames or ()):
            defect("missing-column", f"Nid oes colofn {column}.", f"There is no column {column}.", 1, column, "")
    found: dict[str, Partner] = {}
    try:
        for row in reader if not defects else ():
            voter, word = (row["voter_id"] or "").strip(), (row["partner"] or "").strip()
            if word not in [str(partner) for partner in Partner]:
                cy, en = "Defnyddiwch citizens, third_sector neu public.", "Use citizens, third_sector or public."
                defect("unknown-partner", cy, en, reader.line_num, "partner", word)
            elif voter in found:
                defect(
                    "repeated-id",
                    "Mae’r pleidleisiwr yno eisoes.",
                    "The voter is there already.",
                    reader.line_num,
                    "voter_id",
                    voter,
                )
            elif voter not in voters:
                defect(
                    "dangling-reference",
                    "Nid oes papur gan y pleidleisiwr.",
                    "The voter has no ballot.",
                    reader.line_num,
                    "voter_id",
                    voter,
                )
            else:
                found[voter] = Partner(word)
    except csv.Error as error:
        defect("bare-quote", f"Nid CSV yw’r rhes ({error}).", f"The row is no CSV ({error}).", reader.line_num, "", "")
    return found, defects

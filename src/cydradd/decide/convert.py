"""An election from one form into another, and what the other form cannot hold."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from cydradd.decide import election_json, pabulib
from cydradd.decide.election import Election
from cydradd.decide.options import refused
from cydradd.record.canonical import serialise
from cydradd.vocabulary.facts import Defect

FORMS = ("pb", "json", "csv")


def converted(source: Path, to: str) -> tuple[Election, list[Defect], bytes, tuple[str, ...]]:
    """Read a Pabulib file, or JSON by its ending, and write it in another form.

    Returns:
        The election, every defect of the source, the bytes in the new form, and the codes of what they lack:
        cells that the source held outside its columns; ``meta`` and ``projects``, which CSV of the ballots has not.

    Raises:
        NotPossible: A form that is not offered.
        UnreadableFile: The source cannot be read.
    """
    if to not in FORMS:
        raise refused("--to", to, FORMS)
    read = election_json.read if source.suffix.lower() == ".json" else pabulib.read
    election, defects = read(source)
    lost = tuple(sorted({defect.code for defect in defects} & set(pabulib.LOSSY)))
    if to == "csv":
        return election, defects, _csv(election), (*lost, "meta", "projects")
    if to == "json":
        return election, defects, serialise(election_json.document(election)) + b"\n", lost
    return election, defects, pabulib.text_of(election).encode(), lost


def _csv(election: Election) -> bytes:
    """The ballots, one row each, with the columns of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(election.vote_columns)
    writer.writerows(pabulib.vote_row(election, ballot) for ballot in election.ballots)
    return out.getvalue().encode()

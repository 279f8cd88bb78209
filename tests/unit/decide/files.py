"""Pabulib files of a few lines, with one thing wrong in each."""

from __future__ import annotations

from pathlib import Path

from cydradd.decide import pabulib
from cydradd.decide.election import Election
from cydradd.vocabulary.facts import Defect

META = "META\nkey;value\nnum_projects;2\nnum_votes;3\nbudget;100\nvote_type;approval\ncurrency;GBP\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\n01;60;Gardd\nKAR/0011;40.50;Bench\n"
VOTES = "VOTES\nvoter_id;vote;age\na;01,KAR/0011;31\nb;01;\nc;;70\n"
PLAIN = META + PROJECTS + VOTES


def written(folder: Path, text: str | bytes) -> Path:
    """A file that holds ``text``, byte by byte."""
    path = folder / "round.pb"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(folder: Path, text: str | bytes) -> tuple[Election, list[Defect]]:
    """What the reader makes of ``text``."""
    return pabulib.read(written(folder, text))

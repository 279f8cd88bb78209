"""The re-count page of a round, in each language: whoever has it can count the ballots again, without a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cydradd.cycle.round_folder import BALLOTS, PARTNERS, RoundFolder
from cydradd.decide.election import Election
from cydradd.decide.pabulib import text_of
from cydradd.decide.recount.page import recount_page
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language

RECOUNTS = {language: f"recount-{language}.html" for language in Language}


def recounts(folder: RoundFolder, counted: JsonValue) -> Mapping[str, bytes]:
    """The pages by path; none where nothing was counted.

    Args:
        counted: The count as results.json tells it.
    """
    if not isinstance(counted, Mapping) or folder.election is None:
        return {}
    ballots = (folder.path / BALLOTS).read_bytes().decode("utf-8")
    if PARTNERS in folder.files:
        ballots, counted = text_of(_with_partners(folder.election)), _without_hash(counted)
    return {path: recount_page(ballots, counted, language).encode("utf-8") for language, path in RECOUNTS.items()}


def _with_partners(election: Election) -> Election:
    """The election with the partners of its ballots in a column of their own, for they came from another file."""
    columns = tuple(dict.fromkeys((*election.vote_columns, "partner")))
    ballots = tuple(
        replace(ballot, cells={**ballot.cells, "partner": str(ballot.partner or "")}) for ballot in election.ballots
    )
    return replace(election, ballots=ballots, vote_columns=columns)


def _without_hash(counted: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """The count without the hash of a file that is not the one in the page."""
    given = counted["input"]
    return {**counted, "input": {**given, "file_sha256": None}} if isinstance(given, Mapping) else counted

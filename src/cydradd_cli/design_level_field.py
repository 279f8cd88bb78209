"""`cydradd design level-field`: whether a call gives small and voluntary bodies the same chance as large ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_classify import RegisterFile
from cydradd_cli.follow_indicators import calls_of_files, evidence_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cydradd.vocabulary.facts import Call, JsonValue


def level_field(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A round folder, or a file of OCDS releases or records.")
    ],
    register: RegisterFile = None,
    currency: Annotated[
        str | None, typer.Option(help="Only money in this currency; GBP, or that of the round, if not given.")
    ] = None,
    json: Json = False,
) -> None:
    """Eleven indicators of a round or of open contracts, each with what it is made of.

    What the data does not tell is said to be not known, and is never 0. --register tells which suppliers are of the
    third sector.
    """
    from cydradd.design.level_field import of_calls

    with refusals():
        calls, own, sources = _of_round(path, register) if path.is_dir() else _of_file(path, register)
        found = of_calls(calls, currency or own)
    if json:
        print_json({"indicators": [each.as_json() for each in found], "window": _window(calls), "sources": sources})
        return
    for each in found:
        say(each)


def _of_file(path: Path, register: Path | None) -> tuple[Sequence[Call], str, list[JsonValue]]:
    from cydradd.follow.ocds import open_file

    reading = open_file(path)
    return calls_of_files([path], register), "GBP", [{"file": path.name, "sha256": reading.sha256}]


def _of_round(folder: Path, register: Path | None) -> tuple[Sequence[Call], str, list[JsonValue]]:
    from cydradd.cycle.calculation import calculate
    from cydradd.cycle.publication import published_round
    from cydradd.cycle.round_folder import read
    from cydradd.follow.indicators import classifier
    from cydradd.follow.round_call import call_of

    found = read(folder)
    calculated = calculate(found, with_map=False)
    round = published_round(found.settings, found.tables, found.tables.events, calculated.count)
    with evidence_of(register) as evidence:
        call = call_of(round, classifier(evidence))
    sources: list[JsonValue] = [{"file": file, "sha256": sha256} for file, sha256 in sorted(found.files.items())]
    return [call], round.currency, sources


def _window(calls: Sequence[Call]) -> list[JsonValue]:
    """First opening and last closing of all calls, as instants; empty where no call tells both."""
    from cydradd.vocabulary.time import format_instant

    windows = [window for call in calls for window in call.windows]
    if not windows:
        return []
    return [format_instant(min(opens for opens, _ in windows)), format_instant(max(closes for _, closes in windows))]

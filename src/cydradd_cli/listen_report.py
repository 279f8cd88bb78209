"""`cydradd listen report`: what we agree on, what divides us, who has not been heard, for people to read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals
from cydradd_cli.listen_common import Export, Method


class Languages(StrEnum):
    """In which languages to write."""

    CY = "cy"
    EN = "en"
    BOTH = "both"


def report(
    export: Export,
    out: Annotated[Path, typer.Option(help="Folder for the reports; it is made.")],
    lang: Annotated[Languages, typer.Option(help="Language of the report.")] = Languages.BOTH,
    method: Method = "cydradd",
    seed: Annotated[int, typer.Option(help="Of everything that is drawn; told in the report.")] = 0,
    json: Json = False,
) -> None:
    """Write the report of a conversation: one page of HTML for each language, which needs no other file.

    It says what every group and all three partners agree on, what divides them, and who has not been heard.
    """
    from cydradd.listen.document import by_partner
    from cydradd.listen.opinion_map import fit
    from cydradd.listen.polis_export import read
    from cydradd.listen.prediction import found as tested
    from cydradd.listen.report import Told
    from cydradd.listen.report import report as written
    from cydradd.listen.verdict import REFITS
    from cydradd.vocabulary.text import Language

    languages = list(Language) if lang is Languages.BOTH else [Language(lang)]
    with refusals():
        found = read(export)
        votes, beside = found.by_strength()
        made = fit(votes, method, statements=found.statements, seed=seed, refits=REFITS)
        findings = tested(made, by_partner(made, found.participants))
        told = Told(found.name, made, findings, found.statements, found.participants, len(beside.participants))
        out.mkdir(parents=True, exist_ok=True)
        for language in languages:
            (out / f"report-{language}.html").write_text(written(told, language), encoding="utf-8")
    if json:
        print_json({"out": str(out), "files": [f"report-{language}.html" for language in languages]})
        return
    print_defects(found.defects)
    for language in languages:
        typer.echo(str(out / f"report-{language}.html"))

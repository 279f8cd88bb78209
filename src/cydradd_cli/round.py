"""`cydradd round`: A whole round from a folder of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, command_group, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.cycle.check import Checked

app = command_group("A whole round from a folder of files.")
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A round folder: it holds a round.toml.")]


@app.command("check")
def check_(folder: Folder, json: Json = False) -> None:
    """Read a round folder and say which gates are open, what is missing, and every fault of its files.

    Exit status 1 when a gate is closed though a later stage has content, an invariant is broken or a file is faulty.
    """
    from cydradd.cycle.calculation import calculate
    from cydradd.cycle.check import check
    from cydradd.cycle.output_open_data import open_data
    from cydradd.cycle.round_folder import read

    with refusals():
        found = read(folder)
        calculated = calculate(found, with_map=False)
        checked = check(found, calculated, packages_valid=open_data(found, calculated).valid)
    if json:
        print_json(checked.as_json())
    else:
        _summary(checked)
    raise typer.Exit(0 if checked.ok else 1)


def _summary(checked: Checked) -> None:
    """The check in words."""
    typer.echo(f"Round {checked.round_id}")
    typer.echo("Stages: " + ", ".join(f"{stage} {state}" for stage, state in checked.stages.items()))
    for gate in checked.gates:
        missing = f"  missing: {', '.join(gate.missing)}" if gate.missing else ""
        unknown = f"  not evidenced: {', '.join(gate.not_evidenced)}" if gate.not_evidenced else ""
        typer.echo(f"  {gate.gate:<14} {gate.state}{missing}{unknown}")
    for state in ("broken", "holds", "not_evidenced"):
        named = [
            f"{each.id} ({', '.join(each.ids)})" if each.ids else each.id
            for each in checked.invariants
            if each.state == state
        ]
        if named:
            typer.echo(f"Invariants, {state}: {', '.join(named)}")
    typer.echo(f"Overrides: {checked.overrides}. Defects: {len(checked.defects)}.")
    print_defects(checked.defects)
    typer.echo("Nothing contradicts the rules." if checked.ok else "Something contradicts the rules; see above.")


@app.command("run")
def run_(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="Where the results go: a folder that is empty or not there.")],
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first gate that lacks its evidence.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the results of an earlier run.")] = False,
    key: Annotated[Path | None, typer.Option(help="Sign the record with this key; not offered yet.")] = None,
    json: Json = False,
) -> None:
    """Run a round from its files to a report in two languages, open data and a record that verifies."""
    from cydradd.cycle import output
    from cydradd.vocabulary.errors import NotPossible
    from cydradd.vocabulary.text import Bilingual

    with refusals():
        if key is not None:
            raise NotPossible(
                Bilingual(
                    "ni ellir llofnodi’r cofnod eto; rhedwch heb --key.",
                    "the record cannot be signed yet; run without --key.",
                )
            )
        result = output.run(folder, out, strict=strict, overwrite=overwrite)
    if json:
        print_json(result.as_json())
    else:
        print_defects(result.defects)
        typer.echo(result.sentence.en or "")
        typer.echo(f"Read {out / 'report-cy.html'} or {out / 'report-en.html'}.")

"""`cydradd decide`: Ballots and fair allocation of a shared budget."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli import decide_options as options
from cydradd_cli.common import Json, command_group, print_canonical, print_defects, print_json, refusals
from cydradd_cli.decide_audit import audit
from cydradd_cli.decide_explain import explain
from cydradd_cli.decide_fund import fund
from cydradd_cli.decide_seal import seal

if TYPE_CHECKING:
    from cydradd.decide.count import Count
    from cydradd.vocabulary.facts import Defect, JsonValue

app = command_group("Ballots and fair allocation of a shared budget.")
app.command("audit")(audit)
app.command("seal")(seal)
app.command("explain")(explain)
app.command("fund")(options.takes_options_of_a_count(fund, completion="add1e"))

NOTES = {
    "no-seed": "no seed was given, so there is no lot to draw and ties go by id in its place; give --seed.",
    "ballots-without-partner": "some ballots name no partner and weigh nothing.",
    "small-partner-fall-back": "a partner has too few ballots, so every person weighs the same, as was asked.",
}
"""What each warning of a count means."""


@app.command()
@options.takes_options_of_a_count
def count(
    file: options.Ballots,
    *,
    given: options.Given,
    payments: Annotated[bool, typer.Option("--payments", help="Also list who paid what.")] = False,
    seal: Annotated[
        Path | None, typer.Option(help="Refuse when rule, projects or budget differ from SEAL.json.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the result to a file.")] = None,
    json: Json = False,
) -> None:
    """Count a Pabulib file: who is funded, what each paid, what is left.

    Equal shares gives every voter an equal part of the money; a project is bought by its supporters. The result is
    exact and the same on any machine.
    """
    with refusals():
        result, defects, document = _counted(file, given, seal, payments=payments)
        if out is not None:
            from cydradd.record.canonical import serialise

            out.write_bytes(serialise(document))
    if json:
        print_canonical(document)
    else:
        print_defects(defects)
        _summary(result)


def _counted(
    file: Path, given: options.Given, seal: Path | None, *, payments: bool
) -> tuple[Count, Sequence[Defect], dict[str, JsonValue]]:
    """The result, the defects of the file, and the document that tells both."""
    from cydradd.decide.count import count as count_election
    from cydradd.decide.document import count_document, sha256
    from cydradd.decide.pabulib import read
    from cydradd.decide.sealing import hold

    settings = given.options()
    election, defects = read(file)
    if seal is not None:
        hold(seal, election, settings, given.ineligible)
    result = count_election(election, settings, ineligible=given.ineligible, objections=given.objections(election))
    document = count_document(result, file_sha256=sha256(file.read_bytes()), defects=defects, payments=payments)
    return result, defects, document


def _summary(result: Count) -> None:
    """The result in words."""
    election = result.election
    titles = {project.id: project.title.en or project.title.cy or "" for project in election.projects}
    unit = f" {election.currency}" if election.currency else ""
    typer.echo(
        f"{len(result.winners)} of {len(election.projects)} projects are funded, by {len(election.ballots)} ballots."
    )
    for entry in result.rounds:
        typer.echo(f"  {entry.project:>12}  {_money(entry.cost):>14}{unit}  {titles[entry.project]}")
    typer.echo(
        f"Spent {_money(result.spent)}{unit} of {_money(election.budget)}{unit}; left {_money(result.left)}{unit}."
    )
    for own in result.partners:
        typer.echo(f"{own.name}: {own.ballots} ballots, held {_money(own.endowment)}, spent {_money(own.spent)}.")
    for entry in result.rounds:
        if entry.tied_with:
            typer.echo(
                f"Tie in round {entry.number}: {entry.project} before {', '.join(entry.tied_with)}, "
                f"by {entry.resolved_by}."
            )
    for aside in result.set_aside:
        typer.echo(f"Set aside: {aside.project} ({aside.kind}){': ' + aside.reason if aside.reason else ''}")
    for warning in result.warnings:
        typer.echo(f"Note: {NOTES.get(warning, warning)}", err=True)


def _money(value: object) -> str:
    """An exact amount as people read it: two decimals at most."""
    return f"{float(value):,.2f}".removesuffix(".00")  # type: ignore[arg-type]


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A Pabulib file, or the JSON that this command writes.")],
    to: Annotated[str, typer.Option("--to", help="pb, json or csv (the ballots alone).")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a file with defects.")] = False,
    allow_loss: Annotated[bool, typer.Option("--allow-loss", help="Write even when cells are lost.")] = False,
    json: Json = False,
) -> None:
    """Write an election in another form: same cells, columns and order, LF line ends, every defect listed."""
    from cydradd.decide.convert import converted
    from cydradd.decide.document import defects_document, sha256

    with refusals():
        election, defects, data, lost = converted(source, to)
        refused = (strict and bool(defects)) or (bool(lost) and not allow_loss)
        if not refused:
            out.write_bytes(data)
        document: dict[str, JsonValue] = {
            "vote_type": str(election.vote_type),
            "voters": len(election.ballots),
            "projects": len(election.projects),
            "entries": election.entries,
            "budget": str(election.budget),
            "sha256_in": sha256(source.read_bytes()),
            "sha256_out": None if refused else sha256(data),
            "defects": defects_document(defects),
            "lost": list(lost),
        }
    if json:
        print_json(document)
    else:
        print_defects(defects)
        typer.echo(f"{document['voters']} ballots and {document['projects']} projects.")
    if strict and defects:
        typer.echo(f"cydradd: {source.name} has {len(defects)} defects; nothing was written.", err=True)
    elif refused:
        typer.echo(
            f"cydradd: {', '.join(lost)} would be lost, so nothing was written; --allow-loss writes all the same.",
            err=True,
        )
    if refused:
        raise typer.Exit(1)

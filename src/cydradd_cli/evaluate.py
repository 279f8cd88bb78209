"""`cydradd evaluate`: Outcomes, effect sizes and synthesis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, command_group, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.evaluate.evidence import Evidence

app = command_group("Outcomes, effect sizes and synthesis.")

Table = Annotated[
    Path,
    typer.Argument(metavar="TABLE", help="A CSV file in UTF-8, one row per study; or a round folder, with --outcome."),
]
Measure = Annotated[
    str | None,
    typer.Option(help="The effect size: GEN (given yi and vi or sei; the default), SMD, RR, OR, PLO, SMCR, PPC ..."),
]
Columns = Annotated[str, typer.Option(help="Columns of other names, as ai=tpos,bi=tneg.")]
Study = Annotated[str | None, typer.Option(help="The column that names the study.")]
Outcome = Annotated[str | None, typer.Option(help="The outcome, where TABLE is a round folder or its outcomes.csv.")]


@app.command()
def effects(
    table: Table,
    measure: Measure = None,
    columns: Columns = "",
    study: Study = None,
    outcome: Outcome = None,
    json: Json = False,
) -> None:
    """Turn counts or means into effects with their variances; a row without one is listed with the reason."""
    from cydradd.evaluate.document import effects_document

    named = _columns(columns)
    with refusals():
        evidence = _evidence(table, measure, named, study, outcome)
    if json:
        print_json(effects_document(evidence))
        return
    found = evidence.found
    for row, name, y, v in zip(found.rows, found.studies, found.y, found.v, strict=True):
        typer.echo(f"{row:>4}  {name:<24}  {y: .6f}  (variance {v:.6f})")
    _notes(evidence)


@app.command()
def pool(
    table: Table,
    measure: Measure = None,
    method: Annotated[str, typer.Option(help="EE DL HE HS SJ PM EB ML REML; from counts MH or PETO.")] = "REML",
    level: Annotated[float, typer.Option(help="Level of every interval.", min=0.5, max=0.9999)] = 0.95,
    columns: Columns = "",
    study: Study = None,
    outcome: Outcome = None,
    json: Json = False,
) -> None:
    """Say what many studies say together, how far they differ, and where the next one may lie."""
    from cydradd.evaluate.document import pooled_document

    named = _columns(columns)
    with refusals():
        evidence = _evidence(table, measure, named, study, outcome)
        document = pooled_document(evidence, method.upper(), level)
    if json:
        print_json(document)
        return
    headline, weights = document["headline"], document["weights"]
    if isinstance(headline, dict) and isinstance(headline["sentence"], dict):
        typer.echo(headline["sentence"]["en"])
    if isinstance(weights, list):
        for name, y, weight in zip(evidence.found.studies, evidence.found.y, weights, strict=True):
            typer.echo(f"  {name:<24}  {y: .4f}  {weight:.1f}%")
    _notes(evidence)


def _columns(text: str) -> dict[str, str]:
    """The roles and their columns."""
    pairs = [part.partition("=") for part in text.split(",") if part]
    if any(not role or not column for role, _, column in pairs):
        raise typer.BadParameter("write role=column, with commas between.", param_hint="--columns")
    return {role: column for role, _, column in pairs}


def _evidence(
    path: Path, measure: str | None, columns: dict[str, str], study: str | None, outcome: str | None
) -> Evidence:
    """The effects of a table, or of one outcome of a round; refused when no row has one."""
    from cydradd.evaluate.evidence import gather, require_effects
    from cydradd.evaluate.table_file import read_studies

    if path.is_dir() or outcome is not None or _in_a_round(path):
        from cydradd.cycle.stage_results.evaluate import results_of
        from cydradd.evaluate.round_outcomes import chosen_outcome, outcome_evidence

        results, defects = results_of(path)
        print_defects(defects)
        evidence = outcome_evidence(results, chosen_outcome(results, outcome), measure and measure.upper())
    else:
        wanted = (measure or "GEN").upper()
        evidence = gather(wanted, read_studies(path, wanted, columns, study))
    require_effects(evidence, path.name)
    return evidence


def _in_a_round(path: Path) -> bool:
    """Whether the file is the evaluate/outcomes.csv of a round folder."""
    whole = path.absolute()
    return (whole.parent.name, whole.name) == ("evaluate", "outcomes.csv")


def _notes(evidence: Evidence) -> None:
    for each in evidence.found.excluded:
        typer.echo(f"Row {each.row} ({each.study}) takes no part: {each.reason.en}.", err=True)
    for warned in evidence.warnings:
        typer.echo(f"Look at {warned.study}: {warned.text}.", err=True)
    if evidence.assumed:
        typer.echo(
            "Not every study reports the correlation of before with after: --json gives what 0.3 to 0.9 would.",
            err=True,
        )

"""`cydradd evaluate`: Outcomes, effect sizes and synthesis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, command_group, print_json, refusals

if TYPE_CHECKING:
    from cydradd.evaluate.effect_size import Effects
    from cydradd.evaluate.table_file import StudyTable

app = command_group("Outcomes, effect sizes and synthesis.")

Table = Annotated[Path, typer.Argument(metavar="TABLE", help="A CSV file in UTF-8, one row per study.")]
Measure = Annotated[str, typer.Option(help="The effect size: GEN (given yi and vi or sei), SMD, RR, OR, PLO ...")]
Columns = Annotated[str, typer.Option(help="Columns of other names, as ai=tpos,bi=tneg.")]
Study = Annotated[str | None, typer.Option(help="The column that names the study.")]


@app.command()
def effects(
    table: Table, measure: Measure = "GEN", columns: Columns = "", study: Study = None, json: Json = False
) -> None:
    """Turn counts or means into effects with their variances; a row without one is listed with the reason."""
    from cydradd.evaluate.document import effects_document

    named = _columns(columns)
    with refusals():
        found, read = _effects(table, measure, named, study)
        document = effects_document(found, read)
    if json:
        print_json(document)
        return
    for row, name, y, v in zip(found.rows, found.studies, found.y, found.v, strict=True):
        typer.echo(f"{row:>4}  {name:<24}  {y: .6f}  (variance {v:.6f})")
    _notes(found)


@app.command()
def pool(
    table: Table,
    measure: Measure = "GEN",
    method: Annotated[str, typer.Option(help="EE, DL, PM or REML.")] = "REML",
    level: Annotated[float, typer.Option(help="Level of every interval.", min=0.5, max=0.9999)] = 0.95,
    columns: Columns = "",
    study: Study = None,
    json: Json = False,
) -> None:
    """Say what many studies say together, how far they differ, and where the next one may lie."""
    from cydradd.evaluate.document import pooled_document
    from cydradd.evaluate.pooling import pool as pool_effects
    from cydradd.evaluate.spread import tau2_interval

    named = _columns(columns)
    with refusals():
        found, read = _effects(table, measure, named, study)
        result = pool_effects(found.y, found.v, method, level)
        document = pooled_document(result, tau2_interval(found.y, found.v, level), found, read, level)
    if json:
        print_json(document)
        return
    headline = document["headline"]
    if isinstance(headline, dict) and isinstance(headline["sentence"], dict):
        typer.echo(headline["sentence"]["en"])
    for name, y, weight in zip(found.studies, found.y, result.weights, strict=True):
        typer.echo(f"  {name:<24}  {y: .4f}  {weight:.1f}%")
    _notes(found)


def _columns(text: str) -> dict[str, str]:
    """The roles and their columns."""
    pairs = [part.partition("=") for part in text.split(",") if part]
    if any(not role or not column for role, _, column in pairs):
        raise typer.BadParameter("write role=column, with commas between.", param_hint="--columns")
    return {role: column for role, _, column in pairs}


def _effects(path: Path, measure: str, columns: dict[str, str], study: str | None) -> tuple[Effects, StudyTable]:
    """The effects of a table; refused when no row has one."""
    from cydradd.evaluate.effect_size import effects as effects_of
    from cydradd.evaluate.table_file import read_studies
    from cydradd.vocabulary.errors import NotPossible
    from cydradd.vocabulary.text import Bilingual

    read = read_studies(path, measure, columns, study)
    found = effects_of(measure, read.rows, read.studies)
    if not found.y:
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes rhes yn {path.name} y gellir ei defnyddio ar gyfer {measure}.",
                en=f"{path.name} has no row that can be used for {measure}.",
            )
        )
    return found, read


def _notes(found: Effects) -> None:
    for each in found.excluded:
        typer.echo(f"Row {each.row} ({each.study}) takes no part: {each.reason}.", err=True)

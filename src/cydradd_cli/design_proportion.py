"""`cydradd design proportion`: whether what is asked is in keeping with the money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.design.proportionality.check import Form, Report
    from cydradd.design.proportionality.free_text import Mention


def proportion(
    form: Annotated[
        Path | None, typer.Argument(metavar="FORM.json", help="What is asked, for how much money, and when.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option(help="Also find turnover, insurance and accounts in this text; may stand alone.")
    ] = None,
    json: Json = False,
) -> None:
    """Hold what is asked against the money: questions, words, turnover, insurance, accounts, documents, lots.

    A day or an authority of which no threshold is held is refused. An amount of a text is told with its sentence.
    """
    if form is None and text is None:
        raise typer.BadParameter("give a FORM.json, or a text with --text.")
    from cydradd.design.proportionality.form_file import read_form

    with refusals():
        mentions = () if text is None else _found(text)
        judged, defects = (None, ()) if form is None else read_form(form)
        report = None if judged is None else _checked(judged, mentions)
    print_defects(defects)
    found = {} if text is None else {"found": [each.as_json() for each in mentions]}
    if json:
        print_json({**(report.as_json() if report else {}), **found})
        return
    for each in mentions:
        typer.echo(_told(each))
    if text is not None and not mentions:
        typer.echo("The text names no amount of turnover or insurance, and no accounts.")
    if report is not None:
        _words(report)


def _found(path: Path) -> tuple[Mention, ...]:
    """What a text file asks for.

    Raises:
        UnreadableFile: No UTF-8.
        NotPossible: A text that is too long.
    """
    from cydradd.design.proportionality.free_text import LONGEST, find
    from cydradd.vocabulary.errors import UnreadableFile
    from cydradd.vocabulary.text import Bilingual

    try:
        with path.open(encoding="utf-8-sig") as file:
            return find(file.read(LONGEST + 1))
    except UnicodeDecodeError:
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid testun UTF-8 yw hwn; cadwch ef fel testun plaen (UTF-8).",
                f"{path.name}: this is no UTF-8 text; save it as plain text (UTF-8).",
            )
        ) from None


def _checked(form: Form, mentions: tuple[Mention, ...]) -> Report:
    """The form with what its text asks for beside its own requirements."""
    from dataclasses import replace

    from cydradd.design.proportionality.check import check
    from cydradd.design.proportionality.free_text import as_requirements

    return check(replace(form, requirements=[*form.requirements, *as_requirements(mentions)]))


def _told(each: Mention) -> str:
    from cydradd.vocabulary.money import format_money

    asked = f"{each.years} years" if each.amount is None else format_money(each.amount, "GBP")
    parts = [each.kind, asked, "for each claim" if each.per_claim else "", (each.when or "").replace("_", " ")]
    return f"{', '.join(part for part in parts if part)}: “{each.quote}”"


def _words(report: Report) -> None:
    """The findings in words."""
    budget = report.band
    typer.echo(f"Questions to be written: {report.asked_questions} of at most {budget.questions}.")
    typer.echo(f"Words: {report.asked_words:,} of at most {budget.words:,}.")
    for each in report.findings:
        place = f" {each.id}" if each.id else ""
        typer.echo(f"{each.severity}: {each.code}{place}: {each.sentence.en} ({each.source})")
    typer.echo("May be published." if report.publishable else "May not be published until every breach is mended.")

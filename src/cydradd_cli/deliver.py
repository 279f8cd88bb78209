"""`cydradd deliver`: Agreements, payments, check-ins and endings."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, command_group, print_json
from cydradd_cli.deliver_agreement import agreement, ending
from cydradd_cli.deliver_payments import payments

if TYPE_CHECKING:
    from cydradd.vocabulary.facts import JsonValue

app = command_group("Agreements, payments, check-ins and endings.")
app.command()(agreement)
app.command()(payments)
app.command()(ending)


@app.command("runway")
def runway_command(
    reserves: Annotated[str, typer.Option(help="Months of total cost held free of restriction.")],
    share: Annotated[str, typer.Option(help="Part of the income that is lost, 0 to 1.")],
    shed: Annotated[
        str, typer.Option(help="Part of the lost share cut from cost in each further month, 0 to 1.")
    ] = "0",
    notice: Annotated[str, typer.Option(help="Months from the notice to the end of the money.")] = "0",
    gap: Annotated[str | None, typer.Option(help="Months from the notice to the next service.")] = None,
    json: Json = False,
) -> None:
    """Say how many months an organisation lives on its reserves after the money stops.

    Arithmetic on the reserves that are stated, not a forecast; restricted reserves must be left out.
    """
    from cydradd.deliver.runway import runway
    from cydradd.deliver.runway_words import runway_sentence

    months_of_notice = _exact(notice, "--notice")
    until_next = None if gap is None else _exact(gap, "--gap")
    found = runway(_exact(reserves, "--reserves"), _exact(share, "--share", 1), _exact(shed, "--shed", 1))
    if found is None:
        raise typer.BadParameter("reserves and share must both be known.")
    until = None if found.months is None else months_of_notice + found.months
    lost = None if until_next is None else not found.alive_at(until_next, months_of_notice)
    sentence = runway_sentence(found, months_of_notice, until_next)
    document: dict[str, JsonValue] = {
        "months": found.months,
        "survives": found.survives,
        "alive_until": None if until is None else _number(until),
        "lost_before_gap": lost,
        "sentence": {"cy": sentence.cy, "en": sentence.en},
    }
    if json:
        print_json(document)
    else:
        typer.echo(sentence.en)


def _exact(text: str, option: str, most: int | None = None) -> Fraction:
    """Decimal text, read exactly; wrong usage when it is no decimal, negative or above ``most``."""
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", text, re.ASCII):
        raise typer.BadParameter("write a decimal number of 0 or more, such as 0.75.", param_hint=option)
    value = Fraction(text)
    if most is not None and value > most:
        raise typer.BadParameter(f"write a number from 0 to {most}.", param_hint=option)
    return value


def _number(value: Fraction) -> int | float:
    """A whole number where it is one."""
    return value.numerator if value.denominator == 1 else float(value)

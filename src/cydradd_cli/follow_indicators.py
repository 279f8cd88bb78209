"""`cydradd follow indicators`: how level the playing field is, as far as open contracts data tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_classify import REGISTER, RegisterFile
from cydradd_cli.follow_merge import watched

if TYPE_CHECKING:
    from cydradd.design.level_field import Indicator
    from cydradd.follow.registers import Register
    from cydradd.vocabulary.facts import Call

_NAMES = {
    "L1": "Days from notice to deadline, median",
    "L2": "Share of that time in holidays, median",
    "L3": "Share of calls that one bidder answered",
    "L4": "Success of small bidders over that of the others",
    "L5": "Concentration of award value (HHI, of 10,000)",
    "L8": "Greatest turnover asked for, over the value",
    "L9": "Greatest insurance asked for, over the value",
    "L11": "Share of value in lots of at most a third",
    "L14": "Share of calls that may be answered in Welsh",
    "L15": "Third-sector share of award value, by register",
    "L16": "Days from award to its publication, median",
}


def indicators(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="OCDS releases or records: JSON, JSON lines.")
    ] = None,
    warehouse: Annotated[Path | None, typer.Option("--warehouse", help="Instead of files: a warehouse.")] = None,
    register: RegisterFile = None,
    currency: Annotated[str, typer.Option(help="Only money in this currency: none is ever converted.")] = "GBP",
    json: Json = False,
) -> None:
    """Whether calls give small and voluntary bodies a fair chance: eleven indicators, each with what it is made of.

    What the data does not tell is said to be not known, and is never 0. --register tells which suppliers are of the
    third sector (L15); who only says so is counted apart.
    """
    if (warehouse is None) == (not files):
        raise typer.BadParameter("give files, or --warehouse", param_hint="FILE")
    with refusals():
        from cydradd.design.level_field import of_calls

        told = calls_of_files(files or [], register) if warehouse is None else _of_warehouse(warehouse, register)
        found = of_calls(told, currency)
    if json:
        print_json({"indicators": [each.as_json() for each in found]})
        return
    for each in found:
        say(each)


@contextmanager
def evidence_of(register: Path | None) -> Iterator[Register | None]:
    """A register that is named; ``None``: none is."""
    from cydradd.follow.registers import open_register

    if register is None:
        yield None
        return
    with open_register(register) as opened:
        yield opened


def calls_of_files(files: Sequence[Path], register: Path | None) -> list[Call]:
    """The calls of files of contracts, with the suppliers that a register knows."""
    from cydradd.follow.contracts.processes import Gathering
    from cydradd.follow.indicators import calls, classifier
    from cydradd.follow.ocds import open_file

    with Gathering() as gathering, evidence_of(register) as evidence:
        for path in files:
            reading = open_file(path)
            gathering.add(reading, watched(reading))
        return calls(gathering.processes(), classifier(evidence))


def _of_warehouse(path: Path, register: Path | None) -> list[Call]:
    """Those of a warehouse, with the register named, else with the one the warehouse was classified with."""
    from cydradd.follow.indicators import calls, classifier
    from cydradd.follow.warehouse.contracts import processes
    from cydradd.follow.warehouse.store import open_warehouse

    with open_warehouse(path) as found:
        kept = found.setting(REGISTER)
        there = Path(kept) if kept is not None and Path(kept).is_file() else None
        with evidence_of(register or there) as evidence:
            return calls(processes(found), classifier(evidence))


def say(found: Indicator) -> None:
    """One indicator in words."""
    name = _NAMES[found.id]
    if found.value is None or found.reason_not_computed is not None:
        typer.echo(
            f"{found.id:4} {name}: not known. {found.reason_not_computed.en if found.reason_not_computed else ''}"
        )
        return
    flag = " <- look" if found.flag else ""
    threshold = "" if found.threshold is None else f", threshold {float(found.threshold):g}"
    typer.echo(f"{found.id:4} {name}: {float(found.value):.4g} (n {found.n}{threshold}){flag}")

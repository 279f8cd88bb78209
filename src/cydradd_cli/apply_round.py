"""Where the commands of the apply stage get a round from: ROUND.json, or a round folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cydradd.apply.results import ApplicationResult
    from cydradd.vocabulary.facts import Defect
    from cydradd.vocabulary.money import Pence
    from cydradd.vocabulary.text import Bilingual

RoundOf = Annotated[
    Path, typer.Argument(metavar="ROUND", help="ROUND.json with the applications of a round, or a round folder.")
]


@dataclass(frozen=True)
class Given:
    """The applications of a round; a folder may say what an hour is worth, and knows who is owed reasons."""

    results: tuple[ApplicationResult, ...]
    defects: tuple[Defect, ...]
    rate: Pence | None = None
    rate_source: Bilingual | None = None
    decided: bool = True
    currency: str = "GBP"


def read_given(path: Path) -> Given:
    """Read a round from a file or a folder. Call it inside `refusals`."""
    if not path.is_dir():
        from cydradd.apply.round_file import read_round

        read = read_round(path)
        return Given(read.results, read.defects)
    from cydradd.cycle.calculation import calculate
    from cydradd.cycle.round_folder import read as read_folder
    from cydradd.cycle.stage_results.apply import application_results, rate_of

    folder = read_folder(path)
    calculated = calculate(folder, with_map=False)
    rate, source = rate_of(folder)
    return Given(
        application_results(folder, calculated),
        (*folder.defects, *calculated.defects),
        rate,
        source,
        decided=calculated.count is not None,
        currency=folder.settings.currency,
    )

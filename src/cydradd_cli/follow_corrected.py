"""The copy that `cydradd follow check --corrected` writes: the grants of a file with their safe repairs made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cydradd_cli.progress import bar

if TYPE_CHECKING:
    from cydradd.follow.report import Report
    from cydradd.follow.threesixtygiving import FileForm, Written
    from cydradd.vocabulary.facts import JsonValue


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was written, and what is left in it for people to mend."""

    path: Path
    written: Written
    left: Report

    def as_json(self) -> dict[str, JsonValue]:
        """``{"file", "count", "changed", "left_out", "invalid", "defects_by_code", "defects_total"}``."""
        return {
            "file": str(self.path),
            "count": self.written.count,
            "changed": dict(self.written.changed),
            "left_out": list(self.written.left_out),
            "invalid": self.left.invalid,
            "defects_by_code": dict(sorted(self.left.by_code.items())),
            "defects_total": self.left.total,
        }

    def say(self, report: Report) -> None:
        """What was changed, what is not in it, and what people must still mend."""
        made = sum(report.repairs.values())
        typer.echo(f"Wrote {self.path}: {self.written.count:,} grants, {made:,} safe repairs made.", err=True)
        for code, rows in (("sheet_left_out", "sheets without grants"), ("part_without_grant", "rows of no grant")):
            if report.by_code.get(code):
                typer.echo(f"Not in the copy: {report.by_code[code]:,} {rows}.", err=True)
        if self.written.left_out:
            typer.echo(f"Not in the copy, which has no place for it: {', '.join(self.written.left_out)}.", err=True)
        for field, count in self.written.changed.items():
            typer.echo(f"{field}: {count:,} values read otherwise in this form; .json keeps them.", err=True)
        left, invalid = self.left.total, self.left.invalid
        typer.echo(f"Left for people to mend: {left:,} faults; {invalid:,} grants are not valid.", err=True)


def form_of(out: Path, file: Path) -> FileForm:
    """The form that the name of a copy asks for.

    Raises:
        NotPossible: The copy is there already, its name ends otherwise, or the file holds contracts.
    """
    from cydradd.follow import ocds
    from cydradd.follow.threesixtygiving import FileForm
    from cydradd.vocabulary.errors import NotPossible
    from cydradd.vocabulary.text import Bilingual

    ending = out.suffix.lower().lstrip(".")
    if ending not in list(FileForm):
        raise NotPossible(
            Bilingual(
                f"{out.name}: rhowch enw sy’n gorffen â .json, .xlsx neu .csv.",
                f"{out.name}: give a name that ends in .json, .xlsx or .csv.",
            )
        )
    if out.exists():
        raise NotPossible(
            Bilingual(
                f"{out.name}: mae ffeil yno eisoes, ac ni chaiff ei newid. Rhowch enw arall.",
                f"{out.name}: there is a file already, and it is not replaced. Give another name.",
            )
        )
    if file.is_file() and ocds.holds_contracts(file):
        raise NotPossible(
            Bilingual(
                f"{file.name}: o grantiau yn unig y gwneir copi wedi’i gywiro, a chontractau yw’r rhain.",
                f"{file.name}: a corrected copy is made of grants alone, and these are contracts.",
            )
        )
    return FileForm(ending)


def write_corrected(file: Path, out: Path, as_of: date) -> Copy:
    """Write the copy, and find what is left in it.

    Raises:
        CannotWrite: The form of the copy cannot hold the grants.
    """
    from cydradd.follow.threesixtygiving import left_to_mend, open_file, write

    reading = open_file(file)
    with bar(out.name, reading.size) as watch:
        written = write(reading, out, form_of(out, file), watch)
    return Copy(out, written, left_to_mend(reading, as_of))

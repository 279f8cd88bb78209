"""`cydradd record`: Entries and proofs: the verifiable account."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals

app = typer.Typer(no_args_is_help=True, help="Entries and proofs: the verifiable account.")
Export = Annotated[Path, typer.Argument(metavar="EXPORT", help="The folder of an export.")]


@app.callback()
def record() -> None:
    """Entries and proofs: the verifiable account."""


@app.command()
def verify(
    export: Export,
    structure: Annotated[
        bool, typer.Option("--structure", help="Check the tree and its tiles; no signatures.")
    ] = False,
    json: Json = False,
) -> None:
    """Compute the tree again from its entries, and say what that proves and what it does not.

    Exit status 1 when anything fails. Works on any folder of C2SP tlog-tiles. Signatures are not checked yet, so
    --structure must be given.
    """
    from cydradd.record.verify import verify_structure
    from cydradd.vocabulary.errors import NotPossible
    from cydradd.vocabulary.text import Bilingual

    with refusals():
        if not structure:
            raise NotPossible(
                Bilingual(
                    "ni ellir gwirio llofnodion eto; rhowch --structure i wirio’r goeden.",
                    "signatures cannot be checked yet; give --structure to check the tree.",
                )
            )
        report = verify_structure(export)
    if json:
        print_json(report.as_json())
    else:
        typer.echo(f"{report.size} entries, root {report.root}")
        for claim in report.claims:
            typer.echo(f"  {claim.result:>12}  {claim.says.en}")
        for flaw in report.flaws:
            typer.echo(f"  {flaw.path}: {flaw.cause}" + ("" if flaw.index is None else f", entry {flaw.index}"))
        typer.echo("Whole and unchanged since its checkpoint. Not signed." if report.ok else "It does not verify.")
    raise typer.Exit(0 if report.ok else 1)


@app.command()
def show(export: Export, index: Annotated[int, typer.Argument(min=0, help="Number of the entry, from 0.")]) -> None:
    """Print one entry of an export as JSON."""
    from cydradd.record.canonical import parse
    from cydradd.record.tiles import WIDTH, tile_path, unbundle
    from cydradd.record.verify import read_head
    from cydradd.vocabulary.errors import UnreadableFile
    from cydradd.vocabulary.text import Bilingual

    with refusals():
        try:
            size = read_head(export, "checkpoint").size
            number, place = divmod(index, WIDTH)
            path = export / tile_path("entries", number, min(WIDTH, size - number * WIDTH))
            data = unbundle(path.read_bytes())[place]
        except (ValueError, IndexError, OSError):
            sentence = Bilingual(f"nid oes cofnodiad {index} yn {export}.", f"there is no entry {index} in {export}.")
            raise UnreadableFile(sentence) from None
        print_json(parse(data))


@app.command()
def canonical(file: Annotated[Path, typer.Argument(metavar="FILE", help="A JSON file.")]) -> None:
    """Print the canonical bytes of a JSON file (RFC 8785)."""
    from cydradd.record.canonical import parse, serialise

    with refusals():
        data = serialise(parse(file.read_bytes()))
    sys.stdout.buffer.write(data)

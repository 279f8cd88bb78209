"""`cydradd record`: Entries and proofs: the verifiable account."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, command_group, print_json, refusals

if TYPE_CHECKING:
    from cydradd.record.report import Report

app = command_group("Entries and proofs: the verifiable account.")
Export = Annotated[Path, typer.Argument(metavar="EXPORT", help="The folder of an export.")]
MOST_SHOWN = 20


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
        _print(report)
    raise typer.Exit(0 if report.ok else 1)


def _print(report: Report) -> None:
    """A report for people: what holds, what does not, what is not proved."""
    from cydradd.record.claims import NOT_PROVED

    typer.echo(f"{report.origin}: {report.size} entries, root {report.root}")
    for claim in report.claims:
        typer.echo(f"  {claim.result.replace('_', ' '):>12}  {claim.says.en}")
    for flaw in report.flaws[:MOST_SHOWN]:
        typer.echo(f"  {flaw.path}: {flaw.cause}" + ("" if flaw.index is None else f", entry {flaw.index}"))
    if len(report.flaws) > MOST_SHOWN:
        typer.echo(f"  ... and {len(report.flaws) - MOST_SHOWN} more; --json lists them all.")
    signed = "Its signatures were not checked." if report.signed else "It is not signed."
    whole = "Entries, tiles and tree heads agree." if report.ok else "It does not verify."
    typer.echo(f"{whole} {signed}")
    typer.echo("Not proved, whatever is said above:")
    for sentence in NOT_PROVED:
        typer.echo(f"  {sentence.en}")


@app.command()
def show(export: Export, index: Annotated[int, typer.Argument(min=0, help="Number of the entry, from 0.")]) -> None:
    """Print one entry of an export as JSON.

    What is no entry of ours, as in another log, is printed as its number, the hash of its leaf and its bytes in base64.
    """
    from base64 import b64encode

    from cydradd.record.canonical import parse
    from cydradd.record.entry import MalformedEntry, decode
    from cydradd.record.export import read_entry
    from cydradd.record.folder import Folder
    from cydradd.record.tree import leaf_hash

    with refusals():
        data = read_entry(Folder(export), index)
    try:
        decode(data)
        print_json(parse(data))
    except MalformedEntry:
        print_json({"index": index, "leaf": leaf_hash(data).hex(), "base64": b64encode(data).decode()})


@app.command()
def canonical(file: Annotated[Path, typer.Argument(metavar="FILE", help="A JSON file of up to 64 MiB.")]) -> None:
    """Print the canonical bytes of a JSON file (RFC 8785)."""
    from cydradd.record.canonical import parse, serialise
    from cydradd.record.folder import MOST_BYTES
    from cydradd.vocabulary.errors import UnreadableFile
    from cydradd.vocabulary.text import Bilingual

    with refusals():
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise UnreadableFile(
                Bilingual(f"{file.name}: mae’r ffeil dros 64 MiB.", f"{file.name}: the file is over 64 MiB.")
            )
        written = serialise(parse(data))
    sys.stdout.buffer.write(written)

"""`cydradd follow fetch`: a file of open data, or a register, from the web."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.progress import bar


def fetch(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the file is: http or https.")],
    out: Annotated[Path, typer.Option(help="Where to write it; it appears whole or not at all.")],
    most: Annotated[int, typer.Option(min=1, help="Largest size in MB.")] = 2_000,
    json: Json = False,
) -> None:
    """Fetch one file from the web, politely. Nothing else of Cydradd ever fetches anything.

    It goes on where an earlier attempt stopped if the file is still the same, and waits when the server asks for it.
    """
    from cydradd_cli.download import CannotFetch, download

    with refusals():
        if out.exists():
            from cydradd.vocabulary.text import Bilingual

            raise CannotFetch(
                Bilingual(
                    f"Mae {out} yno eisoes. Rhowch enw arall, neu symudwch hi.",
                    f"{out} is there already. Give another name, or move it.",
                )
            )
        with bar(out.name, None) as move:
            found = download(url, out, largest=most * 1_000_000, watch=lambda done, _of: move(done))
    if json:
        print_json(
            {
                "url": found.url,
                "file": str(out),
                "bytes": found.size,
                "sha256": found.sha256,
                "resumed_at": found.resumed_at,
                "content_type": found.content_type,
            }
        )
    else:
        if found.resumed_at:
            typer.echo(f"Went on after {found.resumed_at:,} bytes that were there.", err=True)
        typer.echo(f"Wrote {out}: {found.size:,} bytes, SHA-256 {found.sha256}.")

"""`cydradd serve`: start the site on this machine."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port; the next free one is used when it is taken.", envvar="PORT")
    ] = 8000,
    rounds: Annotated[
        Path | None,
        typer.Option(help="Folder whose folders are rounds. Without it, the demo's.", exists=True, file_okay=False),
    ] = None,
) -> None:
    """Serve the site: the list of rounds and the page of each, in Welsh and English. Ctrl-C ends it."""
    if importlib.util.find_spec("django") is None:
        typer.echo("cydradd: the site is not installed here. Install it with: pip install 'cydradd[site]'", err=True)
        raise typer.Exit(1)
    command = [sys.executable, "-m", "cydradd_web.run", "--host", host, "--port", str(port)]
    if rounds is not None:
        command += ["--rounds", str(rounds)]
    os.execv(sys.executable, command)  # noqa: S606  our own module, in this process, so that signals reach it

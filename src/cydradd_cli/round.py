"""`cydradd round`: A whole round from a folder of files."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="A whole round from a folder of files.")


@app.callback()
def round() -> None:
    """A whole round from a folder of files."""

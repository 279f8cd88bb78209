"""`cydradd listen`: Statements, votes and the opinion map."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Statements, votes and the opinion map.")


@app.callback()
def listen() -> None:
    """Statements, votes and the opinion map."""

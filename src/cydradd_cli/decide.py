"""`cydradd decide`: Ballots and fair allocation of a shared budget."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Ballots and fair allocation of a shared budget.")


@app.callback()
def decide() -> None:
    """Ballots and fair allocation of a shared budget."""

"""`cydradd design`: Needs, pots, lots, criteria and what is asked."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Needs, pots, lots, criteria and what is asked.")


@app.callback()
def design() -> None:
    """Needs, pots, lots, criteria and what is asked."""

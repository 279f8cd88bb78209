"""`cydradd evaluate`: Outcomes, effect sizes and synthesis."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Outcomes, effect sizes and synthesis.")


@app.callback()
def evaluate() -> None:
    """Outcomes, effect sizes and synthesis."""

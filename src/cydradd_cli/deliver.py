"""`cydradd deliver`: Agreements, payments, check-ins and endings."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Agreements, payments, check-ins and endings.")


@app.callback()
def deliver() -> None:
    """Agreements, payments, check-ins and endings."""

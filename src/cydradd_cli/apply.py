"""`cydradd apply`: Organisations, applications, consortia and feedback."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Organisations, applications, consortia and feedback.")


@app.callback()
def apply() -> None:
    """Organisations, applications, consortia and feedback."""

"""`cydradd record`: Entries and proofs: the verifiable account."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Entries and proofs: the verifiable account.")


@app.callback()
def record() -> None:
    """Entries and proofs: the verifiable account."""

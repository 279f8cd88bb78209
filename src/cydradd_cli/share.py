"""`cydradd share`: Members, proposals, letters of support, practice."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Members, proposals, letters of support, practice.")


@app.callback()
def share() -> None:
    """Members, proposals, letters of support, practice."""

"""`cydradd serve permissions`: who may ask the site for what, and whether that is stated for every address."""

from __future__ import annotations

from typing import Annotated

import typer

from cydradd_cli.serve import app, become

__all__ = ["app"]


@app.command("permissions")
def permissions(
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 when an address is not stated, or one stated is not there.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Machine output on stdout.")] = False,
) -> None:
    """Say for how many addresses, methods, roles and objects it is stated who may ask, and what is missing."""
    become("cydradd_web.accounts.permission_command", *(["--check"] if check else []), *(["--json"] if json else []))

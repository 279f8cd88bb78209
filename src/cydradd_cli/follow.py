"""`cydradd follow`: Open grant and contract data: who the money reached."""

from __future__ import annotations

import typer

from cydradd_cli.follow_check import check
from cydradd_cli.follow_publish import publish_

app = typer.Typer(no_args_is_help=True, help="Open grant and contract data: who the money reached.")


@app.callback()
def follow() -> None:
    """Open grant and contract data: who the money reached."""


app.command("check")(check)
app.command("publish")(publish_)

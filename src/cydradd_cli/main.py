"""The `cydradd` command: the eight stages, the record and the round folder."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from cydradd_cli import (
    apply,
    decide,
    deliver,
    design,
    evaluate,
    follow,
    listen,
    record,
    round,
    serve_permissions,
    share,
)
from cydradd_cli.common import command_group, print_version

app = command_group("Commission, design, deliver and evaluate public services together.")


@app.callback()
def start(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=print_version, is_eager=True)
    ] = False,
) -> None:
    """Commission, design, deliver and evaluate public services together."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


STAGES = {
    "listen": listen.app,
    "design": design.app,
    "apply": apply.app,
    "decide": decide.app,
    "deliver": deliver.app,
    "evaluate": evaluate.app,
    "share": share.app,
    "follow": follow.app,
}
for name, stage in STAGES.items():
    app.add_typer(stage, name=name, rich_help_panel="The eight stages")
app.add_typer(round.app, name="round", rich_help_panel="The whole round")
app.add_typer(record.app, name="record", rich_help_panel="The whole round")
app.add_typer(serve_permissions.app, name="serve", rich_help_panel="The site")


def run() -> None:
    """Entry point of the command. Ctrl-C leaves with status 130 and no traceback."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("CYDRADD_DEBUG"):
            raise
        sys.stderr.write(
            f"cydradd: this is a fault of ours ({type(error).__name__}: {error}). Nothing of yours was changed. "
            "Please report it; CYDRADD_DEBUG=1 shows more.\n"
        )
        sys.exit(1)


if __name__ == "__main__":
    run()

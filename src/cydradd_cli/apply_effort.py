"""`cydradd apply effort`: how long people worked on a form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals


def effort(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS.jsonl", help="One touch of a form a line: application, editor, ...")
    ],
    idle: Annotated[int, typer.Option(help="Seconds; a longer pause counts nothing.", min=0, max=86_400)] = 120,
    json: Json = False,
) -> None:
    """Say how long people worked on a form, all of them together, from touches without any content.

    A line holds application, editor, session, at and kind (edit, choose, upload, save, focus). Time away from the
    form is a line of kind offline with minutes. Sent twice or out of order, the result is the same.
    """
    from cydradd.apply.document import effort_document
    from cydradd.apply.effort import effort as effort_of
    from cydradd.apply.effort_file import read_events

    with refusals():
        read = read_events(events)
        found = effort_of(read.events, idle)
    if json:
        print_json(effort_document(found, idle, read.defects))
        return
    print_defects(read.defects)
    typer.echo(f"Active time: {found.active_seconds} seconds, by {found.editors} people.")
    typer.echo(f"{found.events} touches; {found.duplicates} were sent again; {found.gaps_cut} pauses were left out.")
    told = "nobody told" if found.offline_minutes is None else f"{found.offline_minutes} minutes"
    typer.echo(f"Away from the form: {told}; not told by {found.missing_offline}.")

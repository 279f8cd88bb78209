"""What every command shares: JSON on stdout, messages on stderr, one sentence and exit 1 for a refusal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import orjson
import typer

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect, JsonValue

Json = Annotated[bool, typer.Option("--json", help="Machine output on stdout; messages go to stderr.")]


def command_group(help_text: str) -> typer.Typer:
    """A group of commands that shows its help when it is called alone: that is no wrong usage."""
    app = typer.Typer(help=help_text, invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False)

    @app.callback(help=help_text)
    def show(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    return app


def print_version(asked: bool) -> None:
    """Say which version this is, and end."""
    if asked:
        from cydradd import __version__

        typer.echo(f"cydradd {__version__}")
        raise typer.Exit


def print_json(document: JsonValue) -> None:
    """Write one JSON document and a line feed to stdout, keys in the order given."""
    sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def print_canonical(document: JsonValue) -> None:
    """Write one JSON document as RFC 8785 bytes and a line feed: the same on any machine."""
    from cydradd.record.canonical import serialise

    sys.stdout.buffer.write(serialise(document) + b"\n")
    sys.stdout.buffer.flush()


def print_defects(defects: Sequence[Defect], most: int = 20) -> None:
    """Say on stderr what is wrong with what was read, and where."""
    for defect in defects[:most]:
        place = ":".join(str(part) for part in (defect.file, defect.row, defect.column) if part is not None)
        typer.echo(f"{place}: {defect.code}: {defect.message.en or defect.message.cy}", err=True)
    if len(defects) > most:
        typer.echo(f"... and {len(defects) - most} more; --json lists them all.", err=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal of the library into one sentence on stderr and exit status 1."""
    try:
        yield
    except CydraddError as error:
        typer.echo(f"cydradd: {error}", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"cydradd: {error.filename or 'file'}: {error.strerror or error}.", err=True)
        raise typer.Exit(1) from None

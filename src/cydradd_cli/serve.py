"""`cydradd serve`: start the site on this machine, and look after the people who use it."""

from __future__ import annotations

import importlib.util
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False)
person = typer.Typer(
    help="People who have an account on this site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(person, name="person")


class Language(StrEnum):
    """The language of somebody's messages."""

    CY = "cy"
    EN = "en"


class Ground(StrEnum):
    """Why an account is erased."""

    REQUEST = "request"
    NOT_NEEDED = "not-needed"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    UNLAWFUL = "unlawful"
    LAW = "law"


def become(module: str, *arguments: str) -> None:
    """Go on as a module of the site, in this process, so that signals and the exit status are its own."""
    if importlib.util.find_spec("django") is None:
        typer.echo("cydradd: the site is not installed here. Install it with: pip install 'cydradd[site]'", err=True)
        raise typer.Exit(1)
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606  our own module


@app.callback()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port; the next free one is used when it is taken.", envvar="PORT")
    ] = 8000,
    rounds: Annotated[
        Path | None,
        typer.Option(help="Folder whose folders are rounds. Without it, the demo's.", exists=True, file_okay=False),
    ] = None,
) -> None:
    """Serve the site: the list of rounds and the page of each, in Welsh and English. Ctrl-C ends it."""
    if context.invoked_subcommand is None:
        folder = [] if rounds is None else ["--rounds", str(rounds)]
        become("cydradd_web.run", "--host", host, "--port", str(port), *folder)


PEOPLE = "cydradd_web.accounts.command"
Number = Annotated[int, typer.Argument(metavar="ID", help="Number of the account, as `list` shows it.")]


@person.command("add")
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Address of the new account.")],
    name: Annotated[str, typer.Option(help="What the person is called.")] = "",
    language: Annotated[Language | None, typer.Option(help="Language of their messages. Without it: both.")] = None,
    convener: Annotated[bool, typer.Option("--convener", help="They may open rounds.")] = False,
    operator: Annotated[bool, typer.Option("--operator", help="They run the site.")] = False,
) -> None:
    """Make an account and print a link that signs in: once, for 30 minutes."""
    told = [f"--name={name}"] if name else []
    told += [f"--language={language}"] if language else []
    told += ["--convener"] if convener else []
    told += ["--operator"] if operator else []
    become(PEOPLE, "add", *told, "--", email)


@person.command("list")
def list_(json: Annotated[bool, typer.Option("--json", help="Machine output on stdout.")] = False) -> None:
    """List everybody who has an account: number, address, name, level."""
    become(PEOPLE, "list", *(["--json"] if json else []))


@person.command("export")
def export(number: Number, out: Annotated[Path, typer.Option(help="The ZIP to write.", dir_okay=False)]) -> None:
    """Write everything that is held of one person: a ZIP of JSON files."""
    become(PEOPLE, "export", str(number), "--out", str(out))


@person.command("erase")
def erase(number: Number, ground: Annotated[Ground, typer.Option(help="Why.")]) -> None:
    """Erase one person's account. Entries of the record stay, under pseudonyms that lead to nobody."""
    become(PEOPLE, "erase", str(number), "--ground", ground)

"""Write the generated pages of the reference: ``python docs/generate.py``. A test refuses stale ones."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import typer.core
import typer.main

from cydradd.cycle import gates, invariants
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates import Fact
from cydradd.cycle.round import Settings, Tables
from cydradd.vocabulary.text import Bilingual
from cydradd_cli.main import app

REFERENCE = Path(__file__).resolve().parent / "reference"


def commands(
    command: typer.core.TyperCommand, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], typer.core.TyperCommand]]:
    """Every command below ``command`` that does something, with the words that call it."""
    children = getattr(command, "commands", None)
    if children is not None:
        if path and any("--help" not in each.opts for each in command.params):
            yield path, command  # a group that does something itself
        for name, child in children.items():
            yield from commands(child, (*path, name))
    else:
        yield path, command


def option(parameter: typer.core.TyperOption) -> str:
    """One line for one option: its names, its default, what it is for."""
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    default = (
        ""
        if parameter.default in (None, False, ()) or callable(parameter.default)
        else f" Default `{parameter.default}`."
    )
    help_text = " ".join((getattr(parameter, "help", None) or "").split())
    return f"* {names}: {help_text}{default}"


def section(path: tuple[str, ...], command: typer.core.TyperCommand) -> list[str]:
    """One command: its words, what it does, its options."""
    arguments = [p.metavar or (p.name or "").upper() for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["cydradd", *path, *arguments])
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    lines = [f"## `cydradd {' '.join(path)}`", "", "```console", f"$ {usage}", "```", ""]
    lines += [(command.help or "").strip(), ""]
    return lines + ([option(p) for p in options] + [""] if options else [])


def command_page() -> str:
    """The page of all commands, from their own help."""
    lines = [
        "# Commands",
        "",
        "Written by `python docs/generate.py` from the commands' own help.",
        "",
        "Exit status: 0 done; 1 refused, with one sentence on stderr; 2 wrong usage. With `--json`, machine output is on stdout, messages on stderr.",
        "",
    ]
    for path, command in commands(typer.main.get_command(app), ()):
        lines += section(path, command)
    return "\n".join(lines).rstrip() + "\n"


def fact_rows(facts: Iterable[Fact]) -> list[str]:
    """One row per fact of a gate: what must hold, in both languages, its code, who can supply it."""
    rows = ["| Fact | Ffaith | Code when missing | Who can supply it |", "|---|---|---|---|"]
    for fact in facts:
        codes = ", ".join(f"`{code}`" for code in fact.codes)
        rows.append(f"| {fact.sentence.en} | {fact.sentence.cy} | {codes} | {fact.supplier.en} |")
    return [*rows, ""]


def gate_page() -> str:
    """The page of gates and invariants, from the rules themselves, asked of a round of which nothing is known."""
    settings = Settings("empty", Bilingual(), None, "GBP", datetime(2027, 1, 1, tzinfo=UTC))
    nothing = Evidence(settings, Tables())
    lines = [
        "# Gates and invariants",
        "",
        "Written by `python docs/generate.py` from the rules. A fact whose evidence is absent is *not evidenced*: it neither",
        "passes nor fails. A fact whose evidence contradicts it is *missing*, with its code, and closes the gate.",
        "",
    ]
    for gate in gates.states(nothing):
        lines += [f"## `{gate.gate}`", "", *fact_rows(gate.facts)]
    lines += ["## Invariants", "", "| | Holds when | Yn dal pan |", "|---|---|---|"]
    lines += [f"| {each.id} | {each.sentence.en} | {each.sentence.cy} |" for each in invariants.states(nothing)]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    return {REFERENCE / "commands.md": command_page(), REFERENCE / "gates.md": gate_page()}


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{page.name}\n")

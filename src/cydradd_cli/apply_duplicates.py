"""`cydradd apply duplicates`: which profiles may be one body."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals


def duplicates(
    profiles: Annotated[Path, typer.Argument(metavar="PROFILES.jsonl", help="One profile a line: id, name, ...")],
    links: Annotated[
        list[Path] | None,
        typer.Option(help="CSV with org_id_a and org_id_b: identifiers of one body. May be given again."),
    ] = None,
    json: Json = False,
) -> None:
    """Say which profiles may be one body: certain, likely or possible, and why. Nothing is merged.

    Certain: an identifier in common, or a link. Likely: the same name, folded, and postcode. Possible: names at least
    0.9 alike in one local authority. Branches under one number (branch) stay apart.
    """
    from cydradd.apply.duplicates import merge_candidates
    from cydradd.apply.profiles_file import read_links, read_profiles

    with refusals():
        read = read_profiles(profiles)
        pairs = merge_candidates(read.bodies, [pair for path in links or () for pair in read_links(path)])
    if json:
        print_json({"pairs": [pair.as_json() for pair in pairs], "defects": [each.as_json() for each in read.defects]})
        return
    print_defects(read.defects)
    for pair in pairs:
        typer.echo(f"  {pair.level:<9} {pair.a}  {pair.b}  ({', '.join(pair.why)})")
    typer.echo(f"{len(read.bodies)} profiles; {len(pairs)} pairs to look at. Nothing is merged by itself.")

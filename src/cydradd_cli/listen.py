"""`cydradd listen`: Statements, votes and the opinion map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli import listen_brigading, listen_next, listen_report, listen_simulate, listen_tested
from cydradd_cli.common import Json, command_group, print_defects, print_json, refusals
from cydradd_cli.listen_common import Export, Method

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


app = command_group("Statements, votes and the opinion map.")
app.command("predict")(listen_tested.predict)
app.command("permute")(listen_tested.permute)
app.command("replay")(listen_tested.replay)
app.command("next")(listen_next.next_)
app.command("export")(listen_next.export_)
app.command("report")(listen_report.report)
app.command("brigading")(listen_brigading.brigading)
app.add_typer(listen_simulate.app, name="simulate")


@app.command("import")
def import_(export: Export, json: Json = False) -> None:
    """Read an export and say what is in it, with every defect and its line."""
    from cydradd.listen.document import import_document
    from cydradd.listen.polis_export import read

    with refusals():
        found = read(export)
    if json:
        print_json(import_document(found))
        return
    print_defects(found.defects)
    typer.echo(f"{found.name}: {len(found.votes.participants)} people, {len(found.votes.statements)} statements.")
    typer.echo(
        f"{len(found.votes.values)} votes count; {found.duplicates} were changed later, "
        f"{found.ties} in the same instant."
    )
    typer.echo(f"Agree is {found.sign:+d} in the files ({found.sign_how}). {len(found.defects)} defects.")


@app.command("map")
def map_(
    export: Export,
    method: Method = "cydradd",
    groups: Annotated[int | None, typer.Option(min=1, help="Number of groups. [default: chosen]")] = None,
    seed: Annotated[int, typer.Option(help="Of everything that is drawn; kept with the map.")] = 0,
    start: Annotated[
        Path | None, typer.Option(help='JSON {"k", "centres"}: first centres of the groups, for polis alone.')
    ] = None,
    membership: Annotated[Path | None, typer.Option(help="CSV participant,group: groups as given.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to make for map.json, CSVs, map.svg and reports.")] = None,
    json: Json = False,
) -> None:
    """Make the opinion map: who voted alike, what sets them apart, what they share, who was not heard.

    With --out, a folder gets all of it: map.json; participants, statements, statements_by_group, statements_by_partner,
    representative, consensus, common_ground, divides, all_partners and not_heard as CSV, where there is such a list;
    map.svg in the reader's language, map-cy.svg and map-en.svg; report-cy.html and report-en.html. map.json and
    participants.csv say where each person stands: they are no files to publish.

    What sets a group apart is tested on votes that did not make the group. That list of the method polis is not tested
    against chance, and the output says so.
    """
    from cydradd.listen.document import by_partner, map_document
    from cydradd.listen.opinion_map import fit
    from cydradd.listen.polis_export import read
    from cydradd.listen.prediction import found as tested
    from cydradd.listen.report import Told
    from cydradd.listen.verdict import REFITS
    from cydradd_cli.listen_out import write_map
    from cydradd_cli.listen_words import summary

    with refusals():
        conversation = read(export)
        votes, beside = conversation.by_strength()
        made = fit(
            votes,
            method,
            statements=conversation.statements,
            groups=groups,
            start=None if start is None else _centres(start),
            membership=None if membership is None else _membership(membership),
            seed=seed,
            refits=REFITS,
        )
        people = conversation.participants
        found = tested(made, by_partner(made, people))
        document = map_document(
            made, people, events=conversation.events, with_participants=True, beside=beside, found=found
        )
        if out is not None:
            known = Told(conversation.name, made, found, conversation.statements, people, len(beside.participants))
            write_map(out, document, known)
    if json:
        print_json(document)
        return
    print_defects(conversation.defects)
    summary(conversation, made, found)
    if beside.participants:
        typer.echo(f"Counted beside the map, not in it, because they are known as “open”: {len(beside.participants)}.")


def _centres(path: Path) -> NDArray[np.float64]:
    """First centres from a file, as an array."""
    import numpy as np
    import orjson

    from cydradd.vocabulary.errors import UnreadableFile
    from cydradd.vocabulary.text import Bilingual

    try:
        return np.array(orjson.loads(path.read_bytes())["centres"], dtype=float).reshape(-1, 2)
    except (ValueError, KeyError, TypeError):
        sentence = Bilingual(f"{path.name}: nid oes “centres” yma.", f"{path.name}: there are no “centres” here.")
        raise UnreadableFile(sentence) from None


def _membership(path: Path) -> dict[str, int]:
    """Group of each participant from a file."""
    import csv

    from cydradd.vocabulary.errors import UnreadableFile
    from cydradd.vocabulary.text import Bilingual

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["participant"]: int(row["group"]) for row in csv.DictReader(file)}
    except (ValueError, KeyError, TypeError):
        sentence = Bilingual(f"{path.name}: disgwylid participant,group.", f"{path.name}: expected participant,group.")
        raise UnreadableFile(sentence) from None

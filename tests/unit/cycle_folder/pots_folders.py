"""A round folder whose pots may not pay for everything: the worked election E7, and what is changed in it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cycle_folder.folders import SETTINGS, folder

DECIDE = '[decide]\nrule = "equal-shares"\nutility = "cardinality"\ncompletion = "none"\n'
BALLOTS = (
    "META\nkey;value\nbudget;120\nvote_type;approval\ncurrency;GBP\n"
    "PROJECTS\nproject_id;cost;name\na;60;Llwybr\nb;50;Pont\nc;30;Gardd\nd;20;Clwb\n"
    "VOTES\nvoter_id;vote\n1;a,b\n2;a,b\n3;a,c\n4;a,b,c\n5;c,d\n6;d\n"
)
MONEY = {"P1": (5_000, "ac"), "P2": (3_000, "ab"), "P3": (4_000, "d")}
FREE = dict.fromkeys(("P1", "P2", "P3"), "abcd")


def pots(money: dict[str, tuple[int, str]] | None = None) -> str:
    """``design/pots.csv``: each pot with its minor units and the projects it may pay for, by their needs."""
    rows = []
    for name, (amount, projects) in (money or MONEY).items():
        needs = json.dumps({"needs": [f"N{project}" for project in projects]}).replace('"', '""')
        rows.append(f'{name},Ariannwr {name},council,{amount},aligned,"{needs}"\n')
    return "id,commissioner,commissioner_kind,amount_p,mode,restriction\n" + "".join(rows)


def round_with_pots(
    place: Path, money: dict[str, tuple[int, str]] | None = None, decide: str = DECIDE, **more: str
) -> Path:
    """The folder: four applications, a lot and a need for each, three pots."""
    costs, titles = {"a": 6_000, "b": 5_000, "c": 3_000, "d": 2_000}, {"a": "Path", "b": "Bridge"}
    files: dict[str, str | bytes] = {
        "design/needs.csv": "id,title_cy,title_en,kind,place,size_p\n"
        + "".join(f"N{each},Angen,Need,transport,W06000002,9000\n" for each in costs),
        "design/lots.csv": "id,title_cy,title_en,needs,offer_type,value_p\n"
        + "".join(f"L{each},Lot,Lot,N{each},grant,9000\n" for each in costs),
        "design/pots.csv": pots(money),
        "apply/applications.csv": "id,lot,organisation,title_cy,title_en,cost_p\n"
        + "".join(
            f"{each},L{each},GB-CHC-{each},Teitl {each},{titles.get(each, f'Title {each}')},{cost}\n"
            for each, cost in costs.items()
        ),
        "decide/ballots.pb": BALLOTS,
    }
    return folder(
        place,
        files | {name.replace("__", "/").replace("_csv", ".csv"): text for name, text in more.items()},
        SETTINGS + decide,
    )

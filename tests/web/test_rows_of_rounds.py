"""A round folder in the database: every row, column and letter of it, and the same bytes out again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.web.folders import AT

from cydradd.cycle import round_folder
from cydradd.cycle.columns import TABLES
from cydradd_web.apply import selectors as apply
from cydradd_web.decide import selectors as decide
from cydradd_web.deliver import selectors as deliver
from cydradd_web.design import selectors as design
from cydradd_web.evaluate import selectors as evaluate
from cydradd_web.paths import ROOT
from cydradd_web.rounds.models import Round, RoundFile
from cydradd_web.rounds.services import Imported, export_round, import_round_folder

DEMO = ROOT / "demo" / "rounds"
ROUNDS = sorted(path.name for path in DEMO.iterdir())
SELECTORS = {"design": design, "apply": apply, "decide": decide, "deliver": deliver, "evaluate": evaluate}


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def copy(source: Path, target: Path) -> Path:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    return target


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_comes_out_as_it_went_in(home: Path, tmp_path: Path, name: str) -> None:
    folder = copy(DEMO / name, home / name)

    assert import_round_folder(folder, by="test", at=AT) is Imported.READ
    row = Round.objects.get()
    export_round(row.pk, tmp_path / "out")

    assert held(tmp_path / "out") == held(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROUNDS)
def test_the_tables_that_we_write_are_kept_as_rows_alone(home: Path, name: str) -> None:
    import_round_folder(copy(DEMO / name, home / name), by="test", at=AT)

    tables = RoundFile.objects.filter(path__in=TABLES)

    assert [file.path for file in tables if file.content is not None] == []


@pytest.mark.django_db
def test_rows_leave_the_database_as_the_library_reads_them(home: Path) -> None:
    folder = copy(DEMO / "eithin-25-003", home / "eithin-25-003")
    import_round_folder(folder, by="test", at=AT)
    row, tables = Round.objects.get(), round_folder.read(folder).tables

    for path, table in TABLES.items():
        if path.startswith("cycle/"):
            continue
        rows = SELECTORS[path.split("/")[0]].rows(row.pk, path)
        assert rows == (getattr(tables, table.name) or ()), path


@pytest.mark.django_db
def test_what_no_rule_knows_and_what_could_not_be_read_comes_out_too(home: Path, tmp_path: Path) -> None:
    folder = home / "odd"
    files = {
        "round.toml": 'id = "odd"\nas_of = "2027-01-01T00:00:00Z"\n# a note\n',
        "design/pots.csv": "colour,id,commissioner,commissioner_kind,amount_p,mode\n"
        'green,P1,C,council,100,pooled\n"re,d",P2,C,council,1.5,pooled\nblue,P3,C,council,300,pooled,\nx\n',
        "design/needs.csv": "\ufeffid,kind,place,size_p\r\nN1,transport,W06000002,5\r\n",
        "notes/of-ours.txt": "kept",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())

    import_round_folder(folder, by="test", at=AT)
    row = Round.objects.get()
    export_round(row.pk, tmp_path / "out")

    assert held(tmp_path / "out") == held(folder)
    pots = RoundFile.objects.get(path="design/pots.csv")
    assert [cells for _, cells in pots.unread] == [["re,d", "P2", "C", "council", "1.5", "pooled"], ["x"]]
    assert design.cells(row.pk, "design/pots.csv")[0][1]["colour"] == "green"


@pytest.mark.django_db
def test_a_round_read_again_replaces_its_rows(home: Path) -> None:
    folder = copy(DEMO / "eithin-26-007", home / "eithin-26-007")
    import_round_folder(folder, by="test", at=AT)
    (folder / "design" / "pots.csv").unlink()

    import_round_folder(folder, by="test", at=AT)

    assert design.rows(Round.objects.get().pk, "design/pots.csv") == ()


@pytest.mark.django_db
@pytest.mark.real_data
@pytest.mark.parametrize("conversation", ["brexit-consensus", "scoop-hivemind.biodiversity"])
def test_a_real_round_comes_out_as_it_went_in(home: Path, tmp_path: Path, real_data: Path, conversation: str) -> None:
    folder = home / "real"
    copy(real_data / "polis" / conversation, folder / "listen")
    (folder / "decide").mkdir()
    ballots = next((real_data / "pabulib" / "files").glob("*wiecie*2023*.pb"))
    (folder / "decide" / "ballots.pb").write_bytes(ballots.read_bytes())
    (folder / "round.toml").write_text(
        'id = "real"\nas_of = "2026-01-01T12:00:00Z"\ncurrency = "PLN"\n[decide]\ncompletion = "add1e"\n'
    )

    assert import_round_folder(folder, by="test", at=AT) is Imported.READ
    export_round(Round.objects.get().pk, tmp_path / "out")

    assert held(tmp_path / "out") == held(folder)

"""Tables of a round folder: good rows kept, every fault with its file, row and column."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.cycle_folder.folders import faults, folder, read_one

from cydradd.cycle.columns import TABLES
from cydradd.cycle.round_folder import read
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

NEEDS = "id,kind,place,size_p"


def test_a_row_becomes_typed_values(tmp_path: Path) -> None:
    text = "title_cy,size_p,place,kind,id,statements,weight,spend_from,mine\nHapus,1840000,W06000002,care,N1,1; 2,1/3,2027-04-01,x\n"

    found = read_one(tmp_path, "design/needs.csv", text)

    need = (found.tables.needs or ())[0]
    assert need.title == Bilingual("Hapus", None)
    assert (need.size, need.weight, need.statements) == (Pence(1840000), Fraction(1, 3), ("1", "2"))
    assert found.extra_columns == {"design/needs.csv": ("mine",)}
    assert found.defects == ()


def test_a_byte_order_mark_and_any_order_of_columns_are_welcome(tmp_path: Path) -> None:
    found = read_one(tmp_path, "cycle/seats.csv", "\ufeffto,partner,seat\n,public,p-1\n")

    seat = (found.tables.seats or ())[0]
    assert (seat.seat, seat.partner, seat.ends) == ("p-1", Partner.PUBLIC, None)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("design/needs.csv", f"{NEEDS}\nN1,care,W1,\n", (2, "size_p", "empty-cell")),
        ("design/needs.csv", f'{NEEDS}\nN1,care,W1,"1,234.50"\n', (2, "size_p", "unreadable-amount")),
        ("design/needs.csv", f"{NEEDS}\nN1,care,W1,12.5\n", (2, "size_p", "unreadable-amount")),
        ("design/needs.csv", f"{NEEDS}\nN1,care,W1,5\nN1,care,W1,6\n", (3, "id", "repeated-id")),
        ("design/needs.csv", "id,kind,place\nN1,care,W1\n", (1, "size_p", "missing-column")),
        ("design/needs.csv", f"{NEEDS},spend_from\nN1,care,W1,5,01/04/2027\n", (2, "spend_from", "unreadable-time")),
        ("design/needs.csv", f"{NEEDS}\nN1,care,W1,5,6\n", (2, None, "wrong-width")),
        ("design/needs.csv", f'{NEEDS}\nN1,"ca"re,W1,5\n', (2, None, "bare-quote")),
        ("design/needs.csv", "", (None, None, "empty-file")),
        ("design/assets.csv", "id,kind\nA1,magic\n", (2, "kind", "unknown-word")),
        ("design/pots.csv", "id,commissioner,commissioner_kind,amount_p,mode,restriction\nP,C,council,5,pooled,[1]\n", (2, "restriction", "unreadable-cell")),
        ("design/weights.csv", "seat,partner,criterion,points\ns,crowd,C1,5\n", (2, "partner", "unknown-partner")),
        ("apply/members.csv", "application,organisation,share\na,b,1/0\n", (2, "share", "unreadable-cell")),
        ("apply/feedback.csv", "application,code,at\na,money_ran_out,2027-01-01T10:00:00\n", (2, "at", "no-zone")),
        ("apply/applications.csv", "id,cost_p,minutes_spent\na,5,long\n", (2, "minutes_spent", "unreadable-cell")),
        ("deliver/agreements.csv", "id,application,organisation,kind,amount_p,start,end,signed_on,pots\na,b,c,grant,5,2027-01-01,2027-02-01,2027-01-01,P1\n", (2, "pots", "unreadable-cell")),
        ("evaluate/outcomes.csv", "outcome,n,mean\nO1,5,nan\n", (2, "mean", "unreadable-cell")),
        ("design/assets.csv", b"id,kind\nA1,hum\xffan\n", (2, None, "not-utf-8")),
        ("design/assets.csv", b"id,kind\nA1,hum\x00an\n", (2, None, "nul")),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(
    tmp_path: Path, name: str, text: str | bytes, fault: tuple[int | None, str | None, str]
) -> None:
    found = read_one(tmp_path, name, text)

    assert faults(found) == [(name, *fault)]
    message = found.defects[0].message
    assert message.cy
    assert message.en


def test_good_rows_beside_a_bad_one_are_kept(tmp_path: Path) -> None:
    found = read_one(tmp_path, "design/needs.csv", f"{NEEDS}\nN1,care,W1,5\nN2,care,W1,x\nN3,care,W1,7\n")

    assert [need.id for need in found.tables.needs or ()] == ["N1", "N3"]
    assert found.stages["design"] == "faulty"


def test_a_reference_to_nothing_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "design/lots.csv": "id,needs,offer_type,value_p\nL1,N9,grant,5\n",
        "design/needs.csv": f"{NEEDS}\nN1,care,W1,5\n",
        "apply/applications.csv": "id,cost_p,lot\na,5,L2\n",
    }

    found = read(folder(tmp_path, files))

    assert set(faults(found)) == {
        ("design/lots.csv", 2, "needs", "dangling-reference"),
        ("apply/applications.csv", 2, "lot", "dangling-reference"),
    }


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = folder(tmp_path, {"design/needs.csv": NEEDS}) / "design" / "needs.csv"
    with path.open("r+b") as file:
        file.truncate(1 << 30)

    found = read(tmp_path)

    assert faults(found) == [("design/needs.csv", None, None, "too-large")]
    assert found.tables.needs is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,kind\nA1,human\n")
    inside = folder(tmp_path / "round", {})
    (inside / "design").mkdir()
    (inside / "design" / "assets.csv").symlink_to(tmp_path / "secret.csv")

    found = read(inside)

    assert faults(found) == [("design/assets.csv", None, None, "outside")]


def test_the_how_to_names_every_file_and_column() -> None:
    page = Path("docs/how-to/make-a-round-folder.md").read_text(encoding="utf-8")

    for name, table in TABLES.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
        for _, columns in table.fields.values():
            for column in columns:
                starred = f"`{column}*`" if column in table.required else f"`{column}`"
                assert starred in row, f"{name}: {starred}"

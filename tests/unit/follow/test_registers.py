"""Registers built of files as they are published: what their names are evidence of."""

from __future__ import annotations

from pathlib import Path

from cydradd.follow.recipients import Recipient
from cydradd.follow.registers import build, open_register


def test_a_name_that_two_registers_call_different_is_no_evidence(tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    folder.mkdir()
    (folder / "cascs.csv").write_text(
        "id,name,address,postcode,active\nGB-CASC-1,The Mill,,,\nGB-CASC-2,Sale Wombles Ltd.,,,\n", encoding="utf-8"
    )
    (folder / "bodies.csv").write_text(
        "government-organisation,name\nX1,Mill\nX2,Llyfrgell Genedlaethol Cymru\n", encoding="utf-8"
    )
    asked = [Recipient(None, name) for name in ("The Mill", "sale wombles", "LLYFRGELL Genedlaethol Cymru", "Other")]

    built = build(folder, tmp_path / "r.duckdb")

    assert built.lists == {"sports_clubs": 2, "government": 2}
    with open_register(tmp_path / "r.duckdb") as register:
        assert register.names(asked) == {
            "sale wombles": "sports_club",
            "llyfrgell genedlaethol cymru": "government",
        }

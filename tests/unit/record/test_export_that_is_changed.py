"""An export verifies; change any byte of it, and it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from cydradd.record import export
from cydradd.record.entry import Entry, encode, seal
from cydradd.record.export import Opening
from cydradd.record.tiles import index_path, tile_path
from cydradd.record.verify import verify_structure
from cydradd.vocabulary.errors import UnreadableFile
from cydradd_cli.main import app

KEY = bytes(range(32))
AT = datetime(2027, 3, 1, 10, tzinfo=UTC)


def made(folder: Path, size: int = 300) -> Path:
    """An export of ``size`` entries, the last of them with a sealed part."""
    part = {"text": {"cy": "Diolch", "en": "Thank you"}}
    entries = [encode(Entry("round.opened", "demo-1", 0, AT))]
    entries += [encode(Entry("design.item_set", "demo-1", n, AT, body={"id": f"i{n}"})) for n in range(1, size - 1)]
    entries.append(encode(Entry("consent.given", "demo-1", size - 1, AT, sealed={"text": seal(KEY, part)})))
    opening = Opening(size - 1, "text", KEY, part)
    export.write(folder, entries, {"demo-1": [opening]}, {"v": 1}, "record.example/demo")
    return folder


def causes(folder: Path) -> set[str]:
    """One-word causes of what is wrong."""
    return {flaw.cause for flaw in verify_structure(folder).flaws}


def test_an_export_as_written_verifies(tmp_path: Path) -> None:
    report = verify_structure(made(tmp_path))

    assert report.ok
    results = {claim.id: claim.result for claim in report.claims}
    assert (results["wellformed"], results["openings"]) == ("proved", "proved")
    assert results["unchanged"] == "not_checked"


@pytest.mark.parametrize(
    "name", ["checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"]
)
def test_a_flipped_bit_is_found_wherever_it_is(tmp_path: Path, name: str) -> None:
    rng = Random(7)
    path = made(tmp_path) / name
    whole = path.read_bytes()
    places = range(24, len(whole) - 1) if name == "checkpoint" else range(len(whole))

    for place in rng.sample(places, min(40, len(places))):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

        assert not verify_structure(tmp_path).ok, f"{name}, byte {place}"


def test_words_that_do_not_match_are_found(tmp_path: Path) -> None:
    path = made(tmp_path) / "openings" / "demo-1.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Diolch", b"diolch"))

    assert causes(tmp_path) == {"bad_opening"}


def test_a_tile_that_is_missing_or_too_many_is_found(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "tile/0/001.p/44").unlink()
    assert causes(folder) == {"bad_tile"}

    made(tmp_path)
    (folder / "tile/0/007").write_bytes(bytes(8192))
    assert causes(folder) == {"unlisted_file"}


def test_entries_out_of_number_and_references_forward_are_found(tmp_path: Path) -> None:
    from cydradd.record.entry import Ref

    entries = [
        encode(Entry("round.opened", "demo-1", 0, AT)),
        encode(Entry("round.paused", "demo-1", 2, AT)),
        encode(Entry("consent.given", "demo-1", 3, AT, refs=(Ref("00" * 32, "subject"),))),
    ]
    export.write(tmp_path, entries, {}, {"v": 1}, "record.example/demo")

    assert causes(tmp_path) == {"gap", "bad_ref"}


def test_a_folder_that_is_no_export_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="there is no file checkpoint here"):
        verify_structure(tmp_path)


def test_the_command_says_that_signatures_cannot_be_checked_yet(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["record", "verify", str(made(tmp_path))])

    assert answer.exit_code == 1
    assert "signatures cannot be checked yet" in answer.output


def test_the_command_shows_an_entry_and_refuses_one_that_is_not_there(tmp_path: Path) -> None:
    made(tmp_path)

    shown = CliRunner().invoke(app, ["record", "show", str(tmp_path), "257"])
    missing = CliRunner().invoke(app, ["record", "show", str(tmp_path), "300"])

    assert '"i257"' in shown.output
    assert missing.exit_code == 1


def test_tiles_are_numbered_in_groups_of_three() -> None:
    assert index_path(5) == "005"
    assert index_path(1_234_067) == "x001/x234/067"
    assert tile_path(0, 1, 44) == "tile/0/001.p/44"

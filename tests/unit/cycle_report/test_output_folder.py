from pathlib import Path

import pytest

from cydradd.cycle import output_folder
from cydradd.cycle.output_folder import CannotWriteHere


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "round"
    made.mkdir()
    return made


def refusal(folder: Path, out: Path, *, overwrite: bool = False) -> str | None:
    try:
        output_folder.check(folder, out, overwrite=overwrite)
    except CannotWriteHere as error:
        assert error.sentence.cy and error.sentence.en
        return error.code
    return None


@pytest.mark.parametrize("place", [".", "out", "a/b", "..", "../round/out"])
def test_results_go_neither_into_the_folder_of_the_round_nor_around_it(folder: Path, place: str):
    assert refusal(folder, folder / place, overwrite=True) == "out-inside-folder"


def test_a_link_into_the_folder_of_the_round_is_seen_through(folder: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(folder)

    assert refusal(folder, tmp_path / "link" / "out") == "out-inside-folder"


def test_a_folder_that_is_not_empty_is_refused_unless_it_holds_results_and_may_be_overwritten(
    folder: Path, tmp_path: Path
):
    out = tmp_path / "out"
    assert refusal(folder, out) is None
    out.mkdir()
    assert refusal(folder, out) is None
    (out / "photographs.txt").write_text("mine")

    assert refusal(folder, out) == "out-not-empty"
    assert refusal(folder, out, overwrite=True) == "out-not-ours"

    (out / "results.json").write_text("{}")

    assert refusal(folder, out) == "out-not-empty"
    assert refusal(folder, out, overwrite=True) is None


def test_a_file_in_the_place_of_out_is_refused(folder: Path, tmp_path: Path):
    (tmp_path / "out").write_text("a file")

    assert refusal(folder, tmp_path / "out", overwrite=True) == "out-is-a-file"


def test_an_earlier_result_is_replaced_as_a_whole(tmp_path: Path):
    out = tmp_path / "out"
    output_folder.write({"results.json": b"1", "tables/old.csv": b"old"}, out)

    output_folder.write({"results.json": b"2"}, out)

    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {"results.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_path_that_leaves_out_is_refused_and_nothing_is_left_behind(tmp_path: Path):
    out = tmp_path / "out"
    output_folder.write({"results.json": b"1"}, out)

    with pytest.raises(CannotWriteHere):
        output_folder.write({"results.json": b"2", "../escaped.txt": b"x"}, out)

    assert (out / "results.json").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]

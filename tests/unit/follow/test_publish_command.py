"""`cydradd follow publish`: one file out, or one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd.follow.threesixtygiving import read
from cydradd.follow.writing.documents import document
from cydradd_cli.main import app

DEMO = Path(__file__).parents[3] / "demo" / "rounds" / "eithin-25-003"


def _publish(folder: Path, form: str, out: Path, *more: str):
    return CliRunner().invoke(app, ["follow", "publish", str(folder), "--format", form, "--out", str(out), *more])


@pytest.mark.parametrize(("form", "files"), [("360giving", 1), ("ocds", 2)])
def test_the_report_counts_what_the_files_hold(tmp_path, form, files):
    out = tmp_path / "open.json"

    done = _publish(DEMO, form, out, "--json")

    report = json.loads(done.stdout)
    package = json.loads(out.read_bytes())
    assert (done.exit_code, report["errors"], len(report["files"])) == (0, 0, files)
    assert report["count"] == len(package["grants" if form == "360giving" else "releases"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(Path(name).name for name in report["files"])


def test_the_same_folder_gives_the_same_bytes(tmp_path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"

    _publish(DEMO, "ocds", first)
    _publish(DEMO, "ocds", second)

    assert first.read_bytes() == second.read_bytes()


def test_a_round_without_a_prefix_is_refused_in_one_sentence_and_writes_nothing(tmp_path):
    folder = tmp_path / "round"
    shutil.copytree(DEMO, folder)
    settings = (folder / "round.toml").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "round.toml").write_text(
        "".join(line for line in settings if "ocid_prefix" not in line), encoding="utf-8"
    )

    done = _publish(folder, "ocds", tmp_path / "out.json")

    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1 and "ocid_prefix" in done.stderr
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("out", ["no/such/folder/out.json", "."])
def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path, out):
    done = _publish(DEMO, "360giving", tmp_path / out)

    assert done.exit_code == 1
    assert done.stderr.startswith("cydradd: ") and done.stderr.count("\n") == 1


def test_an_unknown_format_is_wrong_usage(tmp_path):
    assert _publish(DEMO, "xml", tmp_path / "out").exit_code == 2


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_grants_are_written_as_a_table_where_the_name_asks_for_one(tmp_path, ending):
    _publish(DEMO, "360giving", tmp_path / "open.json")

    done = _publish(DEMO, "360giving", tmp_path / f"open.{ending}", "--json")

    package = json.loads((tmp_path / "open.json").read_bytes())
    assert done.exit_code == 0 and json.loads(done.stdout)["files"] == [str(tmp_path / f"open.{ending}")]
    assert [document(row) for row in read(tmp_path / f"open.{ending}")] == package["grants"]
    assert ("has no place for: " in done.stderr and "publisher" in done.stderr) == (ending == "csv")

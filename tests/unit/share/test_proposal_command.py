"""`cydradd share proposal`: its keys, its clock, its words and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd_cli.main import app

DEMO = str(Path(__file__).resolve().parents[3] / "demo" / "proposals" / "carers-breaks.toml")
KEYS = {
    "": "state version points responses changes letters clock can_open_support blocked_by",
    "responses": "total answered",
    "letters": "organisations people withdrawn",
    "clock": "sent due days_left overdue answered",
}


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["share", "proposal", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_keys_are_those_that_were_promised() -> None:
    _, stdout, _ = run(DEMO, "--on", "2026-03-30", "--json")

    found = json.loads(stdout)
    for key, words in KEYS.items():
        assert list(found[key] if key else found) == words.split()
    assert list(found["points"][0]) == ["number", "text", "addressed"]
    assert list(found["changes"][0]) == ["passage", "before", "after", "because_of"]


def test_the_demo_as_it_stands_on_a_day() -> None:
    status, stdout, stderr = run(DEMO, "--on", "2026-03-30", "--json")

    found = json.loads(stdout)
    assert (status, stderr) == (0, "")
    assert (found["state"], found["version"], found["responses"]) == ("sent", 2, {"total": 5, "answered": 5})
    assert found["letters"] == {"organisations": 3, "people": 3, "withdrawn": 1}
    assert found["clock"] == {
        "sent": "2026-03-09",
        "due": "2026-04-06",
        "days_left": 7,
        "overdue": 0,
        "answered": False,
    }
    assert [(point["number"], point["addressed"]) for point in found["points"]] == [
        (1, False), (2, False), (3, True), (5, False),
    ]  # fmt: skip
    assert [(change["passage"], change["because_of"]) for change in found["changes"]] == [
        (2, ["R1", "R2"]), (3, ["R3"]), (4, ["R4"]), (5, ["R4"]),
    ]  # fmt: skip
    assert (found["can_open_support"], found["blocked_by"]) == (True, [])


def test_without_a_day_what_depends_on_it_is_null() -> None:
    clock = json.loads(run(DEMO, "--json")[1])["clock"]

    assert (clock["due"], clock["days_left"], clock["overdue"]) == ("2026-04-06", None, None)


def test_a_draft_has_no_clock_and_says_what_blocks_it(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"id": "p", "title_cy": "Teitl", "versions": [{"at": "2027-01-01"}]}', encoding="utf-8")

    found = json.loads(run(str(path), "--on", "2027-01-02", "--json")[1])

    assert (found["state"], found["clock"], found["can_open_support"]) == ("draft", None, False)
    assert found["blocked_by"] == ["no-points", "responses-not-asked"]


def test_the_summary_says_where_it_stands_and_because_of_whom() -> None:
    _, stdout, _ = run(DEMO, "--on", "2026-04-10")

    assert "Version 2: sent. Watch the clock." in stdout
    assert "Answered in part only. Late by 4 days." in stdout
    assert "point 2: because of R1 (Merch sy’n gofalu am ei mam), R2 (Gofalwyr Nant Las (demo))." in stdout


def test_every_fault_goes_to_stderr_and_the_rest_to_stdout(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    points = "".join('[[versions.points]]\nnumber = 1\ntext_en = "x"\n' for _ in range(31))
    path.write_text(f'id = "p"\ntitle_en = "T"\n[[versions]]\nat = 2027-01-01\n{points}', encoding="utf-8")

    status, stdout, stderr = run(str(path), "--json")

    assert (status, len(json.loads(stdout)["points"])) == (0, 1)
    assert stderr.count("number-twice") == 30
    assert "p.toml:versions[1].points[31].number: " in stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("none.toml",), 1, "no file of this name"),
        ((DEMO, "--on", "2026-01-01"), 1, "Choose 2026-03-09 or later"),
        ((DEMO, "--on", "yesterday"), 2, "is not a date"),
        ((), 2, "Missing argument"),
    ],
)
def test_refusals(arguments: tuple[str, ...], status: int, words: str) -> None:
    found, stdout, stderr = run(*arguments)

    assert (found, stdout) == (status, "")
    assert words in stderr
    assert "Traceback" not in stderr

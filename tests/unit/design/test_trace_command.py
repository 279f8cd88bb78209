"""`cydradd design trace`: a folder's links, and its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cydradd_cli.main import app

TABLES = {
    "round.toml": 'id = "r"\ntitle_cy = "R"\ntitle_en = "R"\ncurrency = "GBP"\nas_of = "2026-06-01T12:00:00Z"\n',
    "listen/comments.csv": "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1,x,1,a,2,0,1,Buses\n1,x,2,a,2,0,1,Shops\n1,x,3,a,0,2,1,Cars\n1,x,4,a,2,0,-1,Rude\n",
    "listen/votes.csv": "timestamp,datetime,comment-id,voter-id,vote\n"
    + "".join(f"1,x,{id},{voter},{vote}\n" for id, vote in ((1, 1), (2, 1), (3, -1), (4, 1)) for voter in "ab"),
    "design/needs.csv": "id,title_cy,title_en,kind,place,size_p,statements\nN1,Bws,Bus,transport,W06000002,100,1\n",
    "design/criteria.csv": "id,low,high,statements,needs\nC1,0,10,,N1\nC2,0,10,,\n",
    "cycle/events.jsonl": '{"at":"2026-05-01T10:00:00Z","kind":"change","object":"design","item":"C2",'
    '"partner":"public","text":{"cy":"Cyfraith.","en":"The law."}}\n',
}


def folder(path: Path, **without: str) -> Path:
    for name, text in TABLES.items():
        if name.split("/")[0] not in without:
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_text(text, encoding="utf-8")
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["design", "trace", *map(str, arguments)])


def test_one_criterion_is_followed_back_to_the_statement_it_came_from(tmp_path: Path) -> None:
    result = run(folder(tmp_path), "--id", "C1", "--json")

    assert json.loads(result.stdout) == {
        "id": "C1",
        "from": ["1", "N1"],
        "to": [],
        "unheard": ["2"],
        "unasked": ["C2"],
    }


def test_the_whole_picture_says_who_added_what_nobody_asked_for(tmp_path: Path) -> None:
    result = run(folder(tmp_path))

    assert result.exit_code == 0
    assert "Heard, not used: 2 (it led to nothing)." in result.stdout
    assert "C2 (added by public; reason: The law.)" in result.stdout


def test_words_for_one_thing(tmp_path: Path) -> None:
    result = run(folder(tmp_path), "--id", "1")

    assert "1 came from: nothing." in result.stdout
    assert "1 led to: N1, C1." in result.stdout


def test_without_votes_what_went_unheard_is_not_known(tmp_path: Path) -> None:
    result = run(folder(tmp_path, listen=""), "--json")

    assert json.loads(result.stdout)["unheard"] is None


def test_an_unknown_id_a_folder_without_a_round_and_a_file_are_refused_in_one_sentence(tmp_path: Path) -> None:
    made = folder(tmp_path)

    for arguments, words in (
        ((made, "--id", "C9"), "C1"),
        ((made / "listen",), "round.toml"),
        ((made / "round.toml",), "round.toml"),
        ((made / "nowhere",), "round.toml"),
    ):
        result = run(*arguments)

        assert (result.exit_code, result.stdout) == (1, "")
        assert words in result.stderr

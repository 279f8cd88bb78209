"""Every trap of a Polis export: what can be read is read, what cannot is listed with its line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.unit.listen.exports import COMMENTS, VOTES, export
from typer.testing import CliRunner

from cydradd.listen import polis_export
from cydradd.listen.polis_export import PolisExport
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.people import Partner
from cydradd_cli.main import app


def cells(found: PolisExport) -> dict[tuple[str, str], int]:
    """Vote of each participant on each statement."""
    votes = found.votes
    pairs = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    return {(votes.participants[i], votes.statements[j]): value for i, j, value in pairs}


def test_the_vote_of_the_latest_time_counts_whatever_the_order_of_rows(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "300,,1,7,-1\n100,,1,7,1\n200,,1,7,0\n"))

    assert cells(found) == {("7", "1"): -1}
    assert (found.events, found.duplicates, found.ties) == (3, 2, 0)


def test_of_two_votes_in_one_instant_the_later_row_counts(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "100,,1,7,1\n100,,1,7,-1\n"))

    assert cells(found) == {("7", "1"): -1}
    assert found.ties == 1


def test_seconds_and_milliseconds_are_told_by_their_size(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "1700000000,,1,7,1\n1600000000000,,1,7,-1\n"))

    assert cells(found) == {("7", "1"): 1}


@pytest.mark.parametrize(("agrees", "sign"), [("3,0", 1), ("0,3", -1)])
def test_the_sign_is_matched_with_the_statements_own_counts(tmp_path: Path, agrees: str, sign: int) -> None:
    found = polis_export.read(export(tmp_path, "1,,1,1,1\n2,,1,2,1\n3,,1,3,1\n", f"1,,1,0,{agrees},1,A\n"))

    assert (found.sign, found.sign_how) == (sign, "matched")
    assert set(cells(found).values()) == {sign}


def test_a_declared_sign_is_believed(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "1,,1,1,1\n", "1,,1,0,1,0,1,A\n", format_json='{"agree": -1}'))

    assert (found.sign, found.sign_how) == (-1, "declared")


def test_a_sign_that_nothing_shows_is_plus_one_with_a_warning(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "1,,1,1,1\n2,,1,2,-1\n", "1,,1,0,1,1,1,A\n"))

    assert (found.sign, found.sign_how) == (1, "assumed")
    assert "sign-unknown" in {defect.code for defect in found.defects}


def test_bad_rows_are_listed_with_their_lines_and_the_others_are_kept(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "1,,1,1,1\n2,,1,2,7\n3,,,3,1\n4,,1,4\n5,,1,5,-1\n"))

    assert cells(found) == {("1", "1"): 1, ("5", "1"): -1}
    assert [(d.row, d.code) for d in found.defects if d.file == "votes.csv"] == [
        (3, "bad-vote"),
        (4, "bad-vote"),
        (5, "wrong-width"),
    ]


def test_columns_are_read_by_name_and_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    text = "\ufeffvote,voter-id,comment-id,timestamp\n1,9,3,100\n"

    found = polis_export.read(export(tmp_path, votes_csv=text))

    assert cells(found) == {("9", "3"): 1}


def test_a_matrix_that_differs_is_a_defect_and_the_events_count(tmp_path: Path) -> None:
    matrix = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,1\n7,0,0,1,1,0,-1\n"

    found = polis_export.read(export(tmp_path, "1,,1,7,1\n", participants__votes_csv=matrix))

    assert cells(found) == {("7", "1"): 1}
    assert "matrix-differs" in {defect.code for defect in found.defects}


def test_generation_2_tells_meta_and_seed_statements(tmp_path: Path) -> None:
    comments = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body,is-meta,is-seed\n1,1,0,1,0,1,A,true,false\n"

    found = polis_export.read(export(tmp_path, "1,,1,7,1\n", comments_csv=comments))

    assert found.generation == 2
    assert (found.statements[0].meta, found.statements[0].seed, found.statements[0].out) == (True, False, True)


def test_who_took_part_is_read_with_its_profile(tmp_path: Path) -> None:
    people = "participant,partner,age\n7,citizens,80+\n8,crowd,\n7,public,\n"

    found = polis_export.read(export(tmp_path, "1,,1,7,1\n", participants_csv=people))

    assert found.participants is not None
    assert [(p.voter, p.partner, p.profile) for p in found.participants] == [
        ("7", Partner.CITIZENS, {"age": "80+"}),
        ("8", None, {"age": ""}),
    ]
    assert {d.code for d in found.defects} >= {"unknown-partner", "bad-participant"}


def zipped(at: Path, members: dict[str, bytes]) -> Path:
    """A zip with these members, packed."""
    path = at / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    members = {
        "talk/votes.csv": (VOTES + "1,,1,7,1\n").encode(),
        "talk/comments.csv": (COMMENTS + "1,,1,0,1,0,1,A\n").encode(),
    }

    assert cells(polis_export.read(zipped(tmp_path, members))) == {("7", "1"): 1}


def test_a_path_that_leaves_the_zip_is_listed_and_not_read(tmp_path: Path) -> None:
    members = {"../comments.csv": b"x", "votes.csv": (VOTES + "1,,1,7,1\n").encode()}

    found = polis_export.read(zipped(tmp_path, members))

    assert "outside" in {defect.code for defect in found.defects}
    assert "comments.csv" not in found.files


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="unpacks too large"):
        polis_export.read(zipped(tmp_path, {"votes.csv": bytes(300_000_000)}))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("votes.csv", b"", "no vote that can be read"),
        ("votes.csv", VOTES.encode() + b"1,,1,7,9\n", "no vote that can be read"),
        ("votes.csv", b"\x00\xff\x00nonsense", "no vote that can be read"),
        ("votes.json", b'{"a": ', "cannot be read"),
        ("votes.json", b"[1, 2]", "no vote that can be read"),
        ("votes.json", b"{}", "cannot be read"),
        ("readme.txt", b"hello", "no file of a Polis export"),
    ],
)
def test_nothing_readable_is_one_sentence_and_exit_1(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)

    answer = CliRunner().invoke(app, ["listen", "import", str(tmp_path)])

    assert answer.exit_code == 1
    assert said in answer.output
    assert "Traceback" not in answer.output


def test_a_file_that_is_no_zip_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK nothing")

    for path in (tmp_path / "a.zip", tmp_path / "nowhere"):
        assert CliRunner().invoke(app, ["listen", "map", str(path)]).exit_code == 1


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    found = polis_export.read(export(tmp_path, "1,,1,7,1\n", '1,,1,0,1,0,1,"<script>\u202e=1+1\n\u200b"\n'))

    assert found.statements[0].text.en == "<script>\u202e=1+1\n\u200b"

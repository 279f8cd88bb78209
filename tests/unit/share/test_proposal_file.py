"""The file of a proposal: every fault with its place, and what is good is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cydradd.share.proposal_file import ProposalFile, read_proposal
from cydradd.share.proposal_parts import State
from cydradd.vocabulary.errors import UnreadableFile

DEMO = Path(__file__).resolve().parents[3] / "demo" / "proposals" / "carers-breaks.toml"
WORDS = " ".join(["gair"] * 40)
FIRST = """
id = "p"
title_en = "Title"
responses_open = 2027-01-02
responses_close = 2027-01-10
support_open = 2027-01-20
[[versions]]
number = 1
at = 2027-01-01
[[versions.points]]
number = 1
text_en = "One"
"""
LETTER = f"""
[[letters]]
from = "person"
id = "a"
level = "email"
version = 1
language = "cy"
at = 2027-01-21
why = "{WORDS}"
difference = "{WORDS}"
"""
RESPONSE = """
[[responses]]
id = "R1"
point = 1
kind = "concern"
at = 2027-01-03
text_en = "Hm."
"""


def read(tmp_path: Path, text: str, name: str = "p.toml") -> ProposalFile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_proposal(path)


def faults(found: ProposalFile) -> list[tuple[str, str | None]]:
    return [(defect.code, defect.column) for defect in found.defects]


def test_the_demo_is_sent_and_has_no_fault() -> None:
    found = read_proposal(DEMO)

    assert found.defects == ()
    assert found.proposal.state is State.SENT
    assert (len(found.proposal.versions), len(found.proposal.responses), len(found.proposal.letters)) == (2, 5, 7)


def test_a_small_file_has_no_fault(tmp_path: Path) -> None:
    found = read(tmp_path, FIRST + LETTER)

    assert (faults(found), found.proposal.state, len(found.proposal.letters)) == ([], State.SUPPORT_OPEN, 1)


def test_the_same_in_json(tmp_path: Path) -> None:
    document = {
        "id": "p",
        "title_en": "Title",
        "responses_open": "2027-01-02",
        "responses_close": "2027-01-10T12:00:00+01:00",
        "versions": [{"number": 1, "at": "2027-01-01", "points": [{"number": 1, "text_cy": "Un"}]}],
    }

    found = read(tmp_path, json.dumps(document), "p.json")

    assert (faults(found), found.proposal.state) == ([], State.REVISING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST + RESPONSE + LETTER, [("blocked", "support_open"), ("not-now", "letters[1]")]),
        (FIRST + LETTER + LETTER, [("second-letter", "letters[2]")]),
        (FIRST + LETTER.replace('"email"', '"e-mail"'), [("unknown-word", "letters[1].level"), ("not-verified", "letters[1]")]),
        (FIRST + LETTER.replace(f'why = "{WORDS}"', 'why = "ie"'), [("too-few-words", "letters[1]")]),
        (FIRST + LETTER.replace('"cy"', '"fr"'), [("unknown-word", "letters[1].language")]),
        (FIRST + LETTER + 'place = "Gwynedd"', [("unknown-place", "letters[1].place")]),
        (FIRST + LETTER + "weight = 3", [("unknown-key", "letters[1].weight")]),
        (FIRST + LETTER.replace("2027-01-21", "2027-01-19"), [("not-now", "letters[1]")]),
        (FIRST + LETTER.replace("version = 1", "version = 2"), [("no-version", "letters[1]")]),
        (FIRST + RESPONSE.replace("point = 1", "point = 4"), [("no-point", "responses[1]")]),
        (FIRST + RESPONSE.replace("2027-01-03", "2027-01-03T10:00:00"), [("no-zone", "responses[1].at")]),
        (FIRST + RESPONSE.replace("2027-01-03", "9999-12-31"), [("no-time", "responses[1].at")]),
        (FIRST + RESPONSE.replace("2027-01-03", "nan"), [("no-time", "responses[1].at")]),
        (FIRST + RESPONSE.replace('text_en = "Hm."', ""), [("missing", "responses[1].text_en")]),
        (FIRST + '[[versions.points]]\nnumber = 1\ntext_en = "x"', [("number-twice", "versions[1].points[2].number")]),
        (FIRST + "[[versions.points]]\nnumber = true\n", [("no-whole-number", "versions[1].points[2].number"), ("missing", "versions[1].points[2].text_en")]),
        (FIRST + "[settings]\ndays = -3", [("no-whole-number", "settings.days")]),
        (FIRST + "[settings]\nday = 3", [("unknown-key", "settings.day")]),
        (FIRST.replace('id = "p"', ""), [("missing", "id")]),
        ("letters = 3\n" + FIRST, [("no-table", "letters[1]")]),
        ("sent = 3\n" + FIRST, [("no-table", "sent")]),
        (FIRST.replace('"Title"', "3"), [("no-text", "title_en"), ("missing", "title_en")]),
        (FIRST + '[sent]\nat = 2027-02-01\nto_en = "Office"\n[sent.extension]\nat = 2027-02-02\ndays = 3', [("missing", "sent.extension.reason_en"), ("no-reason", "sent.extension")]),
        (FIRST + '[[answers]]\npoint = 1\nanswer = "agree"\nreason_en = "x"\nat = 2027-02-01', [("not-now", "answers[1]")]),
    ],
)  # fmt: skip
def test_each_fault_is_listed_with_its_place(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    found = read(tmp_path, text)

    assert faults(found) == expected
    assert all(defect.message.cy and defect.message.en for defect in found.defects)
    assert found.proposal.version.points[0].text.en == "One"


def test_a_cause_that_is_no_response_is_listed(tmp_path: Path) -> None:
    second = '[[versions]]\nat = 2027-01-15\n[[versions.points]]\nnumber = 1\ntext_en = "Two"\nbecause_of = ["R7"]'

    found = read(tmp_path, FIRST + second)

    assert faults(found) == [("blocked", "support_open"), ("no-response", "versions[2]")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no whole version 1"),
        (b"[]", "not TOML"),
        (b"{", "not JSON"),
        (b'{"id": NaN}', "NaN"),
        (b'{"id": 1, "id": 2}', "twice"),
        (b"{" + b'"a":{' * 200 + b"}" * 201, "levels deep"),
        (b"a = " + b"[" * 20_000, "not TOML"),
        (b"a = 1" + b"0" * 9000, "too long"),
        (b"\xff\xfe", "not UTF-8"),
        (b"id = \x00", "not TOML"),
        (b"[[versions]]\nnumber = 2\nat = 2027-01-01", "no whole version 1"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(data)

    with pytest.raises(UnreadableFile, match=words) as refusal:
        read_proposal(path)
    assert refusal.value.sentence.cy


@pytest.mark.parametrize("character", ["\\u0000", "\\u001b"])
def test_characters_that_cannot_be_seen_are_listed(tmp_path: Path, character: str) -> None:
    found = read(tmp_path, FIRST.replace('"Title"', f'"Ti{character}tle"'))

    assert faults(found)[0] == ("control-character", "title_en")


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(UnreadableFile):
            read_proposal(path)

"""Any bytes in any file of a round folder: read with its faults listed, or refused with one sentence, and never more."""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.cycle_folder.folders import SETTINGS, folder

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.columns import TABLES
from cydradd.cycle.round_folder import read
from cydradd.vocabulary.errors import CydraddError

BALLOTS = (
    "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\na;60\nb;50\nVOTES\n"
    "voter_id;vote;partner\n1;a;citizens\n2;a,b;public\n3;b;crowd\n"
)
ACTS = (
    '{"at":"2027-01-01T10:00:00Z","kind":"objection","partner":"public","object":"a","harm":"x"}\n'
    '{"at":"2027-01-02T10:00:00Z","kind":"consent","gate":"open-apply","partner":"citizens"}\n'
)
GOOD = {
    "round.toml": SETTINGS,
    "decide/ballots.pb": BALLOTS,
    "decide/partners.csv": "voter_id,partner\n1,public\n",
    "listen/votes.csv": "timestamp,comment-id,voter-id,vote\n" + "".join(f"{n},{n % 3},{n},1\n" for n in range(9)),
    "listen/comments.csv": "comment-id,comment-body\n0,A\n1,B\n2,C\n",
    "cycle/events.jsonl": ACTS,
    **{
        name: ",".join(column for _, names in table.fields.values() for column in names) + "\n"
        for name, table in TABLES.items()
    },
}
pieces = st.sampled_from(
    [b'"', b",", b"\n", b";", b"\r", b"\xff", b"\x00", b"\xef\xbb\xbf", b"-1", b"1/0", b"9" * 400, b"{", b"[", b"=1+1",
     b"nan", b"META\n", b"..", "ŷ".encode(), b"\xed\xa0\x80", b'{"kind":"consent","at":"0001-01-01T00:00:00Z"}\n',
     b'{"kind":"round.opened","at":"9999-12-31T23:59:59Z","body":{"id":1e400}}\n']
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, str | bytes]:
    """A good folder in which some files have bytes put in, taken out or repeated."""
    files: dict[str, str | bytes] = {name: text.encode() for name, text in GOOD.items()}
    for name in draw(st.sets(st.sampled_from(sorted(GOOD)), min_size=1, max_size=4)):
        data = GOOD[name].encode()
        for _ in range(draw(st.integers(1, 4))):
            start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
            put = draw(pieces | st.binary(max_size=6))
            data = draw(st.sampled_from([data[:start] + put + data[start:], data[:start] + put + data[end:]]))
        files[name] = data
    return files


@given(spoilt())
@settings(max_examples=300, deadline=None)
def test_no_folder_breaks_the_check(files: dict[str, str | bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = folder(Path(name), {key: value for key, value in files.items() if key != "round.toml"})
        (path / "round.toml").write_bytes(files["round.toml"])  # type: ignore[arg-type]
        try:
            found = read(path)
        except CydraddError as error:
            assert error.sentence.cy and error.sentence.en and "\n" not in str(error)
            return
        checked = check(found, calculate(found, with_map=False))

    assert orjson.dumps(checked.as_json())
    assert all(defect.message.cy and defect.message.en for defect in checked.defects)
    assert {state.state for state in checked.gates} <= {"closed", "not_evidenced"}

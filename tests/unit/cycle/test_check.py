"""What the check says of a folder: its JSON, when it is ok, and what the record of a folder proves."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.cycle_folder.folders import SETTINGS, folder, lines, read_one
from typer.testing import CliRunner

from cydradd.cycle import gates
from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import Checked, check, evidence_of
from cydradd.cycle.events import Event
from cydradd.cycle.record_of_folder import changes_are_found, record_of, replay_key, replays
from cydradd.cycle.round_folder import read
from cydradd.record.canonical import serialise
from cydradd.record.entry import decode, opens
from cydradd_cli.main import app

BALLOTS = (
    "META\nkey;value\nbudget;100\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost\na;60\nb;50\nVOTES\nvoter_id;vote\n1;a\n2;a,b\n3;b\n4;a\n"
)
AT = "2027-01-0{}T10:00:00Z"


def checked(at: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> Checked:
    found = read(folder(at, files, settings))
    return check(found, calculate(found, with_map=False))


def test_the_json_has_the_keys_of_the_contract_and_no_other(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["round", "check", str(folder(tmp_path, {"design/assets.csv": "id\n"})), "--json"])

    found = json.loads(answer.stdout)
    assert list(found) == ["round", "ok", "stages", "gates", "invariants", "defects", "overrides"]
    assert list(found["stages"]) == ["listen", "design", "apply", "decide", "deliver", "evaluate", "share", "follow"]
    assert all(list(gate) == ["gate", "state", "missing"] for gate in found["gates"])
    assert list(found["invariants"]) == [f"I{number}" for number in range(1, 16)]
    assert all(list(each) == ["state", "ids"] for each in found["invariants"].values())
    assert list(found["defects"][0]) == ["file", "row", "column", "code", "message"]
    assert list(found["defects"][0]["message"]) == ["cy", "en"]
    assert (answer.exit_code, found["ok"]) == (1, False)


def test_a_folder_with_nothing_but_settings_is_ok_and_every_stage_not_present(tmp_path: Path) -> None:
    found = checked(tmp_path, {})

    assert found.ok
    assert set(found.stages.values()) == {"not_present"}
    assert {gate.state for gate in found.gates} == {"not_evidenced"}


@pytest.mark.parametrize(
    ("name", "text", "ok"),
    [
        ("apply/organisations.csv", "id,name\nO,Org\n", False),
        ("deliver/payments.csv", "agreement,paid_on,amount_p\n", False),
        ("design/needs.csv", "id,kind,place,size_p\n", True),
        ("notes.txt", "later", True),
    ],
)
def test_a_closed_gate_is_a_fault_only_when_what_it_opens_has_begun(
    tmp_path: Path, name: str, text: str, ok: bool
) -> None:
    act = {"at": AT.format(1), "kind": "objection", "gate": "open-apply", "partner": "public", "harm": "x"}

    found = checked(tmp_path, {"cycle/events.jsonl": lines(act | {"remedy": "y"}), name: text})

    gate = next(gate for gate in found.gates if gate.gate == "open-apply")
    assert gate.state == "closed" and "objection:public" in gate.missing
    assert found.ok is ok


def test_no_line_of_the_demo_opens_a_gate_by_being_lost_unless_it_spoke_against_it() -> None:
    found = read(Path("demo/rounds/eithin-25-003"))
    calculated, record, acts = calculate(found, with_map=False), record_of(found), found.tables.events or ()

    def states(events: tuple[Event, ...]) -> list[str]:
        lost = replace(found, tables=replace(found.tables, events=events))
        return [state.state for state in gates.states(evidence_of(lost, calculated, record))]

    before, alike = states(acts), {(act.kind, act.object, act.gate, act.code): act for act in acts}
    for lost in alike.values():
        after = states(tuple(act for act in acts if act is not lost))
        opened = [now for then, now in zip(before, after, strict=True) if now == "open" != then]
        assert not opened or (lost.kind, lost.code) == ("objection", None)
    assert len(alike) > 60


def test_a_broken_rule_makes_the_round_not_ok(tmp_path: Path) -> None:
    found = checked(
        tmp_path, {"cycle/seats.csv": "seat,partner\np,public\n"}, SETTINGS + '[partners]\ncitizens = "1/2"\n'
    )

    broken = [each.id for each in found.invariants if each.state == "broken"]
    assert broken == ["I4"]
    assert not found.ok


@pytest.mark.parametrize(
    ("acts", "winners"),
    [
        ([], ("a",)),
        ([("objection", None)], ()),
        ([("objection", None), ("objection", "resolved")], ("a",)),
        ([("objection", None), ("objection", "withdrawn")], ("a",)),
        ([("objection", None), ("consent", None)], ("a",)),
        ([("objection", None), ("objection", "withdrawn"), ("objection", None)], ()),
    ],
)
def test_an_objection_to_a_project_keeps_it_from_being_funded_while_it_lasts(
    tmp_path: Path, acts: list[tuple[str, str | None]], winners: tuple[str, ...]
) -> None:
    said = [
        {"at": AT.format(number), "kind": kind, "object": "a", "partner": "public"} | ({"code": code} if code else {})
        for number, (kind, code) in enumerate(acts, 1)
    ]
    found = read(folder(tmp_path, {"decide/ballots.pb": BALLOTS, "cycle/events.jsonl": lines(*said)}))

    counted = calculate(found, with_map=False).count

    assert counted is not None
    assert ("a" in counted.winners) is ("a" in winners)


@pytest.mark.parametrize(
    "act", [{"kind": "objection.raised", "body": {"object": "a"}}, {"kind": "objection", "object": "a"}]
)
def test_an_objection_is_read_in_both_forms_and_not_before_its_time(tmp_path: Path, act: dict[str, object]) -> None:
    def winners(name: str, at: str) -> tuple[str, ...]:
        said = lines({"at": at, "partner": "public", **act})
        found = read(folder(tmp_path / name, {"decide/ballots.pb": BALLOTS, "cycle/events.jsonl": said}))
        counted = calculate(found, with_map=False).count
        assert counted is not None
        return tuple(counted.winners)

    assert "a" not in winners("now", AT.format(1))
    assert "a" in winners("later", "2028-01-01T10:00:00Z")


ACTS = lines(
    {"at": AT.format(2), "kind": "consent", "gate": "open-listen", "partner": "public", "text": "Iawn"},
    {"at": AT.format(1), "kind": "interest", "seat": "p-1", "links": ["GB-CHC-1000002", "GB-CHC-1000001"]},
    {"at": AT.format(3), "kind": "evaluate.planned", "body": {"id": "plan"}, "sealed": {"text": "Mesur"}},
)


def test_the_record_of_a_folder_is_its_opening_its_acts_in_order_and_a_hash_of_each_file(tmp_path: Path) -> None:
    found = read_one(tmp_path, "cycle/events.jsonl", ACTS)

    record = record_of(found)

    entries = [decode(entry) for entry in record.entries]
    assert [entry.type for entry in entries] == [
        *("round.opened", "decide.interest_declared", "consent.given", "evaluate.planned"),
        *("record.file_bound", "record.file_bound"),
    ]
    assert entries[0].at == entries[1].at
    assert [entry.seq for entry in entries] == list(range(6))
    bound = [(entry.body["path"], entry.body["sha256"]) for entry in entries[4:]]
    assert bound == [(name, hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()) for name in sorted(found.files)]
    assert [ref.rel for ref in entries[2].refs] == ["subject"]


def test_keys_of_a_replay_follow_from_the_settings_as_the_specification_says(tmp_path: Path) -> None:
    record = record_of(read_one(tmp_path, "cycle/events.jsonl", ACTS))

    secret = hashlib.sha256((tmp_path / "round.toml").read_bytes()).digest()
    for opening in record.openings:
        message = b"cydradd/replay/v1\n" + str(opening.index).encode() + b"\n" + opening.name.encode()
        assert (
            opening.key
            == hmac.new(secret, message, hashlib.sha256).digest()
            == replay_key(secret, opening.index, opening.name)
        )
        assert opens(decode(record.entries[opening.index]).sealed[opening.name], opening.key, opening.part)
    assert json.loads(record.files()["policy.json"])["replay"] is True


def test_a_record_replays_and_one_that_lost_or_changed_an_act_does_not(tmp_path: Path) -> None:
    found = read_one(tmp_path, "cycle/events.jsonl", ACTS)
    record = record_of(found)
    short = read_one(tmp_path, "cycle/events.jsonl", "\n".join(ACTS.splitlines()[1:]))
    other = read_one(tmp_path, "cycle/events.jsonl", ACTS.replace("Iawn", "Nage"))

    assert replays(found, record)
    assert not replays(short, record)
    assert not replays(other, record)
    assert changes_are_found(record)


def test_an_act_that_no_record_can_hold_is_listed_and_the_rest_recorded(tmp_path: Path) -> None:
    long = {"at": AT.format(1), "kind": "change", "links": [f"link-{number}" for number in range(3000)]}
    astray = {"at": AT.format(1), "kind": "apply.submitted", "body": {}, "refs": [{"leaf": "0" * 64, "rel": "link"}]}
    found = read_one(tmp_path, "cycle/events.jsonl", lines(long, astray) + ACTS)

    record = record_of(found)

    assert [(defect.code, defect.row) for defect in record.defects] == [("not-recorded", 1), ("not-recorded", 2)]
    assert len(record.entries) == 6
    assert not replays(found, record)


def test_the_hash_of_the_design_is_of_its_tables_and_the_rule_of_the_count(tmp_path: Path) -> None:
    settings = SETTINGS + '[decide]\nseed = "s"\n'
    files: dict[str, str | bytes] = {"design/assets.csv": "id,kind\n", "design/note.txt": "x", "apply/members.csv": ""}

    found = read(folder(tmp_path, files, settings))

    tables = {"design/assets.csv": hashlib.sha256(b"id,kind\n").hexdigest()}
    assert found.design_hash == hashlib.sha256(serialise({**tables, "decide": {"seed": "s"}})).hexdigest()
    assert read(folder(tmp_path / "none", {})).design_hash is None


def test_the_human_answer_names_gates_what_is_missing_and_faults(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["round", "check", str(folder(tmp_path, {"design/assets.csv": "id\n"}))])

    assert answer.exit_code == 1
    assert "open-listen" in answer.output and "not evidenced: " in answer.output
    assert "design/assets.csv:1:kind: missing-column" in answer.output
    assert "Traceback" not in answer.output


def test_signing_is_refused_with_a_sentence_until_it_exists(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x")
    round_, out = str(folder(tmp_path / "round", {})), str(tmp_path / "out")

    answer = CliRunner().invoke(app, ["round", "run", round_, "--out", out, "--key", str(tmp_path / "key")])

    assert answer.exit_code == 1
    assert "cannot be signed yet" in answer.output
    assert not (tmp_path / "out").exists()


def test_to_whom_a_seat_has_a_tie_is_in_no_file_of_the_record(tmp_path: Path) -> None:
    act = {"at": "2026-05-01T09:00:00Z", "kind": "interest", "seat": "s1", "partner": "citizens", "code": "trustee",
           "links": ["GB-CHC-1234567"]}  # fmt: skip
    lines = ACTS.rstrip("\n") + "\n" + json.dumps(act) + "\n"

    record = record_of(read_one(tmp_path, "cycle/events.jsonl", lines))
    files = record.files()

    assert any(opening.part == ["GB-CHC-1234567"] for opening in record.openings), "the folder itself can be replayed"
    assert not any(b"GB-CHC-1234567" in data for data in files.values())
    assert any(b"decide.interest_declared" in data for data in files.values())
    texts = [opening for opening in record.openings if opening.name == "text"]
    published = b"".join(data for path, data in files.items() if path.startswith("openings"))
    assert published.count(b'"name":"text"') == len(texts), "what people wrote stays open"

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cydradd.cycle import output
from cydradd.cycle.output import LacksEvidence
from cydradd.cycle.output_folder import CannotWriteHere
from cydradd.cycle.stages import Gate
from cydradd.record.verify import verify_structure
from cydradd.vocabulary.errors import UnreadableFile
from cydradd_cli.main import app

ROUND = """
id = "small"
title_cy = "Rownd fach"
title_en = "A small round"
currency = "GBP"
as_of = "2027-03-01T12:00:00Z"
[decide]
completion = "add1e"
seed = "public"
"""
BALLOTS = """META
key;value
description;invented
budget;100
vote_type;approval
rule;equal-shares
PROJECTS
project_id;cost;name
bus;60;A bus
walk;30;Walks
lunch;40;=1+1
VOTES
voter_id;vote
1;bus,walk
2;bus
3;walk,lunch
4;
"""


def votes() -> str:
    lines = ["timestamp,datetime,comment-id,voter-id,vote"]
    for person in range(20):
        lines += [f"{1000 + person},x,{c},{person},{1 if (c + person) % 2 or c == 7 else -1}" for c in range(8)]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "round"
    comments = ["timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"]
    comments += [f"1,x,{c},0,{20 if c == 7 else 10},{0 if c == 7 else 10},1,Statement {c}" for c in range(8)]
    files = {
        "round.toml": ROUND,
        "decide/ballots.pb": BALLOTS,
        "listen/votes.csv": votes(),
        "listen/comments.csv": "\n".join(comments) + "\n",
    }
    for name, text in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text)
    return made


def held(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_run_writes_everything_it_names_and_nothing_else(folder: Path, tmp_path: Path):
    result = output.run(folder, tmp_path / "out")

    assert set(held(tmp_path / "out")) == set(result.files)
    assert {"report-en.html", "report-cy.html", "results.json", "record/checkpoint", "tables/result.csv"} <= set(
        result.files
    )
    assert result.sentence.cy and result.sentence.en


def test_the_same_folder_gives_the_same_bytes_whatever_the_order_of_sets(folder: Path, tmp_path: Path):
    output.run(folder, tmp_path / "out")
    code = "import sys; from pathlib import Path; from cydradd.cycle import output; "
    code += "output.run(Path(sys.argv[1]), Path(sys.argv[2]))"
    for seed in ("1", "2"):
        place = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", code, folder, place], check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        )

    assert held(tmp_path / "out") == held(tmp_path / "1") == held(tmp_path / "2")


def test_results_hold_a_part_for_each_stage_and_null_where_there_is_none(folder: Path, tmp_path: Path):
    output.run(folder, tmp_path / "out")

    found = json.loads((tmp_path / "out" / "results.json").read_text())

    assert list(found) == [
        *("round", "listen", "design", "apply", "decide", "deliver", "evaluate", "follow"),
        *("gates", "invariants", "defects"),
    ]
    assert found["listen"]["totals"]["participants"] == 20 and "participants" not in found["listen"]
    assert found["decide"]["winners"] and found["decide"]["audit"]["clean"] and found["decide"]["explain"]["losers"]
    assert (found["design"], found["apply"], found["deliver"], found["evaluate"]) == (None, None, None, None)
    assert len(found["gates"]) == 9 and len(found["invariants"]) == 15


def test_what_is_not_offered_yet_is_null_inside_a_stage_that_is_present(folder: Path, tmp_path: Path):
    (folder / "design").mkdir()
    (folder / "design" / "pots.csv").write_text(
        "id,commissioner,commissioner_kind,amount_p,mode\nP1,Cyngor,council,10000,pooled\n"
    )

    output.run(folder, tmp_path / "out")

    found = json.loads((tmp_path / "out" / "results.json").read_text())["design"]
    assert found == dict.fromkeys(("fit", "proportion", "involvement", "weigh", "level_field"))


def test_the_record_beside_the_report_verifies(folder: Path, tmp_path: Path):
    result = output.run(folder, tmp_path / "out")

    report = verify_structure(tmp_path / "out" / "record")

    assert report.ok
    assert result.story.record is not None
    assert (result.story.record.entries, result.story.record.head) == (report.size, report.root)


def test_the_map_in_the_results_is_the_map_in_the_report(folder: Path, tmp_path: Path):
    result = output.run(folder, tmp_path / "out")
    found = json.loads((tmp_path / "out" / "results.json").read_text())["listen"]

    assert result.story.heard is not None
    assert [group.size for group in result.story.heard.groups] == [group["size"] for group in found["groups"]]
    assert result.story.heard.total.votes == found["totals"]["votes"]


def test_a_strict_run_stops_at_the_first_gate_without_evidence_and_writes_nothing(folder: Path, tmp_path: Path):
    with pytest.raises(LacksEvidence) as refused:
        output.run(folder, tmp_path / "out", strict=True)

    assert "open-listen" in str(refused.value) and refused.value.sentence.cy
    assert not (tmp_path / "out").exists()


def test_an_earlier_result_is_replaced_only_when_asked(folder: Path, tmp_path: Path):
    output.run(folder, tmp_path / "out")

    with pytest.raises(CannotWriteHere):
        output.run(folder, tmp_path / "out")
    output.run(folder, tmp_path / "out", overwrite=True)

    assert [path.name for path in sorted(tmp_path.iterdir())] == ["out", "round"]


def test_a_folder_that_is_no_round_is_refused_and_an_earlier_result_stays(folder: Path, tmp_path: Path):
    output.run(folder, tmp_path / "out")
    before = held(tmp_path / "out")
    (folder / "round.toml").write_text("as_of = [")

    with pytest.raises(UnreadableFile):
        output.run(folder, tmp_path / "out", overwrite=True)

    assert held(tmp_path / "out") == before


def test_votes_that_cannot_be_read_leave_a_report_that_says_so(folder: Path, tmp_path: Path):
    (folder / "listen" / "votes.csv").write_text("nothing,here\n1,2\n")

    result = output.run(folder, tmp_path / "out")

    assert result.defects and not result.ok
    assert "The files of the stage Listen have faults." in (tmp_path / "out" / "report-en.html").read_text()


@pytest.mark.real_data
def test_a_folder_of_real_files_runs_to_the_end_with_every_gate_without_evidence(real_data: Path, tmp_path: Path):
    folder = tmp_path / "real"
    (folder / "listen").mkdir(parents=True)
    (folder / "decide").mkdir()
    for file in (real_data / "polis" / "brexit-consensus").glob("*.csv"):
        (folder / "listen" / file.name).write_bytes(file.read_bytes())
    ballots = real_data / "pabulib" / "files" / "Poland_Swiecie_2023.pb"
    (folder / "decide" / "ballots.pb").write_bytes(ballots.read_bytes())
    (folder / "round.toml").write_text(ROUND.replace("GBP", "PLN").replace('"small"', '"real"'))

    first = output.run(folder, tmp_path / "one")
    output.run(folder, tmp_path / "two")

    assert first.ok and {str(gate.state) for gate in first.story.gates} == {"not_evidenced"}
    assert held(tmp_path / "one") == held(tmp_path / "two")
    assert first.story.result is not None and first.story.result.projects == 22
    assert first.story.heard is not None and first.story.heard.people == 204


def test_open_data_that_cannot_be_published_is_said_and_stops_nothing(folder: Path, tmp_path: Path):
    result = output.run(folder, tmp_path / "out")

    assert "360giving.json" not in result.files
    assert [made.awards for made in result.story.published] == [None, None]
    assert "Not published: The round cannot be published: the publisher" in (
        (tmp_path / "out" / "report-en.html").read_text()
    )


def test_grants_with_a_publisher_and_a_published_result_lie_beside_the_report(folder: Path, tmp_path: Path):
    (folder / "round.toml").write_text(
        'publisher_id = "GB-CHC-1000001"\npublisher_name = "Rhwydwaith"\ngrant_prefix = "360G-rhwydwaith"\n' + ROUND
    )
    (folder / "apply").mkdir()
    (folder / "apply" / "applications.csv").write_text(
        "id,organisation,title_en,cost_p\nbus,GB-CHC-1000002,A bus,6000\nwalk,,Walks,3000\nlunch,,Lunch,4000\n"
    )
    (folder / "cycle").mkdir()
    lines = [
        {"at": "2027-02-01T10:00:00Z", "kind": "publish", "object": "result", "code": code} for code in ("cy", "en")
    ]
    (folder / "cycle" / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    result = output.run(folder, tmp_path / "out")

    package = json.loads((tmp_path / "out" / "360giving.json").read_text())
    assert [grant["amountAwarded"] for grant in package["grants"]] == [60]
    grants = result.story.published[0]
    assert grants.awards == 1 and len(grants.why_not) == 1 and "(" in str(grants.why_not[0].en)
    follow = next(gate for gate in result.story.gates if gate.gate is Gate.OPEN_FOLLOW)
    assert "no-package" not in (*follow.missing, *follow.not_evidenced)


def test_a_check_says_of_the_gates_what_a_run_says(tmp_path: Path):
    demo = Path(__file__).resolve().parents[3] / "demo" / "rounds" / "eithin-25-003"

    output.run(demo, tmp_path / "out")
    answer = CliRunner().invoke(app, ["round", "check", str(demo), "--json"])

    said = json.loads((tmp_path / "out" / "results.json").read_text())
    assert json.loads(answer.stdout)["gates"] == said["gates"]

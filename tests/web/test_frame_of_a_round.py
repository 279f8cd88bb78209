"""What stands round a stage of a round: its bar, what closes when, the stages around it; and what a round adds up to."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from tests.web.folders import AT, write_round

from cydradd.cycle.report import Story
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stage_results import StageResults
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.rounds.convert import reached
from cydradd_web.rounds.services import import_rounds
from cydradd_web.rounds.tallies import tally

SETTINGS = Settings("valley", Bilingual("Cwm", "Valley"), None, "GBP", datetime(2026, 11, 2, tzinfo=UTC))
OPENED = '{"at": "2026-10-01T09:00:00Z", "kind": "window_opens", "object": "listen"}'
CLOSES = '{"at": "2026-12-12T17:00:00Z", "kind": "window_closes", "object": "listen"}'


@pytest.mark.django_db
def test_a_stage_says_when_it_closes_and_every_stage_can_be_reached(client: Client, home: Path) -> None:
    folder = write_round(home, "valley")
    (folder / "cycle").mkdir()
    (folder / "cycle" / "events.jsonl").write_text(f"{OPENED}\n{CLOSES}\n", "utf-8")
    import_rounds(home, by="test", at=AT)

    text = client.get("/en/rounds/valley/listen/").content.decode()

    assert "Closes: 12 December 2026." in text
    assert "Closes:" not in client.get("/en/rounds/valley/decide/").content.decode()
    assert re.search(r'<p class="stages-s">Stage 1 of 8: <b>Listen\s*</b>', text)
    assert {f"/en/rounds/valley/{stage}/" for stage in Stage} <= set(re.findall(r'<li><a href="([^"]+)"', text))
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', text) == [("next", "/en/rounds/valley/design/")]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ({}, None),
        ({Stage.LISTEN: "done", Stage.DESIGN: "opened"}, Stage.LISTEN),
        ({Stage.DECIDE: "present", Stage.FOLLOW: "present"}, Stage.DECIDE),
        ({Stage.EVALUATE: "done", Stage.FOLLOW: "present"}, Stage.FOLLOW),
    ],
)
def test_a_round_has_reached_the_last_stage_that_has_begun(stages: dict[Stage, str], expected: Stage | None) -> None:
    assert reached(Story(SETTINGS, stages, Tables())) is expected


def test_a_study_without_a_clear_difference_counts_like_any_other() -> None:
    rows: list[JsonValue] = [{"study": "AG1", "yi": 0.5, "vi": 0.01}, {"study": "AG2", "yi": 0.0, "vi": 0.01}]
    tried: list[JsonValue] = [{"r": 0.3, "rows": [*rows, {"study": "AG3", "yi": -0.1, "vi": 0.5}]}]
    found: dict[str, JsonValue] = {
        "O1": {"effects": {"rows": rows}},
        "O2": {"effects": {"rows": rows, "correlation_range": tried}},
    }

    made = tally(Story(SETTINGS, {}, Tables(), results=StageResults(evaluate={"outcomes": found})))

    assert (made["findings"], made["unclear"]) == (5, 3)


def test_what_is_not_in_the_files_is_not_known_and_never_nothing() -> None:
    made = tally(Story(SETTINGS, {}, Tables()))

    assert {made[name] for name in ("agreed", "paid", "people", "outcomes", "findings", "recipients")} == {None}
    assert made["reach"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_below_a_round_only_its_name_and_stage_stand_on_top(client: Client, home: Path, language: str) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)

    below = client.get(f"/{language}/rounds/valley/record/").content.decode()
    first = client.get(f"/{language}/rounds/valley/").content.decode()

    main = below[below.index("<main") :]
    assert 'class="stages"' in first and 'class="stages"' not in main
    assert 'class="meta"' in first and 'class="meta"' not in main
    assert main.count("<h1>") == 1
    assert re.search(rf'<h1><a class="to-first" href="/{language}/rounds/valley/">', main)
    assert re.search(rf'<a href="/{language}/rounds/valley/[a-z]+/">\w+\s*</a></p>', main)

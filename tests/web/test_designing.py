"""A design is stated, changed and taken apart by seats, each time as an act; what cannot stand is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.web.acting import AT, by, convened, person
from tests.web.designed import CLUB, HOUR, ITEMS, WHY, add_all, heard, lot, need, settled

from cydradd.cycle import round_folder
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.design.kinds import KINDS
from cydradd_web.design.models import Need, Points, Question
from cydradd_web.design.selectors import rows
from cydradd_web.design.services.agreeing import agree_design
from cydradd_web.design.services.items import (
    Amendment,
    ChangedMeanwhile,
    add_item,
    change_item,
    take_out,
    version_of,
)
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Round
from cydradd_web.rounds.services.renewing import write_folder

pytestmark = pytest.mark.django_db(transaction=True)


def _add(round_id: int, kind: str, row: Any, **more: Any) -> None:
    add_item(**{"round_id": round_id, "kind": kind, "row": row, "by": by("ann"), "at": AT, **more})


def _seen(round_id: int) -> str:
    return version_of(Need.objects.get(round_id=round_id, identifier="N1"))


def test_what_is_stated_is_read_back_from_the_folder_as_it_was_stated(home: Path, tmp_path: Path) -> None:
    round_id = convened()

    add_all(round_id)
    write_folder(round_id, tmp_path / "folder", as_of=AT + HOUR)

    read = round_folder.read(tmp_path / "folder")
    assert [defect for defect in read.defects if (defect.file or "").startswith(("design/", "cycle/"))] == []
    for kind, row in ITEMS:
        (found,) = getattr(read.tables, KINDS[kind].table.name)
        assert replace(found, row=None) == replace(row, id=f"{KINDS[kind].letter}1", row=None)


def test_each_thing_is_one_act_that_says_what_was_done(home: Path) -> None:
    round_id = convened()
    heard(round_id, "1")

    _add(round_id, "need", need(statements=("1",)))
    _add(round_id, "lot", lot(), why=WHY)

    stated, added = Entry.objects.filter(round_id=round_id).order_by("position")[1:]
    assert (stated.type, stated.name) == ("design.need_stated", "N1")
    assert stated.openings == {"text": {"text": {"cy": f"Ychwanegwyd: {CLUB.cy}", "en": f"Added: {CLUB.en}"}}}
    assert (added.type, Act.objects.get(kind="change").line["item"]) == ("design.changed", "L1")
    assert added.openings == {"text": {"text": WHY.as_json()}}


def test_a_seat_alone_states_and_an_agreed_design_is_amended(home: Path) -> None:
    round_id = convened()
    person("mair")
    with pytest.raises(NotYours):
        _add(round_id, "need", need(), by=by("mair"))
    with pytest.raises(NotYours):
        _add(round_id, "need", need(), by=By())

    settled(round_id)
    agree_design(round_id=round_id, level="opened", by=by("olwen"), at=AT + 4 * HOUR)

    for act in (
        lambda: _add(round_id, "need", need(), at=AT + 5 * HOUR),
        lambda: change_item(
            round_id=round_id, kind="need", identifier="N1", row=need(), seen="", by=by("ann"), at=AT + 5 * HOUR
        ),
        lambda: take_out(round_id=round_id, kind="question", identifier="Q1", seen="", by=by("ann"), at=AT + 5 * HOUR),
    ):
        with pytest.raises(Amendment, match="amendment"):
            act()


def test_a_rule_that_cannot_follow_the_money_of_restricted_pots_is_not_agreed(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    row = Round.objects.get(pk=round_id)
    rule = {**row.settings["decide"], "completion": "add1u"}
    Round.objects.filter(pk=round_id).update(settings={**row.settings, "decide": rule})

    with pytest.raises(NotPossible, match="completion = add1u") as refused:
        agree_design(round_id=round_id, level="opened", by=by("olwen"), at=AT + 4 * HOUR)

    assert refused.value.code == "pots-need-another-rule"
    assert "Ni all pob cronfa dalu am bopeth" in (refused.value.sentence.cy or "")


@pytest.mark.parametrize(
    ("kind", "change", "says"),
    [
        ("need", {"statements": ("1", "99")}, "99"),
        ("need", {"size": Pence(-1)}, "0 or more"),
        ("need", {"title": Bilingual()}, "one language at least"),
        ("need", {"place": "Blaenau"}, "GSS"),
        ("need", {"age_from": 20, "age_to": 10}, "age"),
        ("outcome", {"needs": ("N7",)}, "N7"),
        ("pot", {"amount": Pence(-1)}, "0 or more"),
        ("pot", {"restriction": {"colour": ["green"]}}, "colour"),
        ("pot", {"restriction": {"age": [30, 5]}}, "age"),
        ("pot", {"restriction": {"places": ["Gwynedd"]}}, "places"),
        ("pot", {"restriction": {"needs": ["N9"]}}, "N9"),
        ("pot", {"mode": "individual"}, "owner"),
        ("provider", {"needs": ()}, "one need"),
        ("provider", {"capacity": Pence(-5)}, "0 or more"),
        ("lot", {"value": Pence(30_000_01)}, "more than the size of its needs"),
        ("lot", {"needs": ("N1", "N2")}, "N2"),
        ("requirement", {"lot": "L9"}, "L9"),
        ("requirement", {"reason": None}, "reason"),
        ("question", {"words": -1}, "0 or more"),
        ("question", {"criterion": "C9"}, "C9"),
        ("criterion", {"low": 10}, "below its high end"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_reason(home: Path, kind: str, change: dict[str, Any], says: str) -> None:
    round_id = convened()
    add_all(round_id)
    before = rows(round_id, KINDS[kind].path)
    acts = Act.objects.count()

    with pytest.raises(CydraddError, match=says):
        _add(round_id, kind, replace(dict(ITEMS)[kind], **change))

    assert rows(round_id, KINDS[kind].path) == before
    assert Act.objects.count() == acts


def test_a_criterion_nobody_asked_for_needs_a_reason(home: Path) -> None:
    round_id = convened()
    heard(round_id, "1")
    unasked = replace(dict(ITEMS)["criterion"], needs=())
    with pytest.raises(CydraddError, match="Say why"):
        _add(round_id, "criterion", unasked)

    _add(round_id, "criterion", unasked, why=WHY)
    _add(round_id, "criterion", replace(unasked, statements=("1",)))

    assert [row.id for row in rows(round_id, "design/criteria.csv")] == ["C1", "C2"]


def test_the_second_of_two_who_change_the_same_thing_is_told(home: Path) -> None:
    round_id = convened()
    add_all(round_id)
    seen = _seen(round_id)
    keys = {"round_id": round_id, "kind": "need", "identifier": "N1", "at": AT}

    change_item(**keys, row=need(size=Pence(31_000_00)), seen=seen, by=by("ann"))

    with pytest.raises(ChangedMeanwhile, match="Both are below"):
        change_item(**keys, row=need(size=Pence(32_000_00)), seen=seen, by=by("tom"))
    assert Need.objects.get(round_id=round_id).size == 31_000_00
    change_item(**keys, row=need(size=Pence(32_000_00)), seen=_seen(round_id), by=by("tom"))
    assert Need.objects.get(round_id=round_id).size == 32_000_00


def test_a_need_cannot_shrink_below_the_lots_that_rest_on_it(home: Path) -> None:
    round_id = convened()
    add_all(round_id)

    with pytest.raises(CydraddError, match="more than the size of its needs"):
        change_item(
            round_id=round_id,
            kind="need",
            identifier="N1",
            row=need(size=Pence(100)),
            seen=_seen(round_id),
            by=by("ann"),
            at=AT,
        )


def test_what_others_rest_on_stays_and_an_id_is_never_used_twice(home: Path) -> None:
    round_id = convened()
    add_all(round_id)
    with pytest.raises(CydraddError, match="O1, V1, L1, C1, P1"):
        take_out(round_id=round_id, kind="need", identifier="N1", seen=_seen(round_id), by=by("ann"), at=AT)

    question = Question.objects.get(round_id=round_id)
    keys = {"round_id": round_id, "kind": "question", "identifier": "Q1", "by": by("ann"), "at": AT}
    take_out(**keys, seen=version_of(question))
    with pytest.raises(ChangedMeanwhile, match="taken this out"):
        take_out(**keys, seen=version_of(question))
    _add(round_id, "question", dict(ITEMS)["question"])

    assert [row.id for row in rows(round_id, "design/questions.csv")] == ["Q2"]
    assert Act.objects.filter(kind="change", code="taken_out").count() == 1


def test_points_go_with_their_criterion(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    for kind, model_id in (("question", "Q1"), ("criterion", "C1")):
        from cydradd_web.design.services.keeping import TABLES

        made = TABLES[KINDS[kind].path].objects.get(round_id=round_id)
        take_out(
            round_id=round_id,
            kind=kind,
            identifier=model_id,
            seen=version_of(made),
            by=by("ann"),
            at=AT + 4 * HOUR,
        )

    assert not Points.objects.filter(round_id=round_id).exists()

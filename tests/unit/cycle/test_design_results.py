"""What the design stage makes of a round folder: scores become values, and lots are held against their money."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cydradd.cycle.calculation import calculate
from cydradd.cycle.proportion import out_of_proportion, reports
from cydradd.cycle.round_folder import RoundFolder, read
from cydradd.cycle.stage_results.design import results, weighing
from cydradd.vocabulary.errors import NotPossible

ROUND = """
id = "r"
title_cy = "R"
title_en = "R"
currency = "{currency}"
as_of = "{as_of}"
authority_type = "{authority}"
"""
TABLES = {
    "cycle/seats.csv": "seat,partner\nc1,citizens\nc2,citizens\nt1,third_sector\np1,public\n",
    "design/criteria.csv": "id,low,high,direction\nC1,0,10,up\nC2,0,100,down\n",
    "design/weights.csv": "seat,partner,criterion,points\n"
    "c1,citizens,C1,1\nc2,citizens,C2,1\nt1,third_sector,C1,3\nt1,third_sector,C2,1\np1,public,C1,1\n",
    "decide/scores.csv": "application,seat,criterion,score\n"
    "A,c1,C1,8\nA,c2,C1,6\nA,t1,C1,4\nA,p1,C1,4\nA,p1,C2,50\nB,c1,C1,2\nB,p1,C2,20\nW,c1,C1,1\n",
    "apply/applications.csv": "id,cost_p,status\nA,100,\nB,100,\nW,100,withdrawn\n",
    "design/needs.csv": "id,title_en,kind,place,size_p\nN1,Care,care,W06000002,100\n",
    "design/lots.csv": "id,title_en,needs,offer_type,value_p\nL1,One,N1,grant,2500000\nL2,Two,N1,grant,150000\n",
    "design/requirements.csv": "id,lot,kind,level,when,reason_en,exception_gate\n"
    "R1,L1,insurance,500000000,after_offer,The law.,open-apply\nR2,L1,accounts,1,before_offer,Habit.,\n"
    "R3,L2,safeguarding,,after_offer,,\n",
    "design/questions.csv": "id,lot,words\nQ1,L2,100\nQ2,L2,100\nQ3,L2,50\n",
}
CONSENTS = "".join(
    json.dumps({"at": "2026-05-01T10:00:00Z", "kind": "consent", "gate": "open-apply", "partner": partner}) + "\n"
    for partner in ("citizens", "third_sector", "public")
)


def folder(
    path: Path,
    tables: Mapping[str, str] = TABLES,
    *,
    currency: str = "GBP",
    as_of: str = "2026-06-01T12:00:00Z",
    authority: str = "sub_central_wales",
) -> RoundFolder:
    settings = ROUND.format(currency=currency, as_of=as_of, authority=authority)
    for name, text in {**tables, "round.toml": settings}.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return read(path)


def test_a_value_is_the_mean_over_partners_of_the_mean_over_each_ones_seats(tmp_path: Path) -> None:
    found = weighing(folder(tmp_path).tables, draws=10)

    assert found is not None
    assert found.values["A"] == {"C1": (Fraction(7) + 4 + 4) / 3 / 10, "C2": Fraction(1, 2)}
    assert found.values["B"] == {"C1": Fraction(1, 5), "C2": Fraction(4, 5)}
    assert list(found.round_weights.values()) == [Fraction(3, 4), Fraction(1, 4)]
    assert found.ranking == ("A", "B")


def test_results_hold_what_the_commands_print(tmp_path: Path) -> None:
    made = folder(tmp_path)

    found = results(made, calculate(made, with_map=False))

    assert found is not None
    assert (found["fit"], found["level_field"]) == (None, None)
    weighed, lots = weighing(made.tables), reports(made.tables, made.settings)
    assert weighed and lots
    assert found["weigh"] == weighed.as_json()
    assert found["proportion"] == {lot: each.as_json() for lot, each in lots.items()}


@pytest.mark.parametrize("absent", ["design/criteria.csv", "design/weights.csv", "decide/scores.csv"])
def test_with_nothing_to_weigh_the_result_is_null(tmp_path: Path, absent: str) -> None:
    made = folder(tmp_path, {name: text for name, text in TABLES.items() if name != absent})

    assert weighing(made.tables) is None
    assert (results(made, calculate(made, with_map=False)) or {})["weigh"] is None


def test_a_partner_without_weights_is_named_and_the_result_is_null(tmp_path: Path) -> None:
    tables = {**TABLES, "design/weights.csv": "seat,partner,criterion,points\nc1,citizens,C1,1\nt1,third_sector,C1,3\n"}
    made = folder(tmp_path, tables)

    with pytest.raises(NotPossible, match="Public bodies"):
        weighing(made.tables)
    assert (results(made, calculate(made, with_map=False)) or {})["weigh"] is None


def test_what_is_too_much_is_named_by_lot(tmp_path: Path) -> None:
    made = folder(tmp_path)

    assert out_of_proportion(made.tables, made.settings) == {"L1": ("R1", "R2"), "L2": ("Q3",)}


def test_an_exception_that_all_three_consented_to_is_in_proportion(tmp_path: Path) -> None:
    made = folder(tmp_path, {**TABLES, "cycle/events.jsonl": CONSENTS})

    assert out_of_proportion(made.tables, made.settings) == {"L1": ("R2",), "L2": ("Q3",)}


@pytest.mark.parametrize(
    "others",
    [{"currency": "EUR"}, {"as_of": "2025-02-23T12:00:00Z"}, {"authority": "none"}],
)
def test_where_the_law_has_no_row_the_proportion_is_not_known(tmp_path: Path, others: Mapping[str, str]) -> None:
    made = folder(tmp_path, **others)  # type: ignore[arg-type]

    assert out_of_proportion(made.tables, made.settings) is None
    assert (results(made, calculate(made, with_map=False)) or {})["proportion"] is None


def test_without_lots_or_without_anything_asked_the_proportion_is_not_known(tmp_path: Path) -> None:
    made = folder(tmp_path)

    for tables in (
        replace(made.tables, lots=None),
        replace(made.tables, lots=()),
        replace(made.tables, requirements=None, questions=None),
    ):
        assert out_of_proportion(tables, made.settings) is None
    assert out_of_proportion(replace(made.tables, questions=None), made.settings) is not None

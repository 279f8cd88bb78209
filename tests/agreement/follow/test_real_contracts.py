"""What real contracts data holds, to the penny: the figures of follow.md 3.6 and 3.7."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.agreement.follow.official import CONTRACTS, load

from cydradd.design.level_field import Indicator, of_calls
from cydradd.follow import ocds
from cydradd.follow.contracts.money import Measure, Money, money, sums
from cydradd.follow.contracts.processes import Gathering, Process
from cydradd.follow.contracts.sentences import SENTENCES
from cydradd.follow.fields import ocds as ocds_table
from cydradd.follow.indicators import calls
from cydradd.follow.validation import validate

pytestmark = pytest.mark.real_data

CF = CONTRACTS / "contracts_finder_2025-01_2025-03.json"
PCS = CONTRACTS / "public_contracts_scotland_tenders_2019-04.json"
S2W = CONTRACTS / "sell2wales_tenders_2025-02.json"
EXAMPLE = CONTRACTS / "ocds_fictional_example_1.1" / "ocds-213czf-000-00001.json"


def processes(*files: Path) -> list[Process]:
    with Gathering() as gathering:
        for file in files:
            gathering.add(ocds.open_file(file))
        return list(gathering.processes())


def all_money(found: list[Process]) -> list[Money]:
    return [money(each.compiled) for each in found]


def indicators(file: Path) -> dict[str, Indicator]:
    return {each.id: each for each in of_calls(calls(processes(file)))}


def test_an_award_that_was_corrected_counts_once() -> None:
    releases = [money(row.values) for row in ocds.read(CF)]
    compiled = all_money(processes(CF))

    assert (len(releases), len(compiled)) == (136, 130)
    before = [each for held in releases for each in held.of(Measure.AWARD)]
    after = [each for held in compiled for each in held.of(Measure.AWARD)]
    assert (len(before), sums(before)) == (98, {"GBP": 762_579_252_01})
    assert (len(after), sums(after)) == (96, {"GBP": 751_644_215_05})


def test_awards_to_several_suppliers_stay_whole() -> None:
    joint = [each for held in all_money(processes(CF)) for each in held.of(Measure.AWARD) if each.is_joint]
    published = [each for row in ocds.read(CF) for each in money(row.values).of(Measure.AWARD)]

    assert len(joint) == 8
    assert max(len(each.suppliers) for each in published) == 35
    # One of the 35 is listed twice under one id: merging makes them one.
    assert max(len(each.suppliers) for each in joint) == 34


def test_awarded_contracted_and_paid_are_three_measures() -> None:
    (held,) = all_money(processes(EXAMPLE))

    assert {measure: sums(held.of(measure)) for measure in Measure} == {
        Measure.AWARD: {"GBP": 11_000_000_00},
        Measure.CONTRACT: {"GBP": 11_000_000_00},
        Measure.PAID: {"GBP": 60_000_00},
    }


READ = {
    CF: (136, {}, {}),
    PCS: (45, {"release_id_missing": 45}, {"language_case": 45, "no_limit": 8}),
    S2W: (63, {}, {"language_case": 63, "no_limit": 19}),
}


@pytest.mark.parametrize("file", READ, ids=lambda file: file.stem)
def test_real_files_lose_no_release_and_their_traps_are_listed(file: Path) -> None:
    reading = ocds.open_file(file)

    rows = list(reading.rows())

    repairs: Counter[str] = Counter()
    for (code, _), count in reading.repairs.items():
        repairs[code] += count
    assert (len(rows), dict(reading.counts), dict(repairs)) == READ[file]
    assert len({row.pointer for row in rows}) == len(rows)


def test_files_of_three_publishers_are_gathered_as_they_are_alone() -> None:
    together = [each.ocid for each in processes(S2W, CF, PCS)]

    assert together == [each.ocid for file in (S2W, CF, PCS) for each in processes(file)]
    assert len(together) == 63 + 130 + 45


def test_a_file_that_is_read_twice_changes_nothing() -> None:
    assert [each.compiled for each in processes(CF, CF)] == [each.compiled for each in processes(CF)]


LEAD = {CF: (28.831, 29, 6), PCS: (33.5, 45, 0), S2W: (33.5, 63, 0)}


@pytest.mark.parametrize("file", LEAD, ids=lambda file: file.stem)
def test_l1_lead_days(file: Path) -> None:
    found = indicators(file)["L1"]

    assert found.value is not None
    assert (round(float(found.value), 3), found.n, found.details["short"]) == LEAD[file]


@pytest.mark.parametrize("file", LEAD, ids=lambda file: file.stem)
def test_l3_and_l4_cannot_be_told_and_are_not_0(file: Path) -> None:
    found = indicators(file)

    assert all(found[id].value is None and found[id].reason_not_computed for id in ("L3", "L4"))


def test_l5_concentration_is_of_all_the_money_of_3_6() -> None:
    found = indicators(CF)["L5"]

    assert found.details["total"] == 751_644_215_05
    assert found.coverage == 1


@pytest.mark.parametrize(("file", "one", "of"), [(S2W, 42, 63), (PCS, 36, 45)], ids=["s2w", "pcs"])
def test_l11_one_lot(file: Path, one: int, of: int) -> None:
    details = indicators(file)["L11"].details

    assert (details["one_lot"], details["calls"]) == (one, of)


def test_l14_welsh() -> None:
    found = indicators(S2W)["L14"]

    assert (found.details["welsh"], found.n) == (44, 63)


def test_l15_who_says_to_be_voluntary_is_not_believed() -> None:
    published = [
        party for row in ocds.read(CF) for award in money(row.values).of(Measure.AWARD) for party in award.suppliers
    ]
    found = indicators(CF)["L15"]

    assert len(published) == 171
    assert sum(party.org_id is None for party in published) == 105
    assert sum(party.says_vcse is True for party in published) == 6
    assert found.value is None and found.reason_not_computed is not None
    assert found.details == {
        "suppliers": 168,
        "without_identifier": 104,
        "say_voluntary": 6,
        "say_voluntary_confirmed": 0,
    }


def test_l16_publication_lag() -> None:
    found = indicators(CF)["L16"]

    assert found.value is not None
    assert (round(float(found.value), 2), found.n, found.details["late"]) == (14.94, 94, 33)
    assert round(float(str(found.details["longest"])), 1) == 1876.6


CHECKED = {
    CF: (136, 1, {"not-an-address": 1, "unlisted-code": 1, "zero_value": 6}),
    PCS: (45, 45, {"missing-field": 45, "release_id_missing": 45, "unlisted-code": 64}),
    S2W: (63, 0, {"unlisted-code": 157}),
}


@pytest.mark.parametrize("file", CHECKED, ids=lambda file: file.stem)
def test_a_check_as_a_stream_finds_what_validation_of_the_whole_document_finds(file: Path) -> None:
    report = ocds.check(ocds.open_file(file))
    whole = validate(load(file), ocds_table())

    assert (report.count, report.invalid, dict(report.by_code)) == CHECKED[file]
    streamed = [(each.pointer, each.code) for each in report.faults if each.code not in SENTENCES]
    assert sorted(streamed) == sorted((each.column, each.code) for each in whole)
    assert report.sums.minor_units == ({"GBP": 751_644_215_05} if file == CF else {})


@pytest.mark.parametrize("path", sorted(EXAMPLE.parent.rglob("*.json")), ids=lambda path: path.stem)
def test_the_fictional_example_is_valid(path: Path) -> None:
    assert ocds.check(ocds.open_file(path)).is_valid

"""From the rows of a round folder to what is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cydradd.cycle import round_folder
from cydradd.cycle.calculation import calculate
from cydradd.cycle.publication import open_data, published_round
from cydradd.cycle.round import Tables

DEMO = Path(__file__).parents[3] / "demo" / "rounds" / "eithin-25-003"


@pytest.fixture(scope="module")
def made():
    folder = round_folder.read(DEMO)
    return folder, calculate(folder, with_map=False).count


def _published(folder, count, **settings):
    return published_round(replace(folder.settings, **settings), folder.tables, folder.tables.events, count)


def test_every_application_is_published_with_its_fate(made):
    folder, count = made

    round = _published(folder, count)

    fates = {row.id: row.status for row in round.applications}
    assert {id for id, fate in fates.items() if fate == "funded"} == set(count.winners)
    assert len(fates) == len(folder.tables.applications)
    assert None not in fates.values()


def test_dates_come_from_the_acts_of_the_round(made):
    round = _published(*made)

    assert str(round.call_opens) == "2025-05-19 09:00:00+00:00"
    assert str(round.call_closes) == "2025-07-01 00:05:00+00:00"
    results = [e.at for e in made[0].tables.events if e.kind == "publish" and e.object == "result"]
    assert round.awarded_at == max(results[:2])
    assert {row.awarded_at for row in round.applications} == {None}


def test_what_comes_after_the_rounds_clock_has_not_happened(made):
    folder, count = made
    first = min(row.signed_on for row in folder.tables.agreements)
    opened = _published(folder, count).call_opens

    round = _published(folder, count, as_of=opened + timedelta(days=1))

    assert opened.date() < first
    assert (round.awarded_at, round.call_closes, round.agreements, round.payments) == (None, None, (), ())


def test_without_a_count_nothing_is_awarded(made):
    round = _published(made[0], None)

    assert {row.status for row in round.applications} <= {None, "withdrawn", "ineligible"}


def test_members_of_a_consortium_keep_their_exact_shares(made):
    (row,) = [row for row in _published(*made).applications if row.id == "eithin-25-003-01"]

    assert [(body.id, str(share)) for body, share in row.members] == [
        ("GB-CHC-0000001", "4/5"),
        ("GB-CHC-0000011", "1/5"),
    ]


def _open_data(folder, count, **settings):
    return open_data(_published(folder, count, **settings))


def test_a_round_with_both_has_three_files_and_they_are_valid(made):
    found = _open_data(*made)

    assert sorted(found.files) == ["360giving.json", "ocds/record-package.json", "ocds/release-package.json"]
    assert (found.valid, found.defects) == (True, ())


def test_a_setting_that_is_missing_is_told_and_stops_only_its_own_package(made):
    found = _open_data(*made, ocid_prefix=None)

    assert list(found.files) == ["360giving.json"]
    assert [(each.code, each.file) for each in found.defects] == [("cannot-publish", "ocds/release-package.json")]


def test_a_currency_that_the_standards_do_not_know_makes_packages_invalid_and_names_them(made):
    found = _open_data(*made, currency="ZWG")

    assert found.valid is False
    assert {each.file for each in found.defects} == {"360giving.json", "ocds/release-package.json"}
    assert {each.code for each in found.defects} == {"unknown-code"}


def test_a_round_with_nothing_to_publish_says_nothing_of_validity(made):
    found = open_data(published_round(made[0].settings, Tables(), None, None))

    assert (found.files, found.valid) == ({}, None)


def test_a_funder_known_only_by_name_keeps_it(made):
    found = open_data(_published(*made))

    assert b'"name": "Cyngor Dyffryn Eithin (demo)"' in found.files["ocds/release-package.json"]


def test_a_result_is_published_when_the_later_of_its_two_languages_is(made):
    folder, count = made
    late = [
        replace(e, at=e.at + timedelta(seconds=40)) if (e.kind, e.object, e.code) == ("publish", "result", "en") else e
        for e in folder.tables.events
    ]

    round = published_round(folder.settings, folder.tables, late, count)

    assert round.awarded_at == _published(*made).awarded_at + timedelta(seconds=40)

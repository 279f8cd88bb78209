"""Where the money of all rounds went: what is not known in every total, and each currency by itself."""

from __future__ import annotations

import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT
from tests.web.money_folders import agreement, organisation, request, write_money

from cydradd_web.follow.charts import lorenz
from cydradd_web.follow.exports import NAMES
from cydradd_web.paths import ROOT
from cydradd_web.rounds.services import import_rounds

pytestmark = pytest.mark.django_db
SPREAD = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 25)
"""Thousands of pounds that twelve bodies got: 40,000 in all; the ten largest 38,000, the lower half 6,000."""


def html(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200, page
    return response.content.decode()


def shown(client: Client, page: str) -> str:
    """The words of a page, without its marks."""
    main = html(client, page).split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def _rounds(home: Path) -> None:
    ids = [f"GB-CHC-10000{n:02}" for n in range(11)] + ["360G-odd-body"]
    bodies = [organisation(id, f"Corff {n}", type="", place="W06000002") for n, id in enumerate(ids)]
    write_money(
        home,
        "pounds",
        apply_organisations=bodies,
        apply_applications=[request(f"A{n}", id) for n, id in enumerate(ids)],
        deliver_agreements=[agreement(f"G{n}", f"A{n}", id, str(SPREAD[n] * 100_000)) for n, id in enumerate(ids)],
    )
    write_money(
        home,
        "euros",
        currency="EUR",
        apply_organisations=bodies[:1],
        apply_applications=[request("B1", ids[0])],
        deliver_agreements=[agreement("H1", "B1", ids[0], "900")],
    )
    import_rounds(home, by="test", at=AT)


@pytest.mark.usefixtures("_rounds")
def test_the_sentence_says_how_many_how_much_how_few_and_what_is_not_known(client: Client) -> None:
    text = shown(client, "/en/follow/")

    assert (
        "12 recipients got £40,000; the ten largest 95%; the lower half 15%. "
        "62% of the money cannot be classified; it is in the total." in text
    )


@pytest.mark.usefixtures("_rounds")
def test_two_currencies_are_two_sections_and_never_one_sum(client: Client) -> None:
    text = shown(client, "/en/follow/")

    assert "1 recipient got €9, all of it." in text
    assert "never added to each other" in text
    assert text.index("Money in GBP") < text.index("Money in EUR")
    assert "40,009" not in text


@pytest.mark.usefixtures("_rounds")
def test_every_chart_has_its_table_and_its_unknown_hatched(client: Client) -> None:
    text = html(client, "/cy/follow/")

    assert text.count('<ul class="say">') == text.count('<details class="more"><summary>Yr un ffigurau mewn tabl') == 8
    assert text.count('class="f-hb"') == 3  # by type in pounds, and by size in each currency
    assert text.count('<svg class="lorenz"') == 1  # one recipient alone has no curve
    assert not re.search(r"<[^>]*\sstyle=", text)


@pytest.mark.usefixtures("_rounds")
@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("money-by")])
def test_rows_and_what_is_not_known_add_up_to_the_total(client: Client, name: str) -> None:
    text = b"".join(client.get(f"/data/{name}.csv")).decode()

    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["currency"] == "GBP"]
    assert sum(int(row["sum_pence"]) for row in rows) == 4_000_000
    assert sum(int(row["grants"]) for row in rows) == 12
    assert rows[-1]["key"] == "unknown"


@pytest.mark.usefixtures("_rounds")
def test_each_list_names_its_licence(client: Client) -> None:
    for name in NAMES:
        found = json.loads(b"".join(client.get(f"/data/{name}.json")))

        assert found["licence"]["url"]["en"] in html(client, "/en/follow/")
        assert found["list"] == name


def test_no_award_yet_is_said_kindly_and_has_empty_files(client: Client, home: Path) -> None:
    write_money(home, "early", apply_organisations=[organisation("GB-CHC-1000000", "Corff")])
    import_rounds(home, by="test", at=AT)

    assert "No money is awarded yet" in shown(client, "/en/follow/")
    assert json.loads(b"".join(client.get("/data/money-by-type.json")))["rows"] == []


def test_awards_of_nothing_have_no_curve_and_no_shares(client: Client, home: Path) -> None:
    write_money(
        home,
        "zero",
        apply_organisations=[organisation("GB-CHC-1000000", "Corff")],
        apply_applications=[request("A1", "GB-CHC-1000000", "0")],
        deliver_agreements=[agreement("G1", "A1", "GB-CHC-1000000", "0")],
    )
    import_rounds(home, by="test", at=AT)

    text = html(client, "/en/follow/")

    assert "1 recipient got £0" in shown(client, "/en/follow/")
    assert '<svg class="lorenz"' not in text


def test_the_money_is_that_of_each_rounds_own_results(client: Client, home: Path) -> None:
    for folder in (ROOT / "demo" / "rounds").iterdir():
        (home / folder.name).symlink_to(folder)
    import_rounds(home, by="test", at=AT)

    text = shown(client, "/en/follow/")

    assert "10 recipients got £72,000, so they are the ten largest too. The lower half got 30%." in text


@pytest.mark.usefixtures("_rounds")
@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_money_asks_the_database_at_most_twelve_times(
    client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        html(client, f"/{language}/follow/")


def test_a_curve_runs_from_corner_to_corner() -> None:
    half = Fraction(1, 2)

    drawn = lorenz(((Fraction(0), Fraction(0)), (half, Fraction(1, 4)), (Fraction(1), Fraction(1))), 20, half, half)

    assert drawn is not None
    assert drawn.line == "M50 292L190 222L330 12"
    assert drawn.half == ("190", "152")
    assert drawn.ten == ("190", "152")
    assert lorenz((), 0, None, None) is None

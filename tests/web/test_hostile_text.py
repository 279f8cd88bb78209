"""A round whose every text is hostile: every page of it shows the text as text, and every file holds it unharmed."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.web.kept import kept

from cydradd.cycle.columns import TABLES
from cydradd.cycle.stages import Stage
from cydradd_web.downloads import lists
from cydradd_web.paths import ROOT
from cydradd_web.rounds import sources

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

DEMO = ROOT / "demo" / "rounds" / "eithin-25-003"
SLUG = "hostile"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
RAW = re.compile(r"<script|<iframe|<img|<marquee|<object|<embed|<[a-z][^>]*\s(?:on\w+|style)=|javascript:[^<]*\"", re.I)


def free_text(name: str) -> list[str]:
    """The columns of a table that hold what people write: no reference, closed list, number or date."""
    table = TABLES[name]
    kept_out = {*table.unique, *table.refers, *table.words}
    return [
        column
        for kind, columns in table.fields.values()
        if kind in ("str", "Bilingual")
        for column in columns
        if column not in kept_out
    ]


def make_hostile(folder: Path, strings: list[str]) -> dict[str, set[str]]:
    """Replace every text of every table; what each table now holds."""
    number = count()
    held: dict[str, set[str]] = {}
    for path, table in TABLES.items():
        columns, file = free_text(path), folder / path
        if not file.is_file():
            continue
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))
        made = io.StringIO(newline="")
        heads = [*rows[0], *(column for column in columns if column not in rows[0]), "<b>extra</b>"]
        writer = csv.DictWriter(made, heads, lineterminator="\n")
        writer.writeheader()
        held[table.name] = set()
        for row in rows:
            for column in [*columns, "<b>extra</b>"]:
                row[column] = strings[next(number) % len(strings)]
                held[table.name].add(row[column])
            writer.writerow(row)
        file.write_text(made.getvalue(), "utf-8", newline="")
    return held


def make_statements_hostile(folder: Path, strings: list[str]) -> None:
    """Every statement, and every word that was said in an act."""
    file = folder / "listen" / "comments.csv"
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    texts = [name for name in rows[0] if name.startswith(("comment-body", "body", "text"))]
    assert texts
    for number, row in enumerate(rows):
        writer.writerow(row | {name: strings[(7 * number + place) % len(strings)] for place, name in enumerate(texts)})
    file.write_text(made.getvalue(), "utf-8", newline="")
    events = folder / "cycle" / "events.jsonl"
    lines, number = [], count(100)
    for line in events.read_text("utf-8").splitlines():
        act = json.loads(line)
        for key in ("text", "harm", "remedy", "office", "ground"):
            if isinstance(act.get(key), str):
                act[key] = strings[next(number) % len(strings)]
            elif isinstance(act.get(key), dict):
                act[key] = {side: strings[next(number) % len(strings)] for side in act[key]}
        lines.append(json.dumps(act))
    events.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def strings(real_data: Path) -> list[str]:
    """Every string of the list, and some that a table, a template or a feed would trip over."""
    listed: list[str] = json.loads((real_data / "ledger" / "naughty-strings" / "blns.json").read_text("utf-8"))
    return [text for text in listed if text.strip() and "\0" not in text and "\r" not in text]


@pytest.fixture(scope="module", autouse=True)
def held(
    strings: list[str],
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[dict[str, set[str]]]:
    home = tmp_path_factory.mktemp("rounds")
    folder = shutil.copytree(DEMO, home / SLUG)
    found = make_hostile(folder, strings)
    make_statements_hostile(folder, strings)
    scripts = [text for text in strings if "<script>" in text.lower()]
    toml = (folder / "round.toml").read_text("utf-8").replace('"eithin-25-003"', f'"{SLUG}"', 1)
    for side, text in (("cy", scripts[0]), ("en", scripts[1])):
        toml = re.sub(
            rf"^title_{side} = .*$", lambda _, t=text, s=side: f"title_{s} = {json.dumps(t)}", toml, flags=re.M
        )
    (folder / "round.toml").write_text(toml, "utf-8")
    with kept(home, django_db_blocker):
        yield found


def pages(code: str) -> list[str]:
    base = f"/{code}/rounds/{SLUG}/"
    parts = ["", *(f"{stage}/" for stage in Stage), "record/", "data/"]
    return [
        f"/{code}/",
        f"/{code}/rounds/",
        *(base + part for part in parts),
        *(f"{base}record/{n}/" for n in range(184)),
    ]


def test_the_round_is_read_and_nothing_of_it_is_a_fault() -> None:
    assert [each.slug for each in sources.sources()] == [SLUG]


@pytest.mark.parametrize("code", ["cy", "en"])
def test_no_page_breaks_and_no_markup_of_theirs_is_ours(client: Client, code: str) -> None:
    for page in pages(code):
        response = client.get(page)

        text = response.content.decode()
        assert response.status_code == 200, page
        assert not RAW.search(text), (page, RAW.findall(text)[:3])
        assert text.count("</html>") == 1, page
        assert "<b>extra" not in text
        assert not response.cookies


@pytest.mark.parametrize("code", ["cy", "en"])
def test_what_they_wrote_is_there_as_text(client: Client, code: str, held: dict[str, set[str]]) -> None:
    shown = html.unescape("".join(client.get(page).content.decode() for page in pages(code)[2:13]))

    for name, least in (("needs", 1), ("criteria", 1), ("applications", 3)):
        there = [text for text in held[name] if text.strip() in shown]
        assert len(there) >= least, name


def test_every_list_holds_every_letter_and_its_csv_runs_nothing(client: Client, held: dict[str, set[str]]) -> None:
    for name in lists.NAMES:
        address = f"/rounds/{SLUG}/data/{name}"
        exact = json.loads(client.get(f"{address}.json").getvalue())
        text = client.get(f"{address}.csv").getvalue().decode("utf-8")
        book = client.get(f"{address}.xlsx").getvalue()

        cells = {str(value) for row in exact["rows"] for value in row.values()}
        assert held.get(name, set()) <= cells, (name, held.get(name, set()) - cells)
        assert book.startswith(b"PK")
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not cell.startswith(FORMULAS) or re.fullmatch(r"-[0-9.]+", cell), (name, cell)


@pytest.mark.parametrize("code", ["cy", "en"])
def test_feeds_and_calendars_hold_together(client: Client, code: str) -> None:
    for base in (f"/{code}/", f"/{code}/rounds/{SLUG}/"):
        ElementTree.fromstring(client.get(f"{base}acts.atom").content)  # noqa: S314  our own feed
        made = client.get(f"{base}dates.ics").content
        assert max(map(len, made.split(b"\r\n"))) <= 75
        assert len(icalendar.Calendar.from_ical(made).walk("VEVENT")) > 40


def test_the_address_of_nothing_offers_it_as_text(client: Client) -> None:
    response = client.get("/en/rounds/hostil/")

    assert response.status_code == 404
    assert f'href="/en/rounds/{SLUG}/"' in response.content.decode()
    assert not RAW.search(response.content.decode())

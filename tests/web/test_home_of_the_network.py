"""The home of the network: what is open, what changed lately, what came of it, and who got the money."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT, write_round

from cydradd.vocabulary.text import Language
from cydradd_web.record.selectors.lately import lately
from cydradd_web.rounds import selectors
from cydradd_web.rounds.models import Round, Tally
from cydradd_web.rounds.selectors.network import reached_in
from cydradd_web.rounds.services import import_rounds

pytestmark = pytest.mark.django_db
OPENED = '{"at": "2026-10-01T09:00:00Z", "kind": "window_opens", "object": "listen"}'
CLOSES = '{"at": "2026-12-12T17:00:00Z", "kind": "window_closes", "object": "listen"}'
CONSENTS = "\n".join(
    f'{{"at": "2026-10-0{day}T09:00:00Z", "kind": "consent", "gate": "open-listen", "partner": "{partner}"}}'
    for day, partner in ((2, "citizens"), (3, "third_sector"), (4, "public"))
)
BOTH = "\n".join(
    f'{{"at": "2026-10-20T10:00:00Z", "kind": "publish", "object": "notice", "code": "{code}"}}'
    for code in ("cy", "en")
)


def write_acts(folder: Path, *lines: str) -> None:
    (folder / "cycle").mkdir(exist_ok=True)
    (folder / "cycle" / "events.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def shown(client: Client, page: str = "/en/") -> str:
    text = re.sub(r"<[^>]+>", " ", client.get(page).content.decode())
    return re.sub(r"\s+", " ", text)


def test_an_open_window_is_shown_with_the_day_on_which_it_closes(client: Client, home: Path) -> None:
    write_acts(write_round(home, "valley"), OPENED, CLOSES)
    import_rounds(home, by="test", at=AT)

    (line,) = selectors.home(Language.EN).open

    assert (line.window, line.closes) == ("listen", "12 December 2026")
    assert "Closes: 12 December 2026" in shown(client)
    assert "Yn cau: 12 Rhagfyr 2026" in shown(client, "/cy/")


def test_without_a_closing_day_in_the_files_that_is_said(client: Client, home: Path) -> None:
    write_acts(write_round(home, "valley"), OPENED)
    import_rounds(home, by="test", at=AT)

    assert "No closing day is given yet." in shown(client)


def test_a_window_that_has_closed_is_not_called_open(home: Path) -> None:
    write_acts(write_round(home, "valley"), OPENED, CLOSES.replace("2026-12-12", "2026-10-30"))
    import_rounds(home, by="test", at=AT)

    (line,) = selectors.home(Language.EN).open

    assert line.window is None


def test_a_finished_round_is_no_longer_open(home: Path) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    Round.objects.update(stages={"evaluate": "done"})

    found = selectors.home(Language.EN)

    assert (found.open, found.of) == ((), 1)


def test_consents_at_one_gate_and_both_languages_of_one_notice_are_told_once(home: Path) -> None:
    write_acts(write_round(home, "valley"), CONSENTS, BOTH)
    import_rounds(home, by="test", at=AT)

    published, consented, opened = lately(Language.EN, 7)

    assert (published.type, opened.type) == ("round.published", "round.opened")
    assert [str(partner) for partner, _ in consented.partners] == ["citizens", "third_sector", "public"]


def test_what_changed_leads_to_its_entry_in_the_record(client: Client, home: Path) -> None:
    write_acts(write_round(home, "valley"), CONSENTS)
    import_rounds(home, by="test", at=AT)

    link = re.search(r'href="(/en/rounds/valley/record/\d+/)"', client.get("/en/").content.decode())

    assert link is not None
    assert client.get(link[1]).status_code == 200


def test_figures_of_rounds_are_added_up_and_what_is_unknown_stands_beside_them(client: Client, home: Path) -> None:
    write_round(home, "valley")
    write_round(home, "coast")
    write_round(home, "bare", content=False)
    import_rounds(home, by="test", at=AT)
    known = Tally.objects.exclude(people=None)
    known.update(agreed=100_000, paid=None, outcomes=3, measured=2, findings=5, unclear=4)
    known.filter(round__slug="coast").update(paid=70_000)

    found = selectors.home(Language.EN).achieved

    assert (found.paid[0].paid, found.paid[0].agreed, found.paid[0].unknown) == ("£700", "£2,000", 1)
    assert (found.measured, found.outcomes, found.findings, found.unclear) == (4, 6, 10, 8)
    assert (found.people, found.people_unknown, found.unheard) == (6, 6, 1)
    assert "Without a clear difference: 8." in shown(client)
    assert "1 round has no listening in its files." in shown(client)


def test_money_of_two_currencies_is_never_added(home: Path) -> None:
    write_round(home, "valley")
    write_round(home, "coast")
    import_rounds(home, by="test", at=AT)
    Tally.objects.update(agreed=100_000, paid=50_000)
    Round.objects.filter(slug="coast").update(currency="EUR")

    found = selectors.home(Language.EN).achieved

    assert [each.paid for each in found.paid] == ["€500", "£500"]


def test_what_is_not_known_is_in_the_total_and_last() -> None:
    rows = [
        {"recipients": 2, "reach": [["unknown", 1, 600], ["statutory", 1, 100]]},
        {"recipients": 1, "reach": [["third_sector", 1, 300]]},
    ]

    found = reached_in("GBP", rows, Language.EN)

    assert found is not None
    assert [(part.key, part.share) for part in found.parts] == [
        ("third_sector", "30%"),
        ("statutory", "10%"),
        ("unknown", "60%"),
    ]
    assert (found.total, found.grants, found.parts[-1].fill) == ("£10", 3, "f-h")
    assert sum(float(part.width[:-1]) for part in found.parts) == pytest.approx(100)


def test_no_money_gives_no_bar() -> None:
    assert reached_in("GBP", [{"recipients": 0, "reach": [["unknown", 0, 0]]}], Language.CY) is None


def test_a_network_without_rounds_is_told_kindly_and_promises_nothing(client: Client) -> None:
    text = shown(client)

    assert "There are no rounds here yet" in text
    assert "Changed lately" not in text
    assert "£0" not in text


def test_every_door_leads_to_a_page_that_is_there(client: Client, home: Path) -> None:
    write_acts(write_round(home, "valley"), OPENED)
    import_rounds(home, by="test", at=AT)

    doors = re.findall(r'class="go"><a href="([^"]+)"', client.get("/en/").content.decode())

    assert len(doors) == 4
    assert [client.get(door, follow=True).status_code for door in doors] == [200] * 4


def test_home_asks_the_same_of_the_database_however_many_rounds_there_are(
    client: Client, home: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        write_acts(write_round(home, f"valley-{number}", content=number < 3), OPENED, CONSENTS)
    import_rounds(home, by="test", at=AT)

    with django_assert_max_num_queries(12):
        client.get("/en/")

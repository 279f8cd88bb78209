"""Proposals on the site: what the file says and nothing else, in both languages, and out again byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT

from cydradd.share.proposal_file import read_proposal
from cydradd.vocabulary.text import Language
from cydradd_web.paths import ROOT
from cydradd_web.rounds.selectors import Words
from cydradd_web.share import models, selectors
from cydradd_web.share.selectors.giving import given
from cydradd_web.share.services import Imported, export_proposal, import_proposal, import_proposals

pytestmark = pytest.mark.django_db
DEMO = ROOT / "demo" / "proposals" / "carers-breaks.toml"
SMALL = """id = "{id}"
title_en = "{title}"
[[versions]]
number = 1
at = 2027-01-01
[[versions.points]]
number = 1
text_en = "A bench by the bus stop"
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An empty folder for proposals."""
    folder = tmp_path / "proposals"
    folder.mkdir()
    return folder


def put(shelf: Path, name: str = "bench.toml", *, id: str = "bench", title: str = "A bench") -> Path:
    (shelf / name).write_text(SMALL.format(id=id, title=title), "utf-8")
    return shelf / name


def demo(shelf: Path) -> Path:
    (shelf / DEMO.name).write_bytes(DEMO.read_bytes())
    return shelf / DEMO.name


def html(client: Client, page: str) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_a_proposal_leaves_the_database_as_the_library_reads_it(shelf: Path) -> None:
    path = demo(shelf)

    assert import_proposal(path, by="test", at=AT) is Imported.READ

    assert given(models.Proposal.objects.get()) == read_proposal(path).proposal


def test_a_proposal_comes_out_as_it_went_in(shelf: Path, tmp_path: Path) -> None:
    path = demo(shelf)
    import_proposal(path, by="test", at=AT)

    name = export_proposal(models.Proposal.objects.get().pk, tmp_path)

    assert (tmp_path / name).read_bytes() == path.read_bytes()


def test_a_file_is_read_once_and_again_only_when_it_changes(shelf: Path) -> None:
    path = put(shelf)

    first, second = (import_proposal(path, by="test", at=AT) for _ in range(2))
    put(shelf, title="Two benches")
    third = import_proposal(path, by="test", at=AT)

    assert (first, second, third) == (Imported.READ, Imported.UNCHANGED, Imported.READ)
    assert [line.title for line in selectors.proposals(Language.EN)] == [Words("Two benches")]


@pytest.mark.parametrize("wrong", [b"id = [", b"\xff\xfe", b"", b"{}", b"title_en = 1"])
def test_a_file_that_cannot_be_read_is_a_fault_with_its_sentence_and_keeps_nobody_else_away(
    shelf: Path, client: Client, wrong: bytes
) -> None:
    put(shelf)
    (shelf / "wrong.toml").write_bytes(wrong)

    counts = import_proposals(shelf, by="test", at=AT)

    assert counts == {Imported.READ: 1, Imported.FAULTY: 1, Imported.UNCHANGED: 0}
    assert "wrong.toml" in html(client, "/cy/proposals/")
    fault = selectors.faults(Language.EN)[0]
    assert fault.sentence is not None
    assert "fault in the software" not in fault.sentence.text
    assert import_proposal(shelf / "wrong.toml", by="test", at=AT) is Imported.UNCHANGED


def test_a_folder_a_link_to_nowhere_and_another_kind_of_file_break_nothing(shelf: Path) -> None:
    (shelf / "folder.toml").mkdir()
    (shelf / "gone.json").symlink_to("nowhere")
    (shelf / "notes.md").write_text("#")

    counts = import_proposals(shelf, by="test", at=AT)

    assert counts[Imported.FAULTY] == 2
    assert models.Proposal.objects.count() == 0


def test_two_files_with_one_id_are_one_proposal_and_one_refusal(shelf: Path) -> None:
    put(shelf, "a.toml")
    put(shelf, "b.toml")

    import_proposals(shelf, by="test", at=AT)

    sentence = selectors.faults(Language.EN)[0].sentence
    assert sentence is not None
    assert "the same id: a.toml" in sentence.text


def test_a_file_that_breaks_or_is_gone_is_no_longer_shown_nor_found(shelf: Path) -> None:
    path = put(shelf)
    import_proposals(shelf, by="test", at=AT)

    path.write_text("id = [")
    import_proposals(shelf, by="test", at=AT)
    broken = (len(selectors.proposals(Language.EN)), len(selectors.faults(Language.EN)), models.Entry.objects.count())
    path.unlink()
    import_proposals(shelf, by="test", at=AT)

    assert broken == (0, 1, 0)
    assert selectors.faults(Language.EN) == ()


def test_without_proposals_the_page_is_kind(client: Client) -> None:
    assert "There are no proposals here yet" in html(client, "/en/proposals/")
    assert "Nid oes cynigion yma eto" in html(client, "/cy/proposals/")


def test_the_list_says_the_state_and_the_one_call_to_action(shelf: Path, client: Client) -> None:
    import_proposal(demo(shelf), by="test", at=AT)

    english, welsh = html(client, "/en/proposals/"), html(client, "/cy/proposals/")

    for text in ("Breaks that carers can plan for", "Watch the clock.", "3 letters by organisations"):
        assert text in english
    for text in ("Seibiant y gall gofalwyr ei gynllunio", "Dilynwch y cloc.", "3 llythyr gan sefydliadau"):
        assert text in welsh


def test_the_clock_stands_as_of_the_day_that_is_asked_about(shelf: Path) -> None:
    import_proposal(demo(shelf), by="test", at=AT)

    before, due, late = (
        selectors.page("carers-breaks", Language.EN, on=day)
        for day in (date(2026, 3, 8), date(2026, 3, 20), date(2026, 4, 10))
    )

    assert before is not None and before.clock is None
    assert due is not None and due.clock is not None
    assert due.clock.sentences == ("An answer is due by 6 April 2026.", "17 days left.")
    assert (due.clock.answered, due.clock.points) == (0, 4)
    assert late is not None and late.clock is not None
    assert late.clock.sentences[-1] == "Answered in part only. Late by 4 days."


def test_people_stand_there_only_as_they_chose_to_be_named(shelf: Path, client: Client) -> None:
    import_proposal(demo(shelf), by="test", at=AT)

    text = html(client, "/en/proposals/carers-breaks/") + html(client, "/en/proposals/carers-breaks/versions/2/")

    assert "Taid o Ddyffryn Eithin" in text
    assert "Not named" in text
    for hidden in ("person-0412", "person-0388", "Cydlynydd", "Cadeirydd", "Rheolwr y practis"):
        assert hidden not in text


def test_what_changed_because_of_whom_with_letters_counted_apart_and_the_withdrawn_one_shown(
    shelf: Path, client: Client
) -> None:
    import_proposal(demo(shelf), by="test", at=AT)
    page = selectors.page("carers-breaks", Language.EN, on=date(2026, 3, 20))
    assert page is not None

    assert [(change.number, [said.id for said in change.because_of]) for change in page.changes] == [
        (2, ["R1", "R2"]),
        (3, ["R3"]),
        (4, ["R4"]),
        (5, ["R4"]),
    ]
    letters = page.letters
    assert (letters.organisations, letters.people, letters.withdrawn, letters.older) == (3, 3, 1, 1)
    assert [(str(partner), n) for partner, _, n in letters.partners] == [
        ("citizens", 3),
        ("third_sector", 2),
        ("public", 1),
    ]
    assert "Withdrawn on 7 March 2026." in html(client, "/en/proposals/carers-breaks/")


def test_letters_that_share_their_wording_say_so_and_count(shelf: Path, client: Client) -> None:
    path = demo(shelf)
    copied = path.read_text("utf-8").split("[[letters]]")[4].replace("person-0412", "person-9999")
    path.write_text(path.read_text("utf-8").replace("\n[sent]\n", f"\n[[letters]]{copied}\n[sent]\n"), "utf-8")
    import_proposal(path, by="test", at=AT)

    text = html(client, "/en/proposals/carers-breaks/")

    assert text.count("1 other letter has the same wording. Each of them is counted.") == 2
    assert "4 letters by people" in text


def test_a_side_that_nobody_wrote_is_said_to_be_missing(shelf: Path, client: Client) -> None:
    import_proposal(put(shelf), by="test", at=AT)

    text = html(client, "/cy/proposals/bench/")

    assert 'lang="en">A bench by the bus stop</bdi>' in text
    assert "heb ei gyfieithu eto" in text


def test_what_people_wrote_is_shown_as_text(shelf: Path, client: Client) -> None:
    import_proposal(put(shelf, title="<script>alert(1)</script>"), by="test", at=AT)

    assert "<script>" not in html(client, "/en/proposals/bench/") + html(client, "/en/proposals/")


@pytest.mark.parametrize("page", ["proposals/nobody/", "proposals/bench/versions/2/", "proposals/bench/versions/0/"])
def test_what_is_not_there_is_explained(shelf: Path, client: Client, page: str) -> None:
    import_proposal(put(shelf), by="test", at=AT)

    assert client.get(f"/en/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "carers-breaks/", "carers-breaks/versions/1/", "carers-breaks/versions/2/"])
@pytest.mark.parametrize("language", ["cy", "en"])
def test_no_page_asks_the_database_more_than_twelve_times(
    shelf: Path, client: Client, page: str, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    import_proposal(demo(shelf), by="test", at=AT)

    with django_assert_max_num_queries(12):
        text = html(client, f"/{language}/proposals/{page}")

    assert f'<html lang="{language}"' in text


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (models.Proposal, {"state": "campaign"}),
        (models.Proposal, {"sent_at": None, "result": "adopted", "result_at": AT}),
        (models.Proposal, {"extension": 3}),
        (models.Proposal, {"threshold_people": None}),
        (models.Letter, {"body": "crowd"}),
        (models.Letter, {"partner": "press"}),
        (models.Letter, {"withdrawn_at": None}),
        (models.Response, {"kind": "shout"}),
        (models.Answer, {"reason_cy": None, "reason_en": None}),
        (models.Reply, {"stance": "cannot-answer"}),
        (models.Point, {"text_cy": None, "text_en": None}),
        (models.Version, {"number": 1}),
    ],
)
def test_the_database_itself_refuses_what_must_not_be(shelf: Path, model: type, wrong: dict[str, object]) -> None:
    import_proposal(demo(shelf), by="test", at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**wrong)  # type: ignore[attr-defined]

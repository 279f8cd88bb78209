"""What was answered on paper is erased by whoever holds the receipt: it leaves the map, and its entry opens no more."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.acting import SLUG, by
from tests.web.heard import NOW, VISITOR, heard
from tests.web.test_paper_pages import AT, someone, two_sheets, typed
from tests.web.test_paper_sheets import AFTER, AGREES, OTHERWISE, keyed, printed

from cydradd.vocabulary.errors import NotPossible
from cydradd_web.components.codes import NotACode
from cydradd_web.listen.models import PaperKeying, PaperSheet, Participant, Vote
from cydradd_web.listen.paper import State
from cydradd_web.listen.selectors import live_files
from cydradd_web.listen.selectors import paper as sheets_of
from cydradd_web.listen.services.keying import settle_sheet
from cydradd_web.listen.services.paper import Printed
from cydradd_web.listen.services.paper_rights import erase_sheet
from cydradd_web.listen.words import NoSuchSheet, SheetUsed
from cydradd_web.record.models import Entry, Sealed
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import AlreadyRecorded

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]


@pytest.fixture
def codes(home: Path, client: Client) -> dict[str, str]:
    """The codes of two sheets that the officer made on the page, by number."""
    return two_sheets(client)


def erased(round_id: int, sheet: Printed, *, key: str = "") -> Receipt:
    """Somebody with a receipt and no account."""
    return erase_sheet(round_id=round_id, number=sheet.number, code=sheet.code, by=VISITOR, at=NOW, key=key)


def last_body() -> tuple[dict[str, object], dict[str, object]]:
    """Body and actor of the last erasure."""
    entry = json.loads(Entry.objects.filter(type="record.erased").latest("position").entry)
    return entry["body"], entry["actor"]


def test_the_answers_of_one_sheet_go_and_nobody_elses(home: Path) -> None:
    round_id = heard()
    mine, other = printed(round_id)
    for sheet in (mine, other):
        for who in ("olwen", "tom"):
            keyed(round_id, sheet, who)
    rows = {each.number: each for each in PaperSheet.objects.all()}
    voters = {each.position: each.voter for each in Vote.objects.all()}
    before = Entry.objects.get(position=rows[1].entry).entry

    erased(round_id, mine)

    assert {each.voter for each in Vote.objects.all()} == {voters[rows[2].entry]}
    assert [each.voter for each in Participant.objects.all()] == [voters[rows[2].entry]]
    assert [each.entry.position for each in Sealed.objects.filter(entry__type="listen.votes_cast")] == [rows[2].entry]
    assert Entry.objects.get(position=rows[1].entry).entry == before
    body, actor = last_body()
    assert body == {"ground": "own-request", "of": "listen.votes_cast", "entries": 1}
    assert (actor["pseudonym"], actor["role"]) == (voters[rows[1].entry], "voter")
    assert voters[rows[1].entry].encode() not in live_files(round_id)["listen/participants.csv"]
    found = sheets_of.figures(round_id)
    assert found is not None
    assert (found.printed, found.counted, found.erased, found.waiting) == (2, 1, 1, 0)
    assert (found.compared, found.differed) == (6, 0)
    assert sheets_of.standing(round_id, 1, mine.code).state is State.ERASED
    assert sheets_of.standing(round_id, 2, other.code).state is State.COUNTED
    assert [each.counted for each in sheets_of.batches(round_id)] == [1]


def test_a_sheet_that_is_not_counted_yet_never_will_be(home: Path) -> None:
    round_id = heard()
    fresh, once, differs = printed(round_id, many=3)
    keyed(round_id, once, "olwen")
    keyed(round_id, differs, "olwen")
    keyed(round_id, differs, "tom", OTHERWISE)

    for sheet in (fresh, once, differs):
        erased(round_id, sheet)
        assert last_body() == (
            {"ground": "own-request", "of": "listen.votes_cast", "entries": 0},
            {"channel": "web", "partner": None, "pseudonym": None, "role": "voter"},
        )
        for who in ("tom", "olwen"):
            with pytest.raises(SheetUsed, match="erased") as refused:
                keyed(round_id, sheet, who)
            assert "dileu" in (refused.value.sentence.cy or "")
        with pytest.raises(SheetUsed, match="erased"):
            sheets_of.to_key(round_id, sheet.number, sheet.code, "seat")
        with pytest.raises(SheetUsed, match="erased"):
            settle_sheet(round_id=round_id, number=sheet.number, reading=AGREES, by=by("tom"), at=NOW)

    assert not Vote.objects.exists()
    assert set(PaperKeying.objects.values_list("marks", "partner")) == {(None, None)}
    assert sheets_of.to_be_settled(round_id) == []
    assert sheets_of.to_settle(round_id, differs.number) is None
    assert sheets_of.typed_in_once(round_id, None) == ([], [])
    found = sheets_of.figures(round_id)
    assert found is not None
    assert (found.erased, found.counted, found.waiting) == (3, 0, 0)


def test_it_is_asked_for_once_at_any_time_and_only_with_the_right_code(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]
    for who in ("olwen", "tom"):
        keyed(round_id, sheet, who)
    keys = {"round_id": round_id, "by": VISITOR, "at": AFTER}

    for number, code, refusal in (
        (1, "0" * 15, NoSuchSheet), (2, sheet.code, NoSuchSheet), (10**9, sheet.code, NoSuchSheet), (1, "1\0", NotACode),
    ):  # fmt: skip
        with pytest.raises(refusal):
            erase_sheet(number=number, code=code, **keys)
    assert Vote.objects.count() == 2
    done = erase_sheet(number=1, code=sheet.code, key="k", **keys)
    with pytest.raises(AlreadyRecorded) as again:
        erase_sheet(number=1, code=sheet.code, key="k", **keys)
    assert again.value.receipt == done
    with pytest.raises(NotPossible, match="erased already"):
        erase_sheet(number=1, code=sheet.code, key="another", **keys)
    assert not Vote.objects.exists()
    assert Entry.objects.filter(type="record.erased").count() == 1


def test_the_database_itself_counts_no_erased_sheet(home: Path) -> None:
    round_id = heard()
    erased(round_id, printed(round_id)[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSheet.objects.filter(number=1).update(votes=0, compared=3, differed=0, settled_at=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("language", "asks", "done", "told", "figure"),
    [
        ("en", "Erase these answers", "The answers of this sheet are erased.", "its answers were erased",
         "Erased by whoever holds the receipt: <b>1</b>"),
        ("cy", "Dileu’r atebion hyn", "Mae atebion y daflen hon wedi’u dileu.", "mae ei hatebion wedi’u dileu",
         "Wedi’u dileu gan y sawl sydd â’r dderbynneb: <b>1</b>"),
    ],
)  # fmt: skip
def test_the_way_from_the_check_to_the_erasure(
    codes: dict[str, str], client: Client, language: str, asks: str, done: str, told: str, figure: str
) -> None:
    for browser in (client, someone("tom")):
        typed(browser, "1", codes["1"])
    here, holder = AT.replace("/en/", f"/{language}/"), Client()
    sheet = {"number": "1", "sheet_code": codes["1"]}

    checked = holder.post(f"{here}check/", sheet).content.decode()
    assert asks in checked
    page = holder.post(f"{here}erase/", {**sheet, "step": "known"})
    assert page.status_code == 200
    assert f'value="{codes["1"]}"' in page.content.decode()
    assert "govuk-error" not in page.content.decode()
    unsure = holder.post(f"{here}erase/", sheet)
    assert unsure.status_code == 422
    assert f'value="{codes["1"]}"' in unsure.content.decode()
    assert Vote.objects.count() == 1
    key = page.context["form"].initial["key"]
    sent = holder.post(f"{here}erase/", {**sheet, "sure": "on", "key": key}, follow=True)

    assert done in sent.content.decode()
    assert sent.redirect_chain[-1][0] == f"{here}check/"
    assert not Vote.objects.exists()
    after = holder.post(f"{here}check/", sheet).content.decode()
    assert told in after
    assert asks not in after
    assert figure in holder.get(f"/{language}/rounds/{SLUG}/listen/moderation/").content.decode()
    again = holder.post(f"{here}erase/", {**sheet, "sure": "on", "key": "other"})
    assert again.status_code == 409


@pytest.mark.parametrize("code", ["00000-00000-00000", "9" * 100_000, "\0", ""])
def test_without_the_receipt_nothing_is_erased(codes: dict[str, str], client: Client, code: str) -> None:
    sent = {"number": "1", "sheet_code": code, "sure": "on"}
    answer = client.post(f"{AT}erase/", sent)
    assert (answer.status_code, "There is a problem" in answer.content.decode()) in ((409, True), (422, True))
    client.post(f"{AT}erase/", {**sent, "step": "known"})
    client.post(f"{AT}erase/", {**sent, "step": "\0"})

    assert not Entry.objects.filter(type="record.erased").exists()


def test_a_code_never_stands_in_an_address(codes: dict[str, str], client: Client) -> None:
    page = client.post(f"{AT}check/", {"number": "1", "sheet_code": codes["1"]}).content.decode()

    assert not [each for each in re.findall(r'(?:href|action)="([^"]*)"', page) if codes["1"][:5] in each]
    assert "Do not count this sheet" in page

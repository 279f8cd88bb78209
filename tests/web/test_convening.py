"""A round is opened on a page, says what it is about, and begins with everybody's consent."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened, person
from tests.web.way import LAST_DAY, NOTICE, OPENS, POT, listening, said, scoped
from typer.testing import CliRunner

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_cli.main import app
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.design.services.pots import change_pot, state_pot
from cydradd_web.rounds.models import Act, Round, Work
from cydradd_web.rounds.selectors.evidence import gate_states
from cydradd_web.rounds.services.consenting_pots import consent_for_pot
from cydradd_web.rounds.services.publishing import publish
from cydradd_web.rounds.services.renewing import write_folder
from cydradd_web.rounds.services.scoping import commit, set_item, state_option

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = Bilingual("Rhaid i’r lle fod yn y pentref.", "The place must be in the village.")
MONEY = {"commissioner": "Cyngor", "commissioner_kind": "council", "amount": "50,000", "mode": "pooled"}
FORM = {"reference": "eithin-26-007", "title_cy": "Y cwm", "title_en": "The valley", "place": "W06000002", "key": "k"}


def test_a_round_is_opened_on_the_page_by_whoever_may_and_leads_to_its_scope(home: Path, client: Client) -> None:
    person("olwen", convener=True)
    client.force_login(Person.objects.get(email="olwen@example.org"))

    page = client.get("/en/rounds/convene/")
    sent = client.post("/en/rounds/convene/", FORM, follow=True)

    assert page.context["form"]["reference"].value().startswith("rownd-")
    assert sent.redirect_chain == [("/en/rounds/eithin-26-007/scope/", 302)]
    assert "you are its officer" in sent.content.decode()
    row = Round.objects.get()
    assert (row.title_cy, row.place_code, row.live) == ("Y cwm", "W06000002", True)


def test_whoever_may_not_open_rounds_is_told_whom_to_ask(home: Path, client: Client) -> None:
    assert client.get("/en/rounds/convene/").status_code == 302
    person("sion")
    client.force_login(Person.objects.get(email="sion@example.org"))

    assert "Ask whoever runs the site" in client.get("/en/rounds/convene/").content.decode()
    assert client.post("/en/rounds/convene/", FORM).status_code == 403
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title_cy": ""}, "Title, in Welsh"),
        ({"reference": "No!"}, "small letters, digits and hyphens"),
        ({"reference": "convene"}, "This reference is taken"),
        ({"place": "W99"}, "Place"),
        ({"publisher_id": "a council"}, "GB-CHC-1234567"),
    ],
)
def test_what_was_typed_stays_when_a_round_cannot_be_opened(
    home: Path, client: Client, wrong: dict[str, str], words: str
) -> None:
    person("olwen", convener=True)
    client.force_login(Person.objects.get(email="olwen@example.org"))

    answer = client.post("/en/rounds/convene/", {**FORM, **wrong})

    assert answer.status_code in (409, 422)
    assert words in answer.content.decode()
    assert "The valley" in answer.content.decode()
    assert not Round.objects.exists()


def test_scope_is_said_in_both_languages_by_the_officer_and_anybody_reads_it(home: Path, client: Client) -> None:
    round_id = said()
    keys = {"round_id": round_id, "at": AT}

    set_item(name="place", code="closed", text=TEXT, by=by("olwen"), **keys)
    commit(code="budget_fixed", text=Bilingual("£50,000 yw’r cyfan.", "£50,000 is all."), by=by("olwen"), **keys)
    publish(what="notice", text=NOTICE, by=by("olwen"), **keys)

    english = client.get(f"/en/rounds/{SLUG}/scope/").content.decode()
    welsh = client.get(f"/cy/rounds/{SLUG}/scope/").content.decode()
    for words in (TEXT.en, "£50,000 is all.", "One club", NOTICE.en, "£50,000"):
        assert words in english
    for words in (TEXT.cy, "£50,000 yw’r cyfan.", "Un clwb", NOTICE.cy):
        assert words in welsh
    with pytest.raises(NotYours):
        set_item(name="place", code="open", text=TEXT, by=by("ann"), **keys)
    with pytest.raises(NotPossible, match="in Welsh and in English"):
        set_item(name="place", code="closed", text=Bilingual(None, "Only English"), by=by("olwen"), **keys)
    with pytest.raises(NotPossible, match="option of this name"):
        state_option(name="a", text=TEXT, by=by("olwen"), **keys)
    with pytest.raises(NotPossible, match="Choose from the list"):
        commit(code="whatever", text=TEXT, by=by("olwen"), **keys)


def test_the_officers_pages_say_it_and_what_comes_next_is_offered(home: Path, client: Client) -> None:
    convened()
    client.force_login(Person.objects.get(email="olwen@example.org"))
    base = f"/en/rounds/{SLUG}/scope/"

    before = client.get(f"/en/rounds/{SLUG}/").content.decode()
    item = {"name": "place", "code": "closed", "text_cy": TEXT.cy, "text_en": TEXT.en}
    client.post(base + "item/", item)
    client.post(base + "option/", {"name": "a", "text_cy": "Un", "text_en": "One"})
    client.post(base + "commitment/", {"code": "budget_fixed", "text_cy": "Swm", "text_en": "Sum"})
    client.post(base + "pot/", MONEY)
    notice = {"text_cy": NOTICE.cy, "text_en": NOTICE.en, "step": "publish"}
    client.post(f"/en/rounds/{SLUG}/publish/notice/", notice)
    after = client.get(f"/en/rounds/{SLUG}/").content.decode()

    kinds = ["item", "option", "commitment", "change", "publish", "publish"]
    assert [act.kind for act in Act.objects.all()][1:] == kinds
    assert "Say first what is open and what is closed, and name a pot." in before
    assert "Publish the notice" not in after


def test_money_on_the_table_is_recorded_by_its_hash_and_stays_once_its_owner_consented(home: Path) -> None:
    round_id = scoped()
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}
    more = replace(POT, amount=Pence(6_000_000))

    with pytest.raises(NotPossible, match="pot of this name"):
        state_pot(pot=POT, **keys)
    change_pot(pot=more, **keys)
    consent_for_pot(pot=POT.id, how=Bilingual(), **keys)
    with pytest.raises(NotPossible, match="has consented to it as it stands"):
        change_pot(pot=POT, **keys)

    line = Act.objects.filter(round_id=round_id, kind="design.changed").last()
    assert line is not None
    assert line.line["body"]["amount_p"] == 6_000_000
    assert Round.objects.get().money == 6_000_000


def test_a_carried_round_written_as_a_folder_passes_the_check_with_the_same_gates(home: Path, tmp_path: Path) -> None:
    round_id = listening()
    folder = tmp_path / "folder"

    write_folder(round_id, folder, as_of=OPENS)
    checked = CliRunner().invoke(app, ["round", "check", str(folder), "--json"])

    found = json.loads(checked.stdout)
    assert checked.exit_code == 0, found["defects"]
    assert found["ok"] is True
    stated = {each["gate"]: each["state"] for each in found["gates"]}
    assert stated == {str(each.gate): str(each.state) for each in gate_states(round_id, at=OPENS)}
    assert stated["open-listen"] == "open"
    assert found["defects"] == []
    assert LAST_DAY.isoformat() in (folder / "cycle/events.jsonl").read_text("utf-8")


def test_work_that_failed_says_so_and_a_seat_runs_it_again(home: Path, client: Client) -> None:
    round_id = convened()
    Work.objects.filter(round_id=round_id).update(
        state="failed", sentence_cy="Roedd y ddisg yn llawn.", sentence_en="The disk was full."
    )
    client.force_login(Person.objects.get(email="ann@example.org"))
    address = f"/en/rounds/{SLUG}/work/"

    notice = client.get(f"/en/rounds/{SLUG}/").content.decode()
    page = client.get(address).content.decode()
    client.post(address)

    assert "could not be brought up to date" in notice
    assert "The disk was full." in page
    assert [each.state for each in Work.objects.all()] == ["done", "failed"]
    assert "could not be brought up to date" not in client.get(f"/en/rounds/{SLUG}/").content.decode()


def test_pages_that_wait_say_so_and_a_stranger_cannot_run_them(home: Path, client: Client) -> None:
    round_id = convened()
    Work.objects.filter(round_id=round_id).update(state="running", done=1, of=4)

    page = client.get(f"/cy/rounds/{SLUG}/listen/").content.decode()

    assert "Mae’r tudalennau hyn yn cael eu diweddaru" in page
    assert client.post(f"/en/rounds/{SLUG}/work/").status_code == 302
    client.force_login(Person.objects.create_user("else@example.org"))
    assert client.post(f"/en/rounds/{SLUG}/work/").status_code == 403

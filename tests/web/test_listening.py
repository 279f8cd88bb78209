"""Statements: said in one language or both, once, waiting for a moderator, and what became of them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from tests.web.acting import SLUG, by
from tests.web.heard import BUS, NOW, VISITOR, heard, joined, voter

from cydradd.cycle.columns import TABLES
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import Duty, NotYours
from cydradd_web.accounts.models import Person, Place
from cydradd_web.accounts.selectors.pseudonyms import pseudonym_of
from cydradd_web.components.rows import add_row
from cydradd_web.design.services import TABLES as DESIGN
from cydradd_web.listen.models import Concern, Report, Statement, Vote
from cydradd_web.listen.selectors import live_files, statements
from cydradd_web.listen.selectors.became import became
from cydradd_web.listen.services.moderating import Outcome, moderate
from cydradd_web.listen.services.reporting import write_report
from cydradd_web.listen.services.safeguarding import raise_concern
from cydradd_web.listen.services.saying import plant, say, withdraw_statement
from cydradd_web.listen.services.voting import cast_vote
from cydradd_web.listen.words import NotThere, Similar
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act
from cydradd_web.rounds.selectors.evidence import events_of
from cydradd_web.rounds.services.acting import NotNow
from cydradd_web.rounds.services.publishing import OneLanguage, publish
from cydradd_web.rounds.services.windows import close_window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]
SAY = f"/en/rounds/{SLUG}/listen/say/"
MINE = f"/en/rounds/{SLUG}/listen/mine/"
TEXT = Bilingual("Mae angen lle i gwrdd.", None)
LATER = NOW + timedelta(days=60)


def said(round_id: int, name: str, text: Bilingual = TEXT, **keys: object) -> str:
    """Somebody makes a statement; its id."""
    before = set(Statement.objects.values_list("identifier", flat=True))
    say(round_id=round_id, text=text, voter=name, strength="open", by=VISITOR, at=NOW, **keys)  # type: ignore[arg-type]
    (made,) = set(Statement.objects.values_list("identifier", flat=True)) - before
    return made


def test_a_statement_is_one_entry_without_its_text_and_waits_for_a_moderator(home: Path) -> None:
    round_id = heard()
    name = voter(round_id)

    made = said(round_id, name)

    row = Statement.objects.get(identifier=made)
    assert (row.state, row.moderated, row.author) == ("waiting", 0, name)
    assert (row.origin_cy, row.origin_en) == ("original", "missing")
    entry = Entry.objects.filter(type="listen.statement_made").last()
    assert entry is not None
    assert json.loads(entry.entry)["body"] == {"policy": 1, "statement": made}
    assert entry.openings == {}
    act = Act.objects.filter(kind="listen.statement_made").last()
    assert act is not None
    assert "lle i gwrdd" not in json.dumps(act.line)


def test_what_is_not_shown_is_in_no_export_list_or_page(home: Path, client: Client) -> None:
    round_id = heard()
    name = voter(round_id)

    said(round_id, name)
    said(round_id, name, Bilingual("Drafft cudd", None), draft=True)

    files = live_files(round_id)
    assert "lle i gwrdd" not in files["listen/comments.csv"].decode()
    assert [row["identifier"] for row in statements(round_id)] == ["1", "2"]
    for page in (f"/cy/rounds/{SLUG}/listen/", f"/cy/rounds/{SLUG}/record/", f"/cy/rounds/{SLUG}/record/20/"):
        text = client.get(page).content.decode()
        assert "lle i gwrdd" not in text
        assert "Drafft cudd" not in text


@pytest.mark.parametrize(
    "text",
    [
        Bilingual(None, None),
        Bilingual("", ""),
        Bilingual("a" * 281, None),
        Bilingual("Iawn", "b" * 281),
        Bilingual(None, "x" * 10_000),
    ],
)
def test_an_empty_or_endless_statement_is_refused(home: Path, text: Bilingual) -> None:
    round_id = heard()
    name = voter(round_id)

    with pytest.raises(NotPossible):
        said(round_id, name, text)

    assert Statement.objects.filter(author=name).count() == 0


def test_what_counts_is_what_a_reader_sees(home: Path) -> None:
    round_id = heard(())

    made = said(round_id, voter(round_id), Bilingual("w\u0302" * 280, None))

    assert Statement.objects.get(identifier=made).state == "waiting"


def test_nobody_makes_more_than_ten_but_a_withdrawn_one_does_not_count(home: Path) -> None:
    round_id = heard(())
    name = voter(round_id)
    made = [said(round_id, name, Bilingual(f"{chr(65 + n) * 9}", None)) for n in range(10)]

    with pytest.raises(NotPossible, match="You can make 10 statements"):
        said(round_id, name, Bilingual("Un arall eto", None))
    withdraw_statement(round_id=round_id, statement=made[0], voter=name, by=VISITOR, at=NOW)
    said(round_id, name, Bilingual("Un arall eto", None))

    assert Statement.objects.get(identifier=made[0]).state == "withdrawn"


def test_a_near_duplicate_is_shown_the_one_that_is_there_and_may_insist(home: Path) -> None:
    round_id = heard()
    name = voter(round_id)
    near = Bilingual(None, "We need a bus on sundays!!")

    with pytest.raises(Similar) as found:
        said(round_id, name, near)
    made = said(round_id, name, near, sure=True)

    assert found.value.ids == ("1",)
    assert "We need a bus on Sundays" in str(found.value)
    assert Statement.objects.get(identifier=made).text_en == near.en


def test_speaking_is_for_those_who_take_part_while_listening_is_open(home: Path) -> None:
    round_id = heard()
    name = voter(round_id)

    with pytest.raises(NotPossible, match="for whom you speak"):
        said(round_id, "f" * 32)
    with pytest.raises(NotNow):
        say(round_id=round_id, text=TEXT, voter=name, strength="open", by=VISITOR, at=LATER)


def test_a_seat_begins_with_statements_in_both_languages_alone(home: Path) -> None:
    round_id = heard(())

    with pytest.raises(NotPossible):
        plant(round_id=round_id, text=TEXT, by=by("ann"), at=NOW)
    with pytest.raises(NotYours):
        plant(round_id=round_id, text=BUS, by=VISITOR, at=NOW)
    plant(round_id=round_id, text=BUS, by=by("ann"), at=NOW)

    row = Statement.objects.get()
    assert (row.state, row.seed, row.author) == ("shown", True, by("ann").seat)
    assert Entry.objects.filter(type="listen.statement_made").get().openings == {"text": BUS.as_json()}


def test_somebody_says_keeps_a_draft_and_sends_it_on_the_page(home: Path, client: Client) -> None:
    heard()
    assert client.get(SAY).headers["Location"].endswith("/listen/join/?then=say")
    joined(client)

    page = client.get(SAY).content.decode()
    assert "What a moderator looks at" in page
    assert "Somebody may be at risk" in page
    kept = client.post(SAY, {"text_en": "A place to meet", "draft": "1", "key": "k1"}, follow=True).content.decode()
    assert "Kept as a draft. Only you can see it." in kept
    draft = Statement.objects.get(state="draft").identifier
    assert client.get(f"{SAY}{draft}/").context["form"]["text_en"].value() == "A place to meet"
    sent = client.post(f"{SAY}{draft}/", {"text_en": "A place to meet on Sundays", "key": "k2"}, follow=True)

    assert "A moderator reads it before it is shown." in sent.content.decode()
    row = Statement.objects.get(identifier=draft)
    assert (row.state, row.text_en) == ("waiting", "A place to meet on Sundays")
    assert client.get(f"{SAY}{draft}/").status_code == 404


def test_what_was_typed_is_kept_whatever_is_refused(home: Path, client: Client, settings: Settings) -> None:
    heard()
    joined(client)
    long, near = "Lle " * 100, "We need a bus on Sundays"

    too_long = client.post(SAY, {"text_cy": long})
    assert too_long.status_code == 409
    assert long.strip() in too_long.content.decode()
    similar = client.post(SAY, {"text_en": near})
    assert similar.status_code == 409
    assert "A similar statement is here already" in similar.content.decode()
    assert 'type="checkbox"' in similar.content.decode()
    huge = client.post(SAY, {"text_en": "x" * 10_500})
    assert huge.status_code == 422
    Path(settings.CLOCK).write_text("2026-11-20T09:00:00Z", "utf-8")
    late = client.post(SAY, {"text_en": "Written while it closed"})
    assert late.status_code == 409
    assert "Written while it closed" in late.content.decode()
    assert not Statement.objects.filter(seed=False).exists()


def test_marks_that_turn_the_direction_of_text_are_taken_out(home: Path, client: Client) -> None:
    heard()
    joined(client)

    client.post(SAY, {"text_en": "safe \u202eevil\u202c \0end"})

    assert Statement.objects.get(seed=False).text_en == "safe evil end"


def test_only_its_author_withdraws_a_statement(home: Path, client: Client) -> None:
    round_id = heard()
    name = voter(round_id)
    made = said(round_id, name)
    joined(client)

    assert client.post(f"{MINE}{made}/withdraw/").status_code == 404
    assert client.get(f"{MINE}{made}/withdraw/").status_code == 404
    assert client.get(f"{MINE}{made}/appeal/").status_code == 404
    with pytest.raises(NotThere):
        withdraw_statement(round_id=round_id, statement=made, voter="", by=VISITOR, at=NOW)
    withdraw_statement(round_id=round_id, statement=made, voter=name, by=VISITOR, at=NOW)

    row = Statement.objects.get(identifier=made)
    assert (row.state, row.moderated) == ("withdrawn", -1)
    with pytest.raises(NotPossible):
        withdraw_statement(round_id=round_id, statement=made, voter=name, by=VISITOR, at=NOW)


def test_a_person_is_told_what_became_of_what_they_said(home: Path, client: Client) -> None:
    round_id = heard()
    client.force_login(Person.objects.get(email="ann@example.org"))
    joined(client)
    client.post(SAY, {"text_en": "A place to meet"})
    made = Statement.objects.get(seed=False).identifier
    ann = Person.objects.get(email="ann@example.org").pk
    (waits,) = became(ann)
    assert waits.what == ["It waits for a moderator."]

    moderate(round_id=round_id, statement=made, outcome=Outcome.APPROVED, by=by("tom"), at=NOW)
    for vote, strength in ((1, "email"), (-1, "open")):
        name = voter(round_id)
        cast_vote(round_id=round_id, statement=made, vote=vote, voter=name, strength=strength, by=VISITOR, at=NOW)
    need = TABLES["design/needs.csv"].row
    row = need(
        "n1",
        Bilingual("Lle", "Somewhere to meet"),
        kind="community",
        place="W06000002",
        size=Pence(1),
        statements=(made,),
    )
    add_row(DESIGN["design/needs.csv"], "design/needs.csv", round_id, row)

    (told,) = became(ann)
    assert (told.said, told.lang, told.round_title.en) == ("A place to meet", None, "The valley")
    assert told.what == [
        "1 person answered it. Agree: 1. Disagree: 0. No view: 0. "
        "Answered without an account, counted beside these: 1.",
        "A need of the design comes from it: Somewhere to meet.",
    ]
    assert client.get(told.href).status_code == 200
    assert became(Person.objects.get(email="tom@example.org").pk) == []
    assert pseudonym_of(ann, round_id) == Statement.objects.get(identifier=made).author


def test_somebody_at_risk_is_hidden_at_once_and_told_to_the_officer_alone(home: Path, client: Client) -> None:
    round_id = heard()
    officer = Person.objects.create_user("sali@example.org", name="sali")
    Place.objects.create(
        person=officer, round_id=round_id, partner="public", seat="d" * 32, duties=["safeguarding"], given_at=NOW
    )
    address = f"/en/rounds/{SLUG}/listen/at-risk/1/"
    worry = "The child next door"

    page = client.get(address)
    sent = client.post(address, {"text": worry, "contact": "01234 567", "key": page.context["form"]["key"].value()})

    assert sent.status_code == 302
    row = Statement.objects.get(identifier="1")
    assert (row.state, row.moderated, row.rule) == ("held", -1, "at-risk")
    entry = json.loads(Entry.objects.get(type="listen.statement_moderated").entry)
    assert entry["body"] == {"outcome": "held", "policy": 1, "statement": "1"}
    assert entry["actor"]["pseudonym"] is None
    assert Entry.objects.filter(openings__text__en=BUS.en).count() == 0
    assert [message.to for message in mail.outbox if "waiting" in message.subject] == [["sali@example.org"]]
    assert all(worry not in f"{message.subject}{message.body}" for message in mail.outbox)
    for path in ("", "moderation/", "moderation.csv", "policy/"):
        assert worry not in client.get(f"/en/rounds/{SLUG}/listen/{path}").content.decode()
    assert BUS.en not in live_files(round_id)["listen/comments.csv"].decode()
    assert client.get(address).status_code == 404
    queue = f"/en/rounds/{SLUG}/listen/safeguarding/"
    number = Concern.objects.get().pk
    for name, status in ((None, 302), ("ann", 403), ("olwen", 403), ("tom", 403)):
        client.logout()
        if name:
            client.force_login(Person.objects.get(email=f"{name}@example.org"))
        assert client.get(queue).status_code == status
        assert client.get(f"{queue}{number}/").status_code == status
    client.force_login(officer)
    one = client.get(f"{queue}{number}/")
    assert worry in one.content.decode()
    closed = client.post(f"{queue}{number}/", {"decision": "release", "key": "r"}, follow=True)
    assert closed.status_code == 200
    row.refresh_from_db()
    assert (row.state, row.rule) == ("shown", None)
    assert client.get(f"{queue}9999/").status_code == 404


def test_a_concern_without_a_statement_leaves_nothing_in_the_record_and_an_officer_is_asked_to_name_one(
    home: Path,
) -> None:
    round_id = heard(())
    before = Entry.objects.count()

    raise_concern(round_id=round_id, statement=None, text="Worried", contact="", by=VISITOR, at=LATER)

    assert Entry.objects.count() == before
    assert ["olwen@example.org"] in [message.to for message in mail.outbox if "nobody to read" in message.subject]
    with pytest.raises(NotPossible):
        raise_concern(round_id=round_id, statement=None, text=" ", contact="", by=VISITOR, at=NOW)
    with pytest.raises(NotThere):
        raise_concern(round_id=round_id, statement="99", text="x", contact="", by=VISITOR, at=NOW)
    with pytest.raises(NotYours):
        by("ann").must_have(Duty.SAFEGUARDING)


def test_the_report_is_written_after_listening_and_published_in_both_languages(
    home: Path, client: Client, settings: Settings
) -> None:
    round_id = heard()
    Path(settings.CLOCK).write_text("2026-11-22T09:40:00Z", "utf-8")
    needs, assets = Bilingual("Bws", "A bus"), Bilingual("Neuadd", "A hall")
    keys = {"round_id": round_id, "by": by("olwen"), "at": LATER}
    with pytest.raises(NotPossible, match="once listening has closed"):
        write_report(round_id=round_id, by=by("olwen"), at=NOW, needs=needs, assets=assets)
    close_window(window="listen", **keys)
    with pytest.raises(NotYours):
        write_report(round_id=round_id, by=by("ann"), at=LATER, needs=needs, assets=assets)
    with pytest.raises(OneLanguage):
        publish(what="report", **keys)
    with pytest.raises(OneLanguage, match="needs, in English"):
        write_report(needs=Bilingual("Bws", None), assets=assets, publish=True, **keys)
    write_report(needs=needs, assets=Bilingual("Neuadd", None), **keys)
    assert client.get(f"/en/rounds/{SLUG}/listen/report/").status_code == 404

    write_report(needs=needs, assets=assets, publish=True, **keys)

    assert Entry.objects.filter(type="listen.reported").count() == 2
    assert "A hall" in client.get(f"/en/rounds/{SLUG}/listen/report/").content.decode()
    assert "Neuadd" in client.get(f"/cy/rounds/{SLUG}/listen/report/").content.decode()
    assert f"/en/rounds/{SLUG}/listen/report/" in client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    assert Report.objects.get().published_at == LATER
    with pytest.raises(NotPossible, match="cannot be changed"):
        write_report(needs=needs, assets=assets, **keys)


def test_the_report_is_kept_unfinished_on_its_page(home: Path, client: Client, settings: Settings) -> None:
    round_id = heard()
    close_window(round_id=round_id, window="listen", by=by("olwen"), at=LATER)
    Path(settings.CLOCK).write_text("2026-11-22T09:40:00Z", "utf-8")
    address = f"/en/rounds/{SLUG}/listen/report/write/"
    assert client.get(address).status_code == 302
    client.force_login(Person.objects.get(email="olwen@example.org"))

    kept = client.post(address, {"needs_cy": "Bws", "key": "a"}, follow=True).content.decode()
    refused = client.post(address, {"needs_cy": "Bws yn unig", "publish": "on", "key": "b"})

    assert "The report is kept." in kept
    assert client.get(address).context["form"]["needs_cy"].value() == "Bws"
    assert refused.status_code == 409
    assert "Bws yn unig" in refused.content.decode()
    assert Report.objects.get().needs_cy == "Bws"


def test_votes_on_what_is_no_longer_shown_are_kept_and_not_exported(home: Path) -> None:
    round_id = heard()
    name = voter(round_id)
    cast_vote(round_id=round_id, statement="1", vote=1, voter=name, strength="open", by=VISITOR, at=NOW)

    moderate(round_id=round_id, statement="1", outcome=Outcome.RETURNED, rule="respect", by=by("tom"), at=NOW)

    assert Vote.objects.count() == 1
    assert live_files(round_id)["listen/votes.csv"].decode().count("\n") == 1


UNKNOWN = f"/en/rounds/{SLUG}/listen/unknown/"


def test_nobody_said_who_they_are_and_the_officer_says_why_it_is_not_known(
    home: Path, client: Client, settings: Settings
) -> None:
    round_id = heard()
    voter(round_id)
    Path(settings.CLOCK).write_text("2026-11-20T09:40:00Z", "utf-8")
    tab = f"/en/rounds/{SLUG}/listen/"
    client.force_login(Person.objects.get(email="olwen@example.org"))
    assert f'href="{UNKNOWN}"' in client.get(tab).content.decode()

    page = client.get(UNKNOWN)
    half = client.post(UNKNOWN, {"text_cy": "Ni ofynnwyd.", "key": page.context["form"]["key"].value()})
    sent = {"text_cy": "Ni ofynnwyd.", "text_en": "We did not ask.", "key": page.context["form"]["key"].value()}
    done = client.post(UNKNOWN, sent, follow=True)

    assert "Say why it is not known who took part" in page.content.decode()
    assert "Dweud pam nad yw’n hysbys pwy gymerodd ran" in client.get(UNKNOWN.replace("/en/", "/cy/")).content.decode()
    assert half.status_code == 422 and "Ni ofynnwyd." in half.content.decode()
    assert done.redirect_chain[-1][0] == tab and "It is recorded." in done.content.decode()
    said = [act for act in events_of(round_id) if act.kind == "item" and act.object == "profile"]
    assert [(act.code, act.text and act.text.en) for act in said] == [("closed", "We did not ask.")]
    assert f'href="{UNKNOWN}"' not in client.get(tab).content.decode(), "it is said once"


def test_why_it_is_not_known_is_the_officers_to_say(home: Path, client: Client) -> None:
    heard()

    assert client.get(UNKNOWN).status_code == 302
    client.force_login(Person.objects.get(email="ann@example.org"))
    assert client.post(UNKNOWN, {"text_cy": "Na.", "text_en": "No."}).status_code == 403


def test_who_made_a_statement_reads_what_its_code_is_for(home: Path, client: Client) -> None:
    heard()
    joined(client)
    client.post(SAY, {"text_en": "A place to meet"})

    page, welsh = (client.get(MINE.replace("/en/", f"/{code}/")).content.decode() for code in ("en", "cy"))

    assert "With them you can check in the record that it is there and unchanged." in page
    assert f'href="/en/rounds/{SLUG}/record/"' in page
    assert "Gyda nhw gallwch wirio yn y Cofnod" in welsh


def test_withdrawing_asks_first_and_says_afterwards_that_it_is_done(home: Path, client: Client) -> None:
    heard()
    joined(client)
    client.post(SAY, {"text_en": "A place to meet"})
    made = Statement.objects.get(seed=False).identifier
    address = f"{MINE}{made}/withdraw/"

    assert f'<a href="{address}">' in client.get(MINE).content.decode()
    asks = client.get(address).content.decode()
    assert Statement.objects.get(identifier=made).state == "waiting"
    done = client.post(address, {"key": "w"}, follow=True).content.decode()

    assert "A place to meet" in asks and "This cannot be undone." in asks
    assert "Nid oes modd dadwneud hyn." in client.get(address.replace("/en/", "/cy/")).content.decode()
    assert "Your statement is withdrawn." in done
    assert Statement.objects.get(identifier=made).state == "withdrawn"


def test_each_of_ones_statements_has_its_number_in_the_log_and_its_entry_with_code(home: Path, client: Client) -> None:
    heard()
    joined(client)
    client.post(SAY, {"text_en": "A place to meet"})
    client.post(SAY, {"text_en": "Only begun", "draft": "1"})
    made = Statement.objects.get(text_en="A place to meet").identifier
    entry = Entry.objects.filter(type="listen.statement_made").last()
    assert entry is not None
    client.get(MINE)  # what was sent is said once more on the first page that follows
    code = "-".join((entry.leaf[:4], entry.leaf[4:8], entry.leaf[8:12]))

    english, welsh = (client.get(MINE.replace("/en/", f"/{each}/")).content.decode() for each in ("en", "cy"))

    assert f"Statement {made} in the log." in english
    assert f'href="/en/rounds/{SLUG}/record/{entry.position}/">Entry {entry.position} in the record</a>' in english
    assert english.count(code) == welsh.count(code) == 1
    assert english.count("in the log.") == 1, "a draft is in neither"
    assert f"Datganiad {made} yn y log." in welsh


def test_what_was_returned_is_changed_and_sent_as_another_statement(home: Path, client: Client) -> None:
    round_id = heard()
    joined(client)
    client.post(SAY, {"text_en": "Buy my soap"})
    made = Statement.objects.get(seed=False).identifier
    address = f"{SAY}?from={made}"
    assert client.get(address).status_code == 404
    moderate(round_id=round_id, statement=made, outcome=Outcome.RETURNED, rule="no-advertising", by=by("tom"), at=NOW)

    assert f'href="{address}">Change it and send again' in client.get(MINE).content.decode()
    page = client.get(address)
    sent = client.post(address, {"text_en": "A market would help us", "key": "again"})

    assert page.context["form"]["text_en"].value() == "Buy my soap"
    assert "Why it was returned:</b> No advertising." in page.content.decode()
    assert "Dim hysbysebu" in client.get(address.replace("/en/", "/cy/")).content.decode()
    assert sent.status_code == 302
    assert [(row.text_en, row.state) for row in Statement.objects.filter(seed=False)] == [
        ("Buy my soap", "returned"), ("A market would help us", "waiting")
    ]  # fmt: skip
    assert Client().get(address).status_code == 302, "somebody else joins first"


def test_who_sends_their_own_again_is_told_that_it_waits(home: Path, client: Client) -> None:
    round_id = heard()
    joined(client)
    client.post(SAY, {"text_en": "A place to meet"})

    waits = client.post(SAY, {"text_en": "A place to meet"})
    welsh = client.post(SAY.replace("/en/", "/cy/"), {"text_en": "A place to meet"}).content.decode()
    made = Statement.objects.get(seed=False).identifier
    moderate(round_id=round_id, statement=made, outcome=Outcome.APPROVED, by=by("tom"), at=NOW)
    shown = client.post(SAY, {"text_en": "A place to meet"}).content.decode()

    text = waits.content.decode()
    assert waits.status_code == 409
    assert "You sent this already: ‘A place to meet’. It is waiting for a moderator." in text
    assert "A similar statement" not in text
    assert f'href="{MINE}">See your statements' in text
    assert "Mae’n aros am gymedrolwr." in welsh
    assert "You sent this already: ‘A place to meet’. It is shown." in shown

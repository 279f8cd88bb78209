"""Moderation: under the published policy, in a public log without the text, with one appeal to another partner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.web.acting import SLUG, by, person
from tests.web.heard import NOW, VISITOR, heard, joined, voter
from tests.web.test_listening import TEXT, said

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import Duty, NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.listen.models import Statement
from cydradd_web.listen.policy import RULES
from cydradd_web.listen.selectors.log import by_rule, decisions
from cydradd_web.listen.services.moderating import Outcome, appeal, moderate
from cydradd_web.listen.words import NotThere
from cydradd_web.record.models import Entry
from cydradd_web.rounds.services.convening import seat_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]
QUEUE = f"/en/rounds/{SLUG}/listen/queue/"


def sign_in(client: Client, name: str) -> None:
    """Somebody's browser."""
    client.force_login(Person.objects.get(email=f"{name}@example.org"))


def test_what_is_approved_is_shown_with_its_translation_and_opens_in_the_record(home: Path) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))

    moderate(
        round_id=round_id,
        statement=made,
        outcome=Outcome.APPROVED,
        translation="A place to meet.",
        by=by("tom"),
        at=NOW,
    )

    row = Statement.objects.get(identifier=made)
    assert (row.state, row.moderated, row.text_en) == ("shown", 1, "A place to meet.")
    assert (row.origin_cy, row.origin_en) == ("original", "human")
    assert (row.decided_partner, row.decided_seat) == ("third_sector", by("tom").seat)
    body = json.loads(Entry.objects.get(type="listen.statement_moderated").entry)["body"]
    assert body == {"language": "cy", "outcome": "approved", "policy": 1, "statement": made}
    assert Entry.objects.get(type="listen.statement_made").openings == {"text": TEXT.as_json()}


def test_what_is_returned_has_a_rule_that_its_author_is_told_and_the_log_counts(home: Path, client: Client) -> None:
    round_id = heard(())
    joined(client)
    client.post(f"/en/rounds/{SLUG}/listen/say/", {"text_en": "Buy my soap"})
    made = Statement.objects.get().identifier

    moderate(round_id=round_id, statement=made, outcome=Outcome.RETURNED, rule="no-advertising", by=by("tom"), at=NOW)

    mine = client.get(f"/en/rounds/{SLUG}/listen/mine/").content.decode()
    assert "No advertising." in mine
    assert "Ask somebody else to look again" in mine
    log = client.get(f"/en/rounds/{SLUG}/listen/moderation/").content.decode()
    assert "No advertising: <b>1</b>" in log
    assert "Buy my soap" not in log
    assert "Dim hysbysebu: <b>1</b>" in client.get(f"/cy/rounds/{SLUG}/listen/moderation/").content.decode()
    file = client.get(f"/en/rounds/{SLUG}/listen/moderation.csv").content.decode()
    assert file.splitlines() == [
        "at,statement,outcome,rule,language,partner,office,appeal",
        f"2026-09-22T09:00:00Z,{made},returned,no-advertising,en,third_sector,moderator,",
    ]
    assert [(rule.id, count) for rule, count in by_rule(decisions(round_id))] == [("no-advertising", 1)]


@pytest.mark.parametrize("rule", ["", "no-such-rule", "at-risk"])
def test_nothing_is_returned_without_a_rule_of_the_policy(home: Path, rule: str) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))

    with pytest.raises(NotPossible, match="Choose the rule"):
        moderate(round_id=round_id, statement=made, outcome=Outcome.RETURNED, rule=rule, by=by("tom"), at=NOW)

    assert Statement.objects.get().state == "waiting"


def test_only_a_moderator_decides_once_and_never_on_their_own(home: Path, client: Client) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))
    keys = {"round_id": round_id, "at": NOW, "outcome": Outcome.RETURNED, "rule": "respect"}

    for name in ("ann", "olwen"):
        with pytest.raises(NotYours):
            moderate(statement=made, by=by(name), **keys)
    with pytest.raises(NotYours):
        moderate(statement=made, by=VISITOR, **keys)
    moderate(statement=made, by=by("tom"), **keys)
    with pytest.raises(NotPossible, match="decided already"):
        moderate(statement=made, by=by("tom"), **keys)
    with pytest.raises(NotThere):
        moderate(statement="99", by=by("tom"), **keys)
    sign_in(client, "tom")
    joined(client)
    client.post(f"/en/rounds/{SLUG}/listen/say/", {"text_en": "Something of my own"})
    own = Statement.objects.get(text_en="Something of my own").identifier
    with pytest.raises(NotYours, match="You made this statement"):
        moderate(statement=own, by=by("tom"), **keys)


def test_an_appeal_is_decided_once_by_a_moderator_of_another_partner(home: Path, client: Client) -> None:
    round_id = heard(())
    name = voter(round_id)
    made = said(round_id, name)
    seat_person(round_id=round_id, person=person("mair"), partner=Partner.CITIZENS, duties=[Duty.MODERATOR], at=NOW)
    keys = {"round_id": round_id, "statement": made, "at": NOW}
    with pytest.raises(NotPossible):
        appeal(why="Too early", voter=name, by=VISITOR, **keys)
    moderate(outcome=Outcome.RETURNED, rule="new", by=by("tom"), **keys)

    with pytest.raises(NotPossible, match="Say why"):
        appeal(why=" ", voter=name, by=VISITOR, **keys)
    with pytest.raises(NotThere):
        appeal(why="Mine", voter=voter(round_id), by=VISITOR, **keys)
    appeal(why="It says another thing", voter=name, by=VISITOR, **keys)
    with pytest.raises(NotYours, match="another partner"):
        moderate(outcome=Outcome.APPROVED, by=by("tom"), **keys)
    sign_in(client, "tom")
    assert "It waits for a moderator of another partner" in client.get(QUEUE).content.decode()
    sign_in(client, "mair")
    assert "It says another thing" in client.get(f"{QUEUE}{made}/").content.decode()
    moderate(outcome=Outcome.APPROVED, by=by("mair"), **keys)

    row = Statement.objects.get()
    assert (row.state, row.appeal) == ("shown", "allowed")
    assert [line.outcome for line in decisions(round_id)] == ["approved", "appealed", "returned"]
    assert decisions(round_id)[0].appeal == "allowed"
    moderate(outcome=Outcome.RETURNED, rule="new", by=by("mair"), **keys)
    with pytest.raises(NotPossible, match="once"):
        appeal(why="Again", voter=name, by=VISITOR, **keys)


def test_a_statement_that_names_somebody_is_held_and_can_be_released(home: Path) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))
    keys = {"round_id": round_id, "statement": made, "by": by("tom"), "at": NOW}

    moderate(outcome=Outcome.HELD, **keys)
    assert Statement.objects.get().rule == "names-a-person"
    moderate(outcome=Outcome.APPROVED, **keys)

    assert Statement.objects.get().state == "shown"


def test_a_shown_statement_is_translated_and_what_its_author_wrote_stays(home: Path) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))
    keys = {"round_id": round_id, "statement": made, "by": by("tom"), "at": NOW}
    moderate(outcome=Outcome.APPROVED, **keys)

    with pytest.raises(NotPossible, match="Write the translation"):
        moderate(outcome=Outcome.TRANSLATED, **keys)
    with pytest.raises(NotPossible, match="too long"):
        moderate(outcome=Outcome.TRANSLATED, translation="x" * 281, **keys)
    moderate(outcome=Outcome.TRANSLATED, translation="A place.", **keys)

    row = Statement.objects.get()
    assert (row.text_cy, row.text_en, row.state) == (TEXT.cy, "A place.", "shown")
    both = said(round_id, voter(round_id), Bilingual("Afal", "Apple"))
    with pytest.raises(NotPossible, match="both languages already"):
        moderate(**{**keys, "statement": both}, outcome=Outcome.APPROVED, translation="Pear")


def test_a_moderator_decides_on_the_page_and_the_tab_says_how_many_wait(home: Path, client: Client) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))
    assert client.get(QUEUE).status_code == 302
    sign_in(client, "ann")
    assert client.get(QUEUE).status_code == 403
    assert client.post(f"{QUEUE}{made}/", {"outcome": "approved"}).status_code == 403
    sign_in(client, "tom")

    assert "Moderate: 1 statement waits" in client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    assert f"{QUEUE}{made}/" in client.get(QUEUE).content.decode()
    lacking = client.post(f"{QUEUE}{made}/", {"outcome": "returned"})
    assert lacking.status_code == 409
    done = client.post(f"{QUEUE}{made}/", {"outcome": "returned", "rule": "new", "key": "a"}, follow=True)

    assert "Decision recorded." in done.content.decode()
    assert Statement.objects.get().rule == "new"
    assert client.get(f"{QUEUE}99/").status_code == 404


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_policy_is_public_whole_and_in_both_languages(home: Path, client: Client, language: str) -> None:
    heard(())

    page = client.get(f"/{language}/rounds/{SLUG}/listen/policy/").content.decode()

    for rule in RULES:
        assert getattr(rule.name, language).replace("’", "’") in page
        assert f'id="{rule.id}"' in page
    assert all(rule.name.cy and rule.name.en and rule.why.cy and rule.why.en for rule in RULES)


@pytest.mark.parametrize("wrong", [{"state": "shown", "moderated": -1}, {"state": "held", "moderated": 1}])
def test_the_database_itself_refuses_a_state_that_the_export_would_belie(home: Path, wrong: dict[str, object]) -> None:
    round_id = heard(())
    said(round_id, voter(round_id))

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.update(**wrong)


def test_a_moderator_sees_which_language_each_is_in_and_leaves_what_they_cannot_read(
    home: Path, client: Client
) -> None:
    round_id = heard(())
    first = said(round_id, voter(round_id), Bilingual("Mae angen mainc wrth yr afon.", None))
    second = said(round_id, voter(round_id), Bilingual("Mae angen golau ar y sgwâr.", None))
    third = said(round_id, voter(round_id), Bilingual(None, "The library should open on Saturdays."))
    sign_in(client, "tom")

    queue = client.get(QUEUE).content.decode()
    english = client.get(f"{QUEUE}?language=en").content.decode()
    page = client.get(f"{QUEUE}{first}/").content.decode()
    only = client.get(f"{QUEUE}{third}/").content.decode()

    assert "In Welsh only: 2. In English only: 1. In both: 0." in queue
    assert f"{QUEUE}{second}/" in queue and f"{QUEUE}{second}/" not in english and f"{QUEUE}{third}/" in english
    assert "In Welsh only" in page
    assert f'<a href="{QUEUE}{third}/">Leave this for a moderator who reads Welsh</a>' in page
    assert f'<a href="{QUEUE}{first}/">Leave this for a moderator who reads English</a>' in only
    welsh = client.get(f"{QUEUE}{first}/".replace("/en/", "/cy/")).content.decode()
    assert "Yn Gymraeg yn unig" in welsh and "Gadael hwn i gymedrolwr sy’n darllen Cymraeg" in welsh
    assert Statement.objects.filter(state="waiting").count() == 3, "to leave one decides nothing"


def test_the_last_that_can_be_read_leads_back_to_the_queue(home: Path, client: Client) -> None:
    round_id = heard(())
    only = said(round_id, voter(round_id), Bilingual("Mae angen mainc wrth yr afon.", None))
    sign_in(client, "tom")

    page = client.get(f"{QUEUE}{only}/").content.decode()

    assert f'<a href="{QUEUE}">Leave this for a moderator who reads Welsh</a>' in page
    assert "No other waits that you could read." in page
    assert "None of those that wait is in this language." in client.get(f"{QUEUE}?language=en").content.decode()
    assert client.get(f"{QUEUE}?language=xx").status_code == 200


def test_a_form_older_than_the_last_decision_changes_nothing_until_it_is_sent_again(home: Path, client: Client) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))
    sign_in(client, "tom")
    address = f"{QUEUE}{made}/"
    first, second = (client.get(address).context["form"]["seen"].value() for _ in range(2))
    client.post(address, {"outcome": "approved", "translation": "A place.", "seen": first, "key": "a"})
    late = {"outcome": "returned", "rule": "respect", "seen": second, "key": "b"}

    refused = client.post(address, late)
    welsh = client.post(address.replace("/en/", "/cy/"), late).content.decode()
    again = client.post(address, {**late, "outcome": "approved"})

    assert refused.status_code == again.status_code == 409
    assert "decided on already, since you opened the page" in refused.content.decode()
    assert "As it stands now:</b> Shown" in refused.content.decode()
    assert '<option value="respect" selected' in refused.content.decode()
    assert "ers i chi agor y dudalen" in welsh
    assert Statement.objects.get().state == "shown"
    client.post(address, {**late, "seen": refused.context["form"]["seen"].value()})
    assert Statement.objects.get().state == "returned"


def test_the_rule_says_when_it_is_needed(home: Path, client: Client) -> None:
    round_id = heard(())
    made = said(round_id, voter(round_id))
    sign_in(client, "tom")
    assert "New, 22 September 2026, In Welsh only" in client.get(QUEUE).content.decode()

    english, welsh = (
        client.get(f"{QUEUE.replace('/en/', f'/{code}/')}{made}/").content.decode() for code in ("en", "cy")
    )

    assert 'The rule <span class="muted">(needed if you return it)</span>' in english
    assert 'Y rheol <span class="muted">(ei hangen os ydych yn ei ddychwelyd)</span>' in welsh

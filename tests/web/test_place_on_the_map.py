"""Where one stands on the opinion map: worked out for whoever asks, from their own answers, and shown to nobody else."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.acting import SLUG
from tests.web.heard import NOW, VISITOR, heard, joined

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.listen.models import Vote
from cydradd_web.listen.selectors.place import place_of
from cydradd_web.listen.services.participating import join
from cydradd_web.listen.services.rights import erase_votes
from cydradd_web.listen.services.voting import keep_votes
from cydradd_web.rounds import tasks
from cydradd_web.rounds.models import KeptMap, Round
from cydradd_web.rounds.services import renewing
from cydradd_web.rounds.services.renewing import renew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]
PAGE = f"/en/rounds/{SLUG}/listen/place/"
SAID = tuple(Bilingual(f"Datganiad rhif {n}.", f"Sentence number {n}.") for n in range(1, 14))


def answers(camp: int, person: int) -> dict[str, int]:
    """Two camps answer twelve statements in opposite ways, each person but one of them; all agree on the last."""
    own = {str(n): (1 if n % 2 == camp else -1) * (-1 if n - 1 == person % 12 else 1) for n in range(1, 13)}
    return own | {"13": 1}


def camps(round_id: int, many: int, method: str = "") -> list[str]:
    """So many people in each of two camps; the names under which the round knows them, and a map of their votes."""
    names = []
    with transaction.atomic():
        if method:
            Round.objects.filter(pk=round_id).update(settings={"listen": {"method": method}})
        for camp in (0, 1):
            for person in range(many):
                name = pseudonym_for(None, round_id, NOW)
                join(round_id, name, partner=Partner.CITIZENS, strength="email")
                given = answers(camp, person)
                keep_votes(round_id, ((name, statement, vote, 1000 + len(names)) for statement, vote in given.items()))
                names.append(name)
    renew(round_id, as_of=NOW)
    return names


def answering(client: Client, round_id: int, email: str, given: dict[str, int]) -> None:
    """Somebody with an account has answered."""
    client.force_login(Person.objects.get(email=email))
    joined(client, partner="third_sector")
    for statement, vote in given.items():
        client.post(f"/en/rounds/{SLUG}/vote/", {"statement": statement, "vote": str(vote), "key": f"k{statement}"})


def test_one_reads_where_one_stands_how_surely_and_what_one_shares_with_each_group(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    camps(round_id, 20)
    answering(client, round_id, "tom@example.org", answers(0, 7))

    sent = client.get(PAGE)
    page = sent.content.decode()

    assert sent.headers["Cache-Control"] == "private, no-store"
    assert re.search(r"You stand nearest to group [AB]: it is the nearest in (9\d|100)% of the places", page)
    assert "There are clear groups here." in page
    assert (
        "Provisional: worked out now from 13 of your answers, on the map of the votes up to 22 September 2026" in page
    )
    assert page.count('class="map-own"') == page.count('class="map-own-ring"') == 2, "wide and narrow"
    assert page.count('data-stop="own"') == 3 and page.count('data-stop="A"') == 3, "both pictures and the list"
    assert "The same: 12. The other way: 1." in page and "The same: 2. The other way: 11." in page
    assert page.count("Group A: 20 people.") == 1 and page.count("nearest to you") == 1
    assert "Agree: <span>Sentence number 13.</span>" in page.replace("\n", "")


def test_the_same_in_welsh(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    camps(round_id, 20)
    answering(client, round_id, "tom@example.org", answers(0, 7))

    page = client.get(PAGE.replace("/en/", "/cy/")).content.decode()

    assert re.search(r"Rydych yn sefyll agosaf at grŵp [AB]: hwnnw yw’r agosaf mewn (9\d|100)% o’r lleoedd", page)
    assert "Grŵp A: 20 o bobl." in page and ">Chi</text>" in page and "Datganiad rhif 13." in page
    assert "hyd at 22 Medi 2026" in page


def test_the_method_polis_is_told_to_give_no_uncertainty(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    camps(round_id, 20, method="polis")
    answering(client, round_id, "tom@example.org", answers(0, 7))

    page = client.get(PAGE).content.decode()

    assert re.search(r"You stand nearest to group [AB]. How surely is not known", page)
    assert "This map’s method does not say how sure a place is." in page
    assert 'class="map-own"' in page and "map-own-ring" not in page and "it is the nearest in" not in page


def test_few_answers_have_a_dot_and_no_group(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    camps(round_id, 20)
    answering(client, round_id, "tom@example.org", {"1": 1, "2": -1})

    page = client.get(PAGE).content.decode()

    assert "Answers of yours that count on the map: 2. After 7 it says which group you stand nearest to." in page
    assert 'class="map-own-ring"' in page and "nearest to you</span>" not in page


@pytest.mark.parametrize(("people", "statements"), [(7, 13), (20, 6)])
def test_below_fifteen_people_or_seven_statements_there_are_counts_alone(
    home: Path, client: Client, people: int, statements: int
) -> None:
    round_id = heard(SAID[:statements])
    camps(round_id, people)
    Vote.objects.filter(round_id=round_id).exclude(statement__in=[str(n + 1) for n in range(statements)]).delete()
    renew(round_id, as_of=NOW)
    answering(client, round_id, "tom@example.org", {"1": 1, "2": -1})

    page = client.get(PAGE).content.decode()

    assert "Too early for a map" in page and '<svg class="map"' not in page
    assert f"People who have answered: {2 * people + 1}" in page and f"Statements: {statements}" in page
    assert "Your answers: 2" in page


def test_whoever_has_not_answered_has_no_place_and_sees_nobody_elses(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    names = camps(round_id, 20)

    page = client.get(PAGE).content.decode()

    assert "You have not answered any statement in this round" in page and '<svg class="map"' not in page
    assert not any(name in page for name in names)
    assert f'href="/en/rounds/{SLUG}/vote/"' in page


def test_a_visitor_without_account_reads_that_their_answers_move_nobody(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    camps(round_id, 20)
    joined(client)
    for statement, vote in answers(1, 7).items():
        client.post(f"/en/rounds/{SLUG}/vote/", {"statement": statement, "vote": str(vote), "key": f"k{statement}"})

    page = client.get(PAGE).content.decode()

    assert "your answers move nobody on the map; this is where you would stand" in page
    assert re.search(r"You stand nearest to group [AB]: ", page)


def test_an_answer_moves_ones_place_before_any_new_map(home: Path) -> None:
    round_id = heard(SAID)
    name = camps(round_id, 20)[0]
    made = KeptMap.objects.get(round_id=round_id).digest
    before = place_of(round_id, name, Language.EN)

    for statement, vote in answers(1, 7).items():
        Vote.objects.filter(round_id=round_id, voter=name, statement=statement).update(vote=vote)
    after = place_of(round_id, name, Language.EN)

    assert before and after and {before.nearest, after.nearest} == {"A", "B"}
    assert KeptMap.objects.get(round_id=round_id).digest == made


def test_the_page_costs_few_queries_and_what_is_kept_names_nobody(
    home: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    round_id = heard(SAID)
    names = camps(round_id, 20)
    place_of(round_id, names[0], Language.EN)

    with django_assert_max_num_queries(3):
        place_of(round_id, names[1], Language.EN)

    kept = str(KeptMap.objects.get(round_id=round_id).content)
    assert not any(name in kept for name in names)


def test_when_the_last_votes_are_erased_the_kept_map_goes(home: Path) -> None:
    round_id = heard(SAID)
    name = camps(round_id, 1)[0]
    Vote.objects.filter(round_id=round_id).exclude(voter=name).delete()
    assert KeptMap.objects.filter(round_id=round_id).exists()

    erase_votes(round_id=round_id, voter=name, by=VISITOR, at=NOW)
    renew(round_id, as_of=NOW)

    assert not KeptMap.objects.filter(round_id=round_id).exists()


def test_the_page_is_found_from_voting_from_ones_own_and_from_the_tab(home: Path, client: Client) -> None:
    round_id = heard(SAID)
    answering(client, round_id, "tom@example.org", {"1": 1})
    here = f'href="{PAGE}"'

    for path in ("vote/", "listen/mine/", "listen/"):
        assert here in client.get(f"/en/rounds/{SLUG}/{path}").content.decode(), path


def test_a_round_convened_here_says_the_method_of_its_map(home: Path) -> None:
    round_id = heard(SAID)

    assert Round.objects.get(pk=round_id).settings["listen"] == {"method": "cydradd", "seed": 0}


@pytest.mark.parametrize(("method", "at_once"), [("polis", True), ("cydradd", False), ("", True)])
def test_a_map_that_takes_longer_than_a_page_may_is_left_to_the_worker(
    home: Path, monkeypatch: pytest.MonkeyPatch, method: str, at_once: bool
) -> None:
    round_id = heard(SAID)
    Round.objects.filter(pk=round_id).update(settings={"listen": {"method": method}} if method else {})
    done: list[int] = []
    left: list[int] = []
    monkeypatch.setattr(renewing, "number_of_votes", lambda _: 20_000)
    monkeypatch.setattr(renewing, "do", done.append)
    monkeypatch.setattr(tasks, "do_work", SimpleNamespace(enqueue=left.append))

    renewing.again(round_id, at=NOW)

    assert (bool(done), bool(left)) == (at_once, not at_once)

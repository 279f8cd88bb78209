"""Votes on statements: one at a time, without an account, counted once, open only while listening is open."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.web.acting import SLUG, by
from tests.web.heard import BUS, NOW, VISITOR, heard, joined, voter

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.models import Person, Pseudonym
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.listen.models import Participant, Statement, Vote
from cydradd_web.listen.selectors import live_files
from cydradd_web.listen.selectors.asked import next_one, progress
from cydradd_web.listen.selectors.mine import votes_on
from cydradd_web.listen.services.participating import take_part
from cydradd_web.listen.services.rights import erase_votes
from cydradd_web.listen.services.voting import cast_vote
from cydradd_web.listen.words import NotThere
from cydradd_web.record.models import Entry, Sealed
from cydradd_web.rounds.act_page import Language
from cydradd_web.rounds.selectors import home as network
from cydradd_web.rounds.selectors.evidence import last_day
from cydradd_web.rounds.selectors.results import results
from cydradd_web.rounds.services.acting import AlreadyRecorded, NotNow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("while_listening")]
VOTE = f"/en/rounds/{SLUG}/vote/"
AFTER = datetime(2026, 11, 2, 9, tzinfo=UTC)


def at_clock(settings: Settings, instant: str) -> None:
    """Let it be another time."""
    Path(settings.CLOCK).write_text(instant, "utf-8")


def test_a_vote_is_one_entry_that_hides_who_when_and_how(home: Path) -> None:
    round_id = heard()
    name = voter(round_id, Partner.THIRD_SECTOR)

    receipt = cast_vote(
        round_id=round_id,
        statement="1",
        vote=-1,
        voter=name,
        strength="open",
        by=VISITOR,
        at=NOW + timedelta(minutes=7),
    )

    entry = json.loads(Entry.objects.get(round_id=round_id, position=receipt.number).entry)
    assert (entry["type"], entry["at"], entry["body"]) == ("listen.votes_cast", "2026-09-22T09:00:00Z", {"votes": 1})
    assert entry["actor"] == {"channel": "web", "partner": "third_sector", "pseudonym": name, "role": "voter"}
    assert Entry.objects.get(round_id=round_id, position=receipt.number).openings == {}
    assert Sealed.objects.get(entry__position=receipt.number, entry__round_id=round_id).part == [
        {"statement": "1", "vote": -1}
    ]
    assert Vote.objects.get(round_id=round_id, voter=name).vote == -1


def test_the_last_vote_counts_and_the_same_form_twice_is_one_vote(home: Path) -> None:
    round_id = heard()
    name = voter(round_id)
    keys = {"round_id": round_id, "statement": "1", "voter": name, "strength": "open", "by": VISITOR, "at": NOW}

    first = cast_vote(vote=1, key="a", **keys)
    with pytest.raises(AlreadyRecorded) as again:
        cast_vote(vote=-1, key="a", **keys)
    cast_vote(vote=0, key="b", **keys)

    assert again.value.receipt == first
    assert list(Vote.objects.values_list("vote", flat=True)) == [0]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"vote": 7}, NotPossible),
        ({"vote": 2}, NotPossible),
        ({"statement": "99"}, NotThere),
        ({"voter": "f" * 32}, NotPossible),
        ({"voter": ""}, NotPossible),
        ({"at": AFTER}, NotNow),
        ({"at": NOW - timedelta(days=2)}, NotNow),
    ],
)
def test_what_is_no_vote_is_refused_and_leaves_nothing(
    home: Path, changed: dict[str, object], error: type[Exception]
) -> None:
    round_id = heard()
    name = voter(round_id)
    keys = {"round_id": round_id, "statement": "1", "vote": 1, "voter": name, "strength": "open", "by": VISITOR}

    with pytest.raises(error):
        cast_vote(**{**keys, "at": NOW, **changed})  # type: ignore[arg-type]

    assert not Vote.objects.exists()
    assert not Entry.objects.filter(type="listen.votes_cast").exists()


def test_a_vote_costs_few_queries(home: Path, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    round_id = heard()
    name = voter(round_id)

    with django_assert_max_num_queries(16):
        cast_vote(round_id=round_id, statement="1", vote=1, voter=name, strength="open", by=VISITOR, at=NOW, key="k")


def test_two_votes_at_once_are_one_row(home: Path) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory has one connection; the run on PostgreSQL races")
    round_id = heard()
    name = voter(round_id)
    together = threading.Barrier(4)

    def race(vote: int) -> None:
        together.wait()
        try:
            cast_vote(round_id=round_id, statement="1", vote=vote, voter=name, strength="open", by=VISITOR, at=NOW)
        finally:
            connection.close()

    racing = [threading.Thread(target=race, args=(vote,)) for vote in (1, -1, 0, 1)]
    for each in racing:
        each.start()
    for each in racing:
        each.join()

    assert Vote.objects.filter(voter=name).count() == 1
    assert Entry.objects.filter(type="listen.votes_cast").count() == 4
    last = Sealed.objects.filter(entry__type="listen.votes_cast").order_by("-entry__position").first()
    assert last is not None
    assert Vote.objects.get(voter=name).vote == last.part[0]["vote"]


def test_a_visitor_votes_without_an_account_and_goes_on_to_the_next(home: Path, client: Client) -> None:
    heard()

    first = client.get(VOTE)
    assert (first.status_code, first.headers["Location"]) == (302, f"/en/rounds/{SLUG}/listen/join/")
    assert client.get(first.headers["Location"]).status_code == 200
    joined(client)
    page = client.get(VOTE)
    asked = page.context["asked"]
    sent = client.post(VOTE, {"statement": asked.id, "vote": "1", "key": page.context["key"]}, follow=True)

    assert sent.redirect_chain[-1][0] == VOTE
    assert sent.context["asked"].id != asked.id
    assert "Answered: 1 of 2." in sent.content.decode()
    person = Participant.objects.get()
    assert (person.partner, person.strength) == ("citizens", "open")
    assert Pseudonym.objects.get(pseudonym=person.voter).person is None
    again = client.get(f"{VOTE}?statement={asked.id}").content.decode()
    assert "Your answer so far:" in again


def test_when_all_is_answered_it_says_so_and_what_happens_next(home: Path, client: Client) -> None:
    heard()
    joined(client)
    assert "Answered: 0 of 2." in client.get(VOTE).content.decode()

    for statement in ("1", "2"):
        client.post(VOTE, {"statement": statement, "vote": "0"})
    page, welsh = client.get(VOTE).content.decode(), client.get(VOTE.replace("/en/", "/cy/")).content.decode()

    assert "Answered: 2 of 2." in page
    assert "You have answered every statement." in page
    assert "What happens next?" in page and "Last day of listening:" in page
    assert f'href="/en/rounds/{SLUG}/listen/"' in page.split("What happens next?")[1]
    assert "Wedi’u hateb: 2 o 2." in welsh and "Beth sy’n digwydd nesaf?" in welsh
    assert "What happens next?" not in client.get(f"{VOTE}?statement=1").content.decode()


def test_progress_counts_what_somebody_is_shown(home: Path) -> None:
    round_id = heard((BUS, Bilingual("B", "B"), Bilingual("C", "C")))
    mine = voter(round_id)
    for statement in ("2", "3"):
        cast_vote(round_id=round_id, statement=statement, vote=1, voter=mine, strength="open", by=VISITOR, at=NOW)
    assert progress(round_id, mine) == (2, 3)

    Statement.objects.filter(identifier="1").update(author=mine)
    Statement.objects.filter(identifier="3").update(state="withdrawn", moderated=-1)

    assert progress(round_id, mine) == (1, 1), "neither one's own nor what is no longer shown is asked for"


def test_the_page_says_whether_an_answer_moves_a_point_on_the_map(home: Path, client: Client) -> None:
    heard()
    joined(client)
    visitor = client.get(VOTE).content.decode()
    client.force_login(Person.objects.get(email="tom@example.org"))
    joined(client, partner="third_sector")
    known = client.get(VOTE).content.decode()

    assert "It is counted beside the opinion map" in visitor and "It moves your point" not in visitor
    assert f"?next={VOTE}" in visitor
    assert "It moves your point on the opinion map." in known and "counted beside" not in known


def voted(round_id: int, strength: str, votes: int, vote: int, partner: Partner = Partner.CITIZENS) -> None:
    """So many people of one strength answer the first statement alike, and the second with no view."""
    for _ in range(votes):
        name = pseudonym_for(None, round_id, NOW)
        take_part(round_id=round_id, voter=name, partner=partner, strength=strength, by=VISITOR, at=NOW)
        for statement, answer in (("1", vote), ("2", 0)):
            cast_vote(
                round_id=round_id, statement=statement, vote=answer, voter=name, strength=strength, by=VISITOR, at=NOW
            )


def test_who_is_known_as_open_is_counted_beside_the_map_and_not_in_it(home: Path, client: Client) -> None:
    with transaction.atomic():
        round_id = heard()
        voted(round_id, "email", 6, 1)
        voted(round_id, "open", 7, -1)

    document = results(round_id)["listen"]
    page = client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    welsh = client.get(f"/cy/rounds/{SLUG}/listen/").content.decode()

    first = document["statements"][0]["counts"]
    assert first == {"agree": 6, "disagree": 0, "pass": 0, "seen": 6}
    assert document["totals"]["participants"] == 6
    assert document["beside"]["participants"] == 7
    assert document["beside"]["statements"][0]["counts"]["disagree"] == 7
    assert "13 people answered 2 statements" in page
    assert "People who answered: 13." in page
    assert page.count("Of these, 7 people answered without an account, and are counted beside the map.") == 2
    assert "Votes of those on the map: 12. Agree: 6. Disagree: 0. Pass: 6." in page
    assert "People on the map, by partner" in page
    assert "Votes counted beside the map" in page
    assert "Pobl a atebodd: 13." in welsh
    assert welsh.count("O’r rhain, atebodd 7 o bobl heb gyfrif, wedi’u cyfrif ar wahân i’r map.") == 2
    assert votes_on(round_id, ["1"]) == {"1": ((6, 0, 0), 7)}


def test_if_nobody_else_answered_there_is_no_map_and_it_is_not_said_that_nobody_voted(
    home: Path, client: Client
) -> None:
    with transaction.atomic():
        round_id = heard()
        voted(round_id, "open", 5, 1)

    page = client.get(f"/en/rounds/{SLUG}/listen/").content.decode()

    assert "5 people answered 2 statements" in page
    assert "Nobody is on the map yet: all who answered are counted beside it." in page
    assert "Nobody has voted yet" not in page
    assert "Of these, 5 people answered without an account" in page
    assert "There is no vote to make a map of" not in page


@pytest.mark.parametrize(
    ("language", "story", "front", "tab"),
    [
        ("en", "13 people cast 26 votes on 2 statements.", "13 people answered 2 statements.", "13 people answered"),
        ("cy", "13 o bobl", "atebodd 13 o bobl.", "Pobl a atebodd: 13."),
    ],
)
def test_every_page_says_the_same_number_of_people_who_answered(
    home: Path, client: Client, language: str, story: str, front: str, tab: str
) -> None:
    with transaction.atomic():
        round_id = heard()
        voted(round_id, "email", 6, 1)
        voted(round_id, "open", 7, -1)

    first = client.get(f"/{language}/rounds/{SLUG}/").content.decode()
    listen = client.get(f"/{language}/rounds/{SLUG}/listen/").content.decode()

    assert story in first and front in first
    assert tab in listen
    for number in ("6 people answered", "atebodd 6 pherson", "Pobl a atebodd: 6."):
        assert number not in first + listen


def test_a_visitor_finds_what_they_said_from_the_tab_and_reads_for_how_long(home: Path, client: Client) -> None:
    heard()
    joined(client)
    client.post(VOTE, {"statement": "1", "vote": "1"})

    tab = client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    mine = client.get(f"/en/rounds/{SLUG}/listen/mine/").content.decode()
    stranger = Client().get(f"/en/rounds/{SLUG}/listen/mine/").content.decode()

    assert f'href="/en/rounds/{SLUG}/listen/mine/">What I said and voted in this browser' in tab
    assert BUS.en in mine and "for 30 days after you first took part" in mine
    assert "Your votes are counted beside the opinion map." in mine
    assert BUS.en not in stranger and "counted beside" not in stranger
    client.force_login(Person.objects.get(email="tom@example.org"))
    assert "in this browser" not in client.get(f"/en/rounds/{SLUG}/listen/").content.decode()


def test_the_page_has_three_answers_in_both_languages_with_keys_that_are_the_same(home: Path, client: Client) -> None:
    heard()
    joined(client)

    welsh, english = (client.get(f"/{code}/rounds/{SLUG}/vote/").content.decode() for code in ("cy", "en"))

    for page, words in ((welsh, ("Cytuno", "Anghytuno", "Heb farn")), (english, ("Agree", "Disagree", "Pass"))):
        places = [page.index(f"</svg>{word}") for word in words]
        assert places == sorted(places)
        assert [f'data-key="{key}"' in page for key in "123"] == [True] * 3
    assert "Gan y cynullwyr, i ddechrau" in welsh


def test_a_statement_in_one_language_is_shown_in_it_and_says_so(home: Path, client: Client) -> None:
    round_id = heard(())
    Statement.objects.create(
        round_id=round_id, position=1, identifier="1", text_cy="Mae angen bws.", moderated=0, meta=False, author="x",
        origin_cy="original", origin_en="missing",
    )  # fmt: skip
    joined(client)

    page = client.get(VOTE).content.decode()

    assert '<blockquote dir="auto" id="asked" lang="cy">Mae angen bws.</blockquote>' in page
    assert "Not yet translated" in page
    assert "Not yet translated" not in client.get(VOTE.replace("/en/", "/cy/")).content.decode()


def test_a_vote_of_seven_and_a_statement_that_is_not_there_are_answered_in_words(home: Path, client: Client) -> None:
    heard()
    joined(client)

    wrong = client.post(VOTE, {"statement": "1", "vote": "7"})

    assert wrong.status_code == 409
    assert "Answer Agree, Disagree or Pass." in wrong.content.decode()
    assert client.post(VOTE, {"statement": "99", "vote": "1"}).status_code == 404
    assert client.post(VOTE, {"statement": "1\0", "vote": "1"}).status_code == 302
    assert client.get(f"{VOTE}?statement=99").status_code == 404
    assert client.get(f"{VOTE}?statement=%00").status_code in (200, 404)
    assert client.get("/en/rounds/nowhere/vote/").status_code == 404


def test_a_vote_sent_when_listening_has_closed_says_so(home: Path, client: Client, settings: Settings) -> None:
    heard()
    joined(client)
    at_clock(settings, "2026-11-02T09:00:00Z")

    late = client.post(VOTE, {"statement": "1", "vote": "1"})

    assert late.status_code == 409
    assert "This is not open now." in late.content.decode()
    assert "Listening is not open now" in client.get(VOTE).content.decode()


def test_a_vote_whose_session_is_lost_is_cast_after_joining_again(home: Path, client: Client) -> None:
    heard()

    sent = client.post(VOTE, {"statement": "2", "vote": "-1"})
    page = client.get(sent.headers["Location"])
    typed = {name: page.context["form"].initial[name] for name in ("statement", "vote")}
    client.post(sent.headers["Location"], {"partner": "public", **typed})

    assert Vote.objects.get().statement == "2"
    assert Participant.objects.get().partner == "public"


def test_a_person_votes_under_one_name_with_their_strength_and_a_seat_for_its_partner(
    home: Path, client: Client
) -> None:
    round_id = heard()
    client.force_login(Person.objects.get(email="tom@example.org"))

    joined(client, partner="citizens")
    client.post(VOTE, {"statement": "1", "vote": "1"})
    client.post(VOTE, {"statement": "1", "vote": "-1"})

    person = Participant.objects.get(round_id=round_id)
    assert (person.partner, person.strength) == ("third_sector", "email")
    assert Pseudonym.objects.get(pseudonym=person.voter).person.email == "tom@example.org"
    assert by("tom").seat != person.voter
    assert Vote.objects.get().vote == -1
    with pytest.raises(NotPossible):
        take_part(round_id=round_id, voter=person.voter, partner=Partner.PUBLIC, strength="email", by=by("tom"), at=NOW)


def test_what_somebody_would_rather_not_say_is_not_kept(home: Path, client: Client) -> None:
    heard()

    client.post(f"/en/rounds/{SLUG}/listen/join/", {"partner": "citizens", "age": "", "place": "LL", "tongue": "cy"})

    person = Participant.objects.get()
    assert (person.place, person.profile) == ("LL", {"language": "cy"})


def test_everybody_is_asked_about_the_least_answered_first_and_never_about_their_own(home: Path) -> None:
    round_id = heard((BUS, Bilingual("B", "B"), Bilingual("C", "C")))
    mine, other = voter(round_id), voter(round_id)
    Statement.objects.filter(identifier="2").update(author=mine)
    cast_vote(round_id=round_id, statement="3", vote=1, voter=other, strength="open", by=VISITOR, at=NOW)

    asked = next_one(round_id, mine, Language.EN)

    assert asked is not None
    assert asked.id == "1"
    assert next_one(round_id, mine, Language.EN) == asked


def test_votes_are_seen_taken_and_erased_and_leave_the_map_but_not_the_record(home: Path, client: Client) -> None:
    round_id = heard()
    joined(client)
    client.post(VOTE, {"statement": "1", "vote": "1"})
    other = voter(round_id)
    cast_vote(round_id=round_id, statement="1", vote=-1, voter=other, strength="open", by=VISITOR, at=NOW)

    mine = client.get(f"/en/rounds/{SLUG}/listen/mine/").content.decode()
    taken = client.get(f"/en/rounds/{SLUG}/listen/mine/votes.csv").content.decode()
    page = client.get(f"/en/rounds/{SLUG}/listen/mine/erase/")
    gone = client.post(
        f"/en/rounds/{SLUG}/listen/mine/erase/", {"sure": "on", "key": page.context["form"]["key"].value()}, follow=True
    )

    assert BUS.en in mine
    assert taken.splitlines() == ["statement,text_cy,text_en,vote", f"1,{BUS.cy},{BUS.en},agree"]
    assert "Your votes are erased." in gone.content.decode()
    assert list(Vote.objects.values_list("voter", flat=True)) == [other]
    assert Entry.objects.filter(type="listen.votes_cast").count() == 2
    assert Sealed.objects.filter(entry__type="listen.votes_cast").count() == 1
    erased = json.loads(Entry.objects.get(type="record.erased").entry)
    assert erased["body"] == {"entries": 1, "ground": "own-request", "of": "listen.votes_cast"}
    assert live_files(round_id)["listen/votes.csv"].decode().count("\n") == 2
    with pytest.raises(NotPossible):
        erase_votes(round_id=round_id, voter="", by=VISITOR, at=NOW)


def test_nobody_sees_another_persons_votes(home: Path, client: Client) -> None:
    round_id = heard()
    name = voter(round_id)
    cast_vote(round_id=round_id, statement="1", vote=1, voter=name, strength="open", by=VISITOR, at=NOW)

    taken = client.get(f"/en/rounds/{SLUG}/listen/mine/votes.csv").content.decode()

    assert taken.splitlines() == ["statement,text_cy,text_en,vote"]
    assert "You have not taken part" in client.get(f"/en/rounds/{SLUG}/listen/mine/").content.decode()


def test_the_tab_leads_to_the_votes_while_listening_is_open(home: Path, client: Client, settings: Settings) -> None:
    heard()

    page = client.get(f"/en/rounds/{SLUG}/listen/").content.decode()
    assert f'href="{VOTE}"' in page

    at_clock(settings, "2026-11-02T09:00:00Z")
    client.cookies["anything"] = "1"
    assert f'href="{VOTE}"' not in client.get(f"/en/rounds/{SLUG}/listen/").content.decode()


def test_who_changes_an_answer_is_told_what_they_had_answered_and_what_counts_now(home: Path, client: Client) -> None:
    heard()
    joined(client)

    def answer(vote: str, language: str = "en") -> str:
        sent = {"statement": "1", "vote": vote, "key": f"{language}{vote}"}
        return client.post(VOTE.replace("/en/", f"/{language}/"), sent, follow=True).content.decode()

    first, changed = answer("1"), answer("-1")
    again, welsh = answer("-1", "cy"), answer("0", "cy")

    assert "You had answered" not in first
    assert f"“{BUS.en}” You had answered Agree; now Disagree counts." in changed
    assert "Eich ateb cynt" not in again
    assert f"‘{BUS.cy}’ Eich ateb cynt: Anghytuno. Yr ateb sy’n cyfrif nawr: Heb farn." in welsh
    assert Vote.objects.get().vote == 0


def test_joining_says_in_two_sentences_where_answers_go(home: Path, client: Client) -> None:
    heard()

    english, welsh = (client.get(f"/{code}/rounds/{SLUG}/listen/join/").content.decode() for code in ("en", "cy"))

    assert "your answers are on the opinion map. If you do not, they are counted beside the map." in english
    assert "bydd eich atebion ar y map barn. Os na wnewch, caiff eich atebion eu rhestru ar wahân i’r map." in welsh


@pytest.mark.parametrize(("language", "words"), [("en", "Take part"), ("cy", "Cymryd rhan")])
def test_lists_lead_to_voting_while_listening_is_open_for_anyone(
    home: Path, client: Client, language: str, words: str
) -> None:
    round_id = heard()
    vote_here = f'href="/{language}/rounds/{SLUG}/vote/">{words}<'
    day = last_day(round_id, "listen")
    assert day is not None

    for page in (f"/{language}/", f"/{language}/rounds/"):
        assert vote_here in client.get(page).content.decode()
    assert [line.listens for line in network(Language.EN, day).open] == [True]
    assert [line.listens for line in network(Language.EN, day + timedelta(days=1)).open] == [False]


def test_the_page_of_a_vote_has_the_round_on_one_line(home: Path, client: Client) -> None:
    heard()
    joined(client)

    main = client.get(VOTE).content.decode().partition("<main")[2]

    assert 'class="stages"' not in main
    assert f'Stage 1 of 8: <a href="/en/rounds/{SLUG}/listen/">Listen' in main

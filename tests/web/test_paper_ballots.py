"""Paper ballots: booklets with a code each, typed in by two people who do not see each other's reading, cast once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.web.acting import by
from tests.web.on_paper import BEFORE, LATER, WHILE_OPEN, close, keyed, printed, read, with_booklets
from tests.web.voting import OPENED, PROJECTS, ready, roll, say, vote

from cydradd.decide.ballots import order_for
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import NotYours
from cydradd_web.apply.models import Application
from cydradd_web.components.codes import NotACode, hash_of
from cydradd_web.components.paper import paper_hash
from cydradd_web.decide.models import Ballot, Booklet, BookletReading, Code
from cydradd_web.decide.paper import State
from cydradd_web.decide.paper_refusals import BookletUsed, NoSuchBooklet, PaperEntered, ReadByYou
from cydradd_web.decide.selectors.paper import state_by_code, waiting
from cydradd_web.decide.selectors.voting import ballot_by_pseudonym
from cydradd_web.decide.services.booklets import print_again, print_booklets
from cydradd_web.decide.services.casting import enter_code
from cydradd_web.decide.services.keying import Keyed, key_booklet, settle_booklet
from cydradd_web.decide.services.roll import ShownOnce, cancel_batch, close_roll
from cydradd_web.record.models import Entry, Sealed
from cydradd_web.rounds.services.acting import NotNow

pytestmark = pytest.mark.django_db(transaction=True)
SCAN = "ab" * 32


def settled(round_id: int, number: int, who: str, *crosses: str, void: bool = False) -> Keyed:
    """What a third person says of a booklet."""
    return settle_booklet(
        round_id=round_id, number=number, reading=read(*crosses, void=void), by=by(who), at=WHILE_OPEN
    )


def ballots() -> dict[str, list[str]]:
    """The choices in force, by pseudonym."""
    return {row.voter: [project for project, _ in row.support] for row in Ballot.objects.filter(live=True)}


def test_each_booklet_has_a_code_of_the_roll_and_one_of_the_64_published_orders(home: Path) -> None:
    round_id = ready()

    made = printed(round_id, 66)

    assert [each.number for each in made] == list(range(1, 67))
    assert [each.order for each in made] == [*range(1, 65), 1, 2]
    assert {each.number: each.projects for each in made} == {
        each.number: order_for("cwm", each.order - 1, list(PROJECTS)) for each in made
    }
    assert len({each.projects for each in made}) > 10
    rows = {row.number: row for row in Booklet.objects.select_related("code", "batch")}
    assert all(rows[each.number].code.code_hash == hash_of(each.code) for each in made)
    assert all(rows[each.number].paper_hash == paper_hash(round_id, each.number, each.paper_code) for each in made)
    assert {row.batch.partner for row in rows.values()} == {"citizens"}
    assert [row.code_id for _, row in sorted(rows.items())] != sorted(row.code_id for row in rows.values()), "no order"
    assert not Entry.objects.filter(type__startswith="decide.").exists()


def test_booklets_are_shown_once_and_counted_on_the_roll(home: Path) -> None:
    round_id = ready()
    printed(round_id, 3, key="k")
    with pytest.raises(ShownOnce):
        printed(round_id, 3, key="k")
    roll(round_id)

    assert Booklet.objects.count() == 3
    assert Code.objects.filter(partner="citizens").count() == 7
    with pytest.raises(NotPossible, match="The roll is closed"):
        printed(round_id)


@pytest.mark.parametrize("who", ["olwen", "ann", "tom"])
def test_only_the_office_that_gives_codes_prints(home: Path, who: str) -> None:
    round_id = ready()
    with pytest.raises(NotYours):
        print_booklets(round_id=round_id, partner=Partner.PUBLIC, many=1, label="x", by=by(who), at=BEFORE)
    assert not Code.objects.exists()


@pytest.mark.parametrize("many", [0, -1, 501, 10**30])
def test_a_number_that_cannot_be_printed_is_refused(home: Path, many: int) -> None:
    round_id = ready()
    with pytest.raises(NotPossible, match="from 1 to 500"):
        printed(round_id, many)
    assert not Code.objects.exists()


def test_nothing_is_printed_before_it_is_known_what_is_on_the_ballot(home: Path) -> None:
    round_id = ready()
    with pytest.raises(NotNow, match="The call for applications has not closed"):
        print_booklets(
            round_id=round_id, partner=Partner.PUBLIC, many=1, label="x", by=by("eleri"), at=BEFORE - timedelta(days=30)
        )
    Application.objects.all().delete()
    with pytest.raises(NotPossible, match="No application is eligible"):
        printed(round_id)
    assert not Code.objects.exists()


def test_the_ballot_does_not_open_while_a_booklet_lacks_a_project(home: Path) -> None:
    round_id = ready()
    found = Application.objects.get(identifier="bws")
    Application.objects.filter(pk=found.pk).delete()
    printed(round_id, 2)
    roll(round_id)
    found.save()
    with pytest.raises(NotPossible, match=r"Not every project on the ballot is in these booklets: 1–2\."):
        say(round_id, "window_opens", "ballot", OPENED)

    again = print_again(round_id=round_id, batch=Booklet.objects.all()[0].batch_id, by=by("eleri"), at=BEFORE)
    say(round_id, "window_opens", "ballot", OPENED)

    assert [each.number for each in again] == [3, 4]
    assert all("bws" in each.projects for each in again)


def test_a_batch_is_printed_again_in_place_of_what_was_not_used_and_the_roll_does_not_grow(home: Path) -> None:
    round_id, made, _ = with_booklets(3)
    batch = Booklet.objects.all()[0].batch_id
    keyed(round_id, made[0], "ann", read("bws"))
    vote(round_id, made[1].code, ["bws"])

    def again(who: str = "eleri", number: int = batch, key: str = "") -> int:
        return len(print_again(round_id=round_id, batch=number, by=by(who), at=WHILE_OPEN, key=key))

    with pytest.raises(NotYours):
        again("olwen")
    assert again(key="k") == 1
    with pytest.raises(ShownOnce):
        again(key="k")
    for number in (batch, 10**30):
        with pytest.raises(NotPossible, match="No booklet of this batch is unused"):
            again(number=number)
    assert Code.objects.filter(partner="citizens", cancelled=False).count() == 7
    with pytest.raises(NoSuchBooklet, match="was cancelled"):
        keyed(round_id, made[2], "ann", read("bws"))
    close(round_id)
    with pytest.raises(NotNow, match="Voting has closed"):
        print_again(round_id=round_id, batch=batch, by=by("eleri"), at=LATER)


def test_two_equal_readings_are_one_ballot_as_from_the_web(home: Path) -> None:
    round_id, made, codes = with_booklets()
    web = vote(round_id, codes[Partner.CITIZENS][0], ["gardd"])

    assert keyed(round_id, made[0], "ann", read("bws", "clwb")) == Keyed(State.ONCE)
    assert len(ballots()) == 1
    assert state_by_code(round_id, made[0].code) is State.ONCE
    done = keyed(round_id, made[0], "tom", read("clwb", "bws"), scan=SCAN.upper())

    assert done.state is State.CAST
    assert done.receipt is not None
    row = Entry.objects.get(round_id=round_id, position=done.receipt.number)
    entry, of_web = json.loads(row.entry), json.loads(Entry.objects.get(position=web.number).entry)
    right = Code.objects.get(code_hash=hash_of(made[0].code))
    assert entry["actor"] == {
        "channel": "paper", "partner": "citizens", "pseudonym": right.pseudonym, "role": "voter",
    }  # fmt: skip
    assert (entry["type"], of_web["type"]) == ("decide.ballot_cast", "decide.ballot_cast")
    assert entry["at"].endswith(":00:00Z")
    assert entry["body"] == {"ballot": 1, "scan": SCAN}
    assert of_web["body"] == {"ballot": 1}
    assert row.openings == {}
    assert Sealed.objects.get(entry=row).part == {"choices": ["bws", "clwb"], "v": 1}
    assert ballots()[right.pseudonym or ""] == ["bws", "clwb"]
    found = ballot_by_pseudonym(round_id, right.pseudonym or "")
    assert found is not None
    assert (found.number, found.leaf, found.state) == (done.receipt.number, done.receipt.leaf, "in_force")
    assert enter_code(round_id=round_id, code=made[0].code, places=(), at=WHILE_OPEN, to_vote=False) == right.pseudonym
    assert set(BookletReading.objects.values_list("crosses", "void")) == {(None, None)}


def test_an_empty_booklet_is_a_vote_for_none_and_one_project_alone_counts(home: Path) -> None:
    round_id, made, _ = with_booklets()
    for booklet, reading in zip(made, (read(), read("gardd")), strict=True):
        keyed(round_id, booklet, "ann", reading)
        assert keyed(round_id, booklet, "tom", reading).state is State.CAST
    assert sorted(ballots().values()) == [[], ["gardd"]]


def test_what_two_read_differently_goes_to_a_third(home: Path) -> None:
    round_id, made, _ = with_booklets()
    keyed(round_id, made[0], "ann", read("bws", "clwb"))
    assert keyed(round_id, made[0], "tom", read("bws", "gardd")) == Keyed(State.DIFFERS)
    assert not ballots()
    assert waiting(round_id, by("olwen").seat).settle == [1]
    assert waiting(round_id, by("ann").seat).settle_own == [1]

    for who in ("ann", "tom"):
        with pytest.raises(ReadByYou):
            settled(round_id, 1, who, "clwb")
    with pytest.raises(NotPossible, match="Only the places that were read differently"):
        settled(round_id, 1, "olwen", "bws")
    with pytest.raises(NotYours, match="gave out the codes"):
        settled(round_id, 1, "eleri", "clwb")
    with pytest.raises(BookletUsed, match="A third person must"):
        keyed(round_id, made[0], "olwen", read("bws"))
    done = settled(round_id, 1, "olwen", "clwb")

    assert done.state is State.CAST
    assert list(ballots().values()) == [["bws", "clwb"]]
    row = Booklet.objects.get(number=1)
    assert (row.compared, row.differed, row.settled_by) == (5, 2, by("olwen").seat)
    with pytest.raises(BookletUsed, match="counts once"):
        settled(round_id, 1, "olwen", "clwb")
    with pytest.raises(BookletUsed, match="not typed this booklet in yet"):
        settled(round_id, 2, "olwen", "clwb")
    with pytest.raises(NoSuchBooklet):
        settled(round_id, 10**30, "olwen", "clwb")


def test_what_cannot_be_counted_is_recorded_and_takes_no_right_away(home: Path) -> None:
    round_id, made, _ = with_booklets(3)
    keyed(round_id, made[0], "ann", read(void=True))
    done = keyed(round_id, made[0], "tom", read("bws", void=True))
    keyed(round_id, made[1], "ann", read(void=True))
    keyed(round_id, made[1], "tom", read("bws", "clwb"))

    assert done.state is State.VOID
    assert done.receipt is not None
    entry = json.loads(Entry.objects.get(position=done.receipt.number).entry)
    assert (entry["type"], entry["body"], entry["actor"]["channel"]) == (
        "decide.ballot_voided",
        {"booklet": 1},
        "paper",
    )
    assert not ballots()
    assert settled(round_id, 2, "olwen", "bws").state is State.CAST
    assert list(ballots().values()) == [["bws"]]
    vote(round_id, made[0].code, ["gardd"])
    assert sorted(ballots().values()) == [["bws"], ["gardd"]]
    keyed(round_id, made[2], "ann", read("bws"))
    keyed(round_id, made[2], "tom", read(void=True))
    assert settled(round_id, 3, "olwen", void=True).state is State.VOID


def test_a_code_that_voted_on_the_web_keeps_that_vote(home: Path) -> None:
    round_id, made, _ = with_booklets(3)
    vote(round_id, made[0].code, ["gardd"])
    keyed(round_id, made[1], "ann", read("bws"))
    vote(round_id, made[1].code, ["clwb"])
    keyed(round_id, made[2], "ann", read("bws"))
    keyed(round_id, made[2], "tom", read("clwb"))
    vote(round_id, made[2].code, ["llwybr"])

    for booklet, who in ((made[0], "ann"), (made[1], "tom")):
        with pytest.raises(BookletUsed, match="Somebody voted on the web"):
            keyed(round_id, booklet, who, read("bws"))
    with pytest.raises(BookletUsed, match="Somebody voted on the web"):
        settled(round_id, 3, "olwen", "bws")

    assert sorted(ballots().values()) == [["clwb"], ["gardd"], ["llwybr"]]
    assert not waiting(round_id, by("olwen").seat).any
    vote(round_id, made[0].code, ["bws"])  # a vote on the web can be changed until the close


def test_a_code_whose_booklet_is_in_takes_no_vote_on_the_web(home: Path) -> None:
    round_id, made, _ = with_booklets()
    keyed(round_id, made[0], "ann", read("bws"))
    keyed(round_id, made[0], "tom", read("bws"))

    with pytest.raises(PaperEntered, match="is entered"):
        vote(round_id, made[0].code, ["gardd"])
    with pytest.raises(PaperEntered):
        enter_code(round_id=round_id, code=made[0].code, places=(), at=WHILE_OPEN)

    assert list(ballots().values()) == [["bws"]]


def test_nobody_reads_twice_and_twice_the_same_act_is_one(home: Path) -> None:
    round_id, made, _ = with_booklets()
    keyed(round_id, made[0], "ann", read("bws"), key="k")

    assert keyed(round_id, made[0], "ann", read("bws"), key="k") == Keyed(State.ONCE)
    with pytest.raises(ReadByYou):
        keyed(round_id, made[0], "ann", read("bws"), key="other")
    with pytest.raises(NotYours, match="gave out the codes"):
        keyed(round_id, made[0], "eleri", read("bws"))
    assert BookletReading.objects.count() == 1


def test_what_is_no_booklet_is_refused(home: Path) -> None:
    round_id, made, _ = with_booklets()
    first, second = made

    def typed(number: int, code: str) -> None:
        key_booklet(round_id=round_id, number=number, code=code, reading=read(), by=by("ann"), at=WHILE_OPEN)

    for number, code in ((1, second.paper_code), (2, first.paper_code), (99, first.paper_code), (1, "0" * 15)):
        with pytest.raises(NoSuchBooklet, match="There is no booklet"):
            typed(number, code)
    for code in ("", "12", first.code, "x" * 15):  # the right to vote is no code of a booklet
        with pytest.raises(NotACode):
            typed(1, code)
    with pytest.raises(NotPossible, match="a project that is not in this booklet"):
        keyed(round_id, first, "ann", read("bws", "castell"))
    for scan in ("abc", "z" * 64):
        with pytest.raises(NotPossible, match="64 hexadecimal digits"):
            keyed(round_id, first, "ann", read("bws"), scan=scan)
    assert not BookletReading.objects.exists()
    keyed(round_id, first, "ann", read("bws"), scan=SCAN)
    with pytest.raises(NotPossible, match="Another scan"):
        keyed(round_id, first, "tom", read("bws"), scan="cd" * 32)
    cancel_batch(round_id=round_id, batch=Booklet.objects.all()[0].batch_id, by=by("eleri"), at=WHILE_OPEN)
    with pytest.raises(NoSuchBooklet, match="was cancelled"):
        keyed(round_id, second, "ann", read("bws"))


def test_booklets_are_typed_in_from_the_opening_and_after_the_close_but_not_before(home: Path) -> None:
    round_id = ready()
    made = printed(round_id, 1)
    roll(round_id)
    with pytest.raises(NotNow, match="has not opened yet"):
        keyed(round_id, made[0], "ann", read("bws"), at=BEFORE)
    say(round_id, "window_opens", "ballot", OPENED)
    close(round_id)

    keyed(round_id, made[0], "ann", read("bws"), at=LATER)
    done = keyed(round_id, made[0], "tom", read("bws"), at=LATER)

    assert done.state is State.CAST
    with pytest.raises(NotNow):
        vote(round_id, made[0].code, ["bws"], at=LATER)


def test_a_project_withdrawn_after_the_printing_counts_nothing(home: Path) -> None:
    round_id = ready()
    made = printed(round_id, 1)
    roll(round_id)
    Application.objects.filter(identifier="bws").update(status="withdrawn")
    say(round_id, "window_opens", "ballot", OPENED)

    keyed(round_id, made[0], "ann", read("bws", "clwb"))
    assert keyed(round_id, made[0], "tom", read("bws", "clwb")).state is State.CAST

    assert list(ballots().values()) == [["clwb"]]


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What came of acts that begin together."""
    start, found = threading.Barrier(len(acts)), list[object]()

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            found.append(act())
        except CydraddError as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="a database in memory has one connection")
def test_a_booklet_and_a_vote_on_the_web_at_once_are_one_ballot(home: Path) -> None:
    round_id, made, _ = with_booklets()
    keyed(round_id, made[0], "ann", read("bws"))

    found = at_once([
        lambda: keyed(round_id, made[0], "tom", read("bws")),
        lambda: keyed(round_id, made[0], "olwen", read("bws")),
        lambda: vote(round_id, made[0].code, ["gardd"]),
    ])  # fmt: skip

    assert Entry.objects.filter(type="decide.ballot_cast").count() == 1
    assert len(ballots()) == 1
    assert sum(isinstance(each, CydraddError) for each in found) == 2


def test_the_database_holds_the_rules_too(home: Path) -> None:
    round_id, made, _ = with_booklets()
    keyed(round_id, made[0], "ann", read("bws"))
    one, two = Booklet.objects.all()
    seat = by("ann").seat

    def refused(act: Callable[[], object]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    refused(lambda: BookletReading.objects.create(booklet=one, hand=2, seat=seat, at=WHILE_OPEN))
    refused(lambda: BookletReading.objects.create(booklet=one, hand=1, seat="other", at=WHILE_OPEN))
    refused(lambda: BookletReading.objects.create(booklet=one, hand=4, seat="other", at=WHILE_OPEN))
    for changed in ({"outcome": "cast"}, {"outcome": "lost"}, {"drawn": True}, {"compared": 1, "differed": 2},
                    {"again": 0}, {"number": 1}, {"code": one.code_id}):  # fmt: skip
        refused(lambda changed=changed: Booklet.objects.filter(pk=two.pk).update(**changed))


def test_the_roll_that_is_closed_counts_booklets(home: Path) -> None:
    round_id = ready()
    printed(round_id, 12)
    for partner in (Partner.PUBLIC, Partner.THIRD_SECTOR):
        print_booklets(round_id=round_id, partner=partner, many=3, label="x", by=by("eleri"), at=BEFORE)

    receipt = close_roll(round_id=round_id, by=by("eleri"), at=BEFORE)

    body = json.loads(Entry.objects.get(position=receipt.number).entry)["body"]
    assert (body["citizens"], body["public"]) == (12, None)

"""Paper sheets: made with a code each, typed in by two people who do not see each other's reading, counted once."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.web.acting import AT, by, person
from tests.web.heard import BUS, CLUB, NOW, heard
from tests.web.way import LAST_DAY, listening

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import Duty, NotYours
from cydradd_web.accounts.models import Pseudonym
from cydradd_web.accounts.selectors import by_for
from cydradd_web.components.codes import NotACode
from cydradd_web.components.paper import paper_hash
from cydradd_web.listen.models import PaperBatch, PaperKeying, PaperSheet, Participant, Vote
from cydradd_web.listen.paper import Reading, State, laid_out
from cydradd_web.listen.selectors import live_files
from cydradd_web.listen.selectors import paper as sheets_of
from cydradd_web.listen.services.keying import Keyed, key_sheet, settle_sheet
from cydradd_web.listen.services.paper import Printed, cancel_sheets, make_sheets
from cydradd_web.listen.words import KeyedByYou, NoSuchSheet, SheetOfAnotherRound, SheetsShownOnce, SheetUsed
from cydradd_web.record.models import Entry, Sealed
from cydradd_web.rounds.services.acting import AlreadyRecorded, NotNow
from cydradd_web.rounds.services.convening import convene, seat_person

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = NOW.replace(month=LAST_DAY.month, day=LAST_DAY.day) + timedelta(days=1)
AGREES = Reading(Partner.CITIZENS, {"1": 1, "2": -1})
OTHERWISE = Reading(Partner.PUBLIC, {"1": 1, "2": 0})


def printed(round_id: int, many: int = 2, way: str = "in_person", who: str = "olwen") -> tuple[Printed, ...]:
    """Sheets, made by an officer."""
    return make_sheets(round_id=round_id, way=way, many=many, each=20, by=by(who), at=NOW)


def keyed(
    round_id: int, sheet: Printed, who: str, reading: Reading = AGREES, *, key: str = "", code: str | None = None
) -> Keyed:
    """One sheet, typed in by somebody."""
    return key_sheet(
        round_id=round_id, number=sheet.number, code=sheet.code if code is None else code, reading=reading,
        by=by(who), at=NOW, key=key,
    )  # fmt: skip


def test_sheets_are_numbered_and_only_the_hash_of_each_code_is_kept(home: Path) -> None:
    round_id = heard()

    first, second = printed(round_id), printed(round_id, many=1, way="post", who="tom")

    assert [each.number for each in first + second] == [1, 2, 3]
    assert {each.number: each.code_hash for each in PaperSheet.objects.all()} == {
        each.number: paper_hash(round_id, each.number, each.code) for each in first + second
    }
    assert all(set(each.statements) == {"1", "2"} and len(each.code) == 17 for each in first)
    with pytest.raises(NotYours):
        printed(round_id, who="ann")
    assert not Entry.objects.filter(type__startswith="listen.votes").exists()


def test_codes_are_shown_once(home: Path) -> None:
    round_id = heard()
    keys = {"round_id": round_id, "way": "open", "many": 1, "each": 5, "by": by("olwen"), "at": NOW, "key": "k"}

    make_sheets(**keys)
    with pytest.raises(SheetsShownOnce):
        make_sheets(**keys)

    assert PaperSheet.objects.count() == 1


def test_every_statement_is_printed_as_often_as_any_other_and_none_always_stands_first() -> None:
    orders = laid_out([str(n) for n in range(9)], first=1, sheets=90, each=4, seed="cwm")

    assert orders == laid_out([str(n) for n in range(9)], first=1, sheets=90, each=4, seed="cwm")
    assert all(len(set(order)) == 4 for order in orders)
    assert set(Counter(each for order in orders for each in order).values()) == {40}
    assert len({order[0] for order in orders}) == 9
    assert max(Counter(order[0] for order in orders).values()) < 25
    assert laid_out(["a", "b"], first=1, sheets=3, each=30, seed="x")[0] in {("a", "b"), ("b", "a")}


@pytest.mark.parametrize(
    "changed", [{"many": 0}, {"many": 501}, {"many": 10**30}, {"each": 0}, {"each": 31}, {"way": "pigeon"}]
)
def test_what_cannot_be_printed_is_refused(home: Path, changed: dict[str, object]) -> None:
    keys = {"round_id": heard(), "way": "post", "many": 1, "each": 5, "by": by("olwen"), "at": NOW}

    with pytest.raises(NotPossible):
        make_sheets(**{**keys, **changed})  # type: ignore[arg-type]

    assert not PaperBatch.objects.exists()


def test_nothing_can_be_printed_without_statements_or_when_listening_is_over(home: Path) -> None:
    round_id = listening()
    with pytest.raises(NotPossible, match="No statement is shown"):
        printed(round_id)
    with pytest.raises(NotNow):
        make_sheets(round_id=round_id, way="post", many=1, each=5, by=by("olwen"), at=AFTER)


def test_two_equal_readings_are_one_sealed_entry_of_somebody_without_a_name(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]

    assert keyed(round_id, sheet, "olwen") == Keyed(State.ONCE)
    assert not Vote.objects.exists()
    done = keyed(round_id, sheet, "tom", Reading(Partner.CITIZENS, {"2": -1, "1": 1}))

    assert done.state is State.COUNTED
    assert done.receipt is not None
    row = Entry.objects.get(round_id=round_id, position=done.receipt.number)
    entry = json.loads(row.entry)
    voter = Participant.objects.get()
    assert (entry["type"], entry["body"], row.openings) == ("listen.votes_cast", {"votes": 2}, {})
    assert entry["actor"] == {"channel": "paper", "partner": "citizens", "pseudonym": voter.voter, "role": "voter"}
    kept = Sealed.objects.get(entry=row).part
    assert sorted((each["statement"], each["vote"]) for each in kept) == [("1", 1), ("2", -1)]
    assert {v.statement: (v.vote, v.position, v.voter) for v in Vote.objects.all()} == {
        "1": (1, row.position, voter.voter), "2": (-1, row.position, voter.voter),
    }  # fmt: skip
    assert (voter.partner, voter.strength) == ("citizens", "in_person")
    assert Pseudonym.objects.get(pseudonym=voter.voter).person is None
    assert set(PaperKeying.objects.values_list("marks", "partner")) == {(None, None)}
    assert b"in_person" in live_files(round_id)["listen/participants.csv"]


def test_readings_that_differ_wait_until_somebody_settles_them(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id, way="open")[0]
    keyed(round_id, sheet, "olwen")

    assert keyed(round_id, sheet, "tom", OTHERWISE).state is State.DIFFERS

    assert not Vote.objects.exists()
    assert sheets_of.to_be_settled(round_id) == [1]
    asked = sheets_of.to_settle(round_id, 1)
    assert asked is not None
    assert asked.on_partner
    assert [each for _, each, _ in asked.statements] == ["2"]
    assert (asked.first.marks["2"], asked.second.marks["2"]) == (-1, 0)
    keys = {"round_id": round_id, "number": 1, "by": by("tom"), "at": NOW}
    for wrong in ({}, {"1": 1, "2": 0}, {"2": 7}):
        with pytest.raises(NotPossible):
            settle_sheet(reading=Reading(Partner.PUBLIC, wrong), **keys)
    done = settle_sheet(reading=Reading(Partner.PUBLIC, {"2": 0}), **keys)
    assert done.state is State.COUNTED
    assert dict(Vote.objects.values_list("statement", "vote")) == {"1": 1, "2": 0}
    assert Participant.objects.get().partner == "public"
    found = sheets_of.figures(round_id)
    assert found is not None
    assert (found.printed, found.counted, found.waiting, found.compared, found.differed) == (2, 1, 0, 3, 2)
    assert found.percent == pytest.approx(66.67, abs=0.01)
    with pytest.raises(SheetUsed, match="counted already"):
        settle_sheet(reading=Reading(None, {"2": 0}), **keys)


def test_where_both_read_the_same_partner_nobody_can_settle_another(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]
    keyed(round_id, sheet, "olwen")
    keyed(round_id, sheet, "tom", Reading(Partner.CITIZENS, {"1": None, "2": -1}))

    settle_sheet(round_id=round_id, number=1, reading=Reading(Partner.PUBLIC, {"1": None}), by=by("olwen"), at=NOW)

    assert Participant.objects.get().partner == "citizens"
    assert dict(Vote.objects.values_list("statement", "vote")) == {"2": -1}


def test_nobody_is_both_readers_not_even_in_the_database(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]
    keyed(round_id, sheet, "olwen", key="one")

    assert keyed(round_id, sheet, "olwen", key="one") == Keyed(State.ONCE)
    with pytest.raises(KeyedByYou):
        keyed(round_id, sheet, "olwen", key="two")

    first = PaperKeying.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperKeying.objects.create(sheet=first.sheet, hand=2, seat=first.seat, marks={}, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperKeying.objects.create(sheet=first.sheet, hand=1, seat="another", marks={}, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSheet.objects.update(votes=1)


def test_a_sheet_counts_once(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]
    keyed(round_id, sheet, "olwen")
    keyed(round_id, sheet, "tom", key="k")

    with pytest.raises(AlreadyRecorded):
        keyed(round_id, sheet, "tom", key="k")
    for who in ("tom", "olwen"):
        with pytest.raises(SheetUsed):
            keyed(round_id, sheet, who, key="again")

    assert Entry.objects.filter(type="listen.votes_cast").count() == 1
    assert Vote.objects.count() == 2


def test_an_empty_sheet_is_read_twice_and_casts_nothing(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]
    empty = Reading(None, {"1": None, "2": None})

    keyed(round_id, sheet, "olwen", empty)
    assert keyed(round_id, sheet, "tom", empty) == Keyed(State.EMPTY)

    assert not Vote.objects.exists()
    assert not Participant.objects.exists()
    assert not Entry.objects.filter(type="listen.votes_cast").exists()
    assert sheets_of.standing(round_id, 1, sheet.code).state is State.EMPTY


def test_a_sheet_that_says_no_partner_is_counted_as_unknown(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id, way="post")[0]
    for who in ("olwen", "tom"):
        keyed(round_id, sheet, who, Reading(None, {"1": 0, "2": None}))

    assert list(Participant.objects.values_list("partner", "strength")) == [(None, "post")]
    assert json.loads(Entry.objects.get(type="listen.votes_cast").entry)["actor"]["partner"] is None


def wrong_code(round_id: int, sheet: Printed) -> None:
    """A code of the right form that is of no sheet."""
    keyed(round_id, sheet, "tom", code="00000-00000-00000")


def other_number(round_id: int, sheet: Printed) -> None:
    """The code of another sheet."""
    key_sheet(round_id=round_id, number=2, code=sheet.code, reading=AGREES, by=by("tom"), at=NOW)


def no_code(round_id: int, sheet: Printed) -> None:
    """What was typed is no code."""
    keyed(round_id, sheet, "tom", code="12\0")


def no_duty(round_id: int, sheet: Printed) -> None:
    """Whoever sits without a duty."""
    keyed(round_id, sheet, "ann")


def too_late(round_id: int, sheet: Printed) -> None:
    """Listening is over."""
    key_sheet(round_id=round_id, number=1, code=sheet.code, reading=AGREES, by=by("tom"), at=AFTER)


def too_few(round_id: int, sheet: Printed) -> None:
    """A statement of the sheet has no mark, not even "none"."""
    keyed(round_id, sheet, "tom", Reading(None, {"1": 1}))


def no_mark(round_id: int, sheet: Printed) -> None:
    """A mark that is none."""
    keyed(round_id, sheet, "tom", Reading(None, {"1": 1, "2": 7}))


def cancelled(round_id: int, sheet: Printed) -> None:
    """A sheet whose batch was cancelled."""
    cancel_sheets(round_id=round_id, batch=1, by=by("tom"), at=NOW)
    keyed(round_id, sheet, "tom")


def not_read_twice(round_id: int, sheet: Printed) -> None:
    """Nobody can settle what two people have not read."""
    keyed(round_id, sheet, "tom")
    settle_sheet(round_id=round_id, number=1, reading=AGREES, by=by("olwen"), at=NOW)


def never_printed(round_id: int, sheet: Printed) -> None:
    """There is no such sheet to settle."""
    settle_sheet(round_id=round_id, number=77, reading=AGREES, by=by("olwen"), at=NOW)


@pytest.mark.parametrize(
    ("act", "error", "said"),
    [
        (wrong_code, NoSuchSheet, "no sheet with this number and code"),
        (other_number, NoSuchSheet, "no sheet with this number and code"),
        (no_code, NotACode, "15 digits"),
        (no_duty, NotYours, "Only these"),
        (too_late, NotNow, "not open now"),
        (too_few, NotPossible, "every statement"),
        (no_mark, NotPossible, "every statement"),
        (cancelled, NoSuchSheet, "cancelled"),
        (not_read_twice, SheetUsed, "nothing to settle"),
        (never_printed, NoSuchSheet, "no sheet"),
    ],
)
def test_each_refusal_says_what_is_wrong_and_counts_nothing(
    home: Path, act: Callable[[int, Printed], None], error: type[CydraddError], said: str
) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]

    with pytest.raises(error, match=said) as refused:
        act(round_id, sheet)

    assert refused.value.sentence.cy
    assert not Vote.objects.exists()
    assert not PaperSheet.objects.filter(votes__isnull=False).exists()


def test_a_sheet_of_another_round_is_told_from_a_wrong_code(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id, many=1)[0]
    far = by_for(person("far", convener=True))
    other = convene(reference="other-26-001", title=Bilingual("Arall", "Other"), place=None, by=far, at=AT).round_id

    with pytest.raises(SheetOfAnotherRound, match="another round"):
        sheets_of.standing(other, sheet.number, sheet.code)
    with pytest.raises(NoSuchSheet, match="no sheet with this number"):
        sheets_of.standing(other, sheet.number, "0" * 15)


def test_a_batch_is_cancelled_only_while_none_of_it_was_typed_in(home: Path) -> None:
    round_id = heard()
    sheet = printed(round_id)[0]
    printed(round_id, many=3)
    keyed(round_id, sheet, "tom")

    with pytest.raises(NotPossible, match="typed in"):
        cancel_sheets(round_id=round_id, batch=1, by=by("tom"), at=NOW)
    cancel_sheets(round_id=round_id, batch=2, by=by("tom"), at=NOW)
    for nobody in (3, 0):
        with pytest.raises(NotPossible, match="no such batch"):
            cancel_sheets(round_id=round_id, batch=nobody, by=by("tom"), at=NOW)

    found = sheets_of.figures(round_id)
    assert found is not None
    assert (found.printed, found.waiting, found.percent) == (2, 1, None)
    assert [(each.number, each.first, each.last, each.keyed, each.cancelled) for each in sheets_of.batches(round_id)] == [
        (2, 3, 5, 0, True), (1, 1, 2, 1, False),
    ]  # fmt: skip


def test_two_first_readings_at_once_are_a_first_and_a_second(home: Path) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory has one connection; the run on PostgreSQL races")
    round_id = heard()
    seat_person(round_id=round_id, person=person("mair"), partner=Partner.PUBLIC, duties=[Duty.MODERATOR], at=AT)
    sheet = printed(round_id)[0]
    together, found = threading.Barrier(3), []

    def race(who: str) -> None:
        together.wait()
        try:
            found.append(str(keyed(round_id, sheet, who).state))
        except CydraddError as error:
            found.append(error.code)
        finally:
            connection.close()

    racing = [threading.Thread(target=race, args=(who,)) for who in ("olwen", "tom", "mair")]
    for each in racing:
        each.start()
    for each in racing:
        each.join()

    assert sorted(found) == ["counted", "once", "sheet-used"]
    assert sorted(PaperKeying.objects.values_list("hand", flat=True)) == [1, 2]
    assert Entry.objects.filter(type="listen.votes_cast").count() == 1


def test_a_large_batch_and_a_sheet_cost_few_queries(
    home: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    round_id = heard((BUS, CLUB, *(Bilingual(f"Datganiad {n}", f"Statement {n} {'x' * n}") for n in range(5))))
    with django_assert_max_num_queries(22):
        made = printed(round_id, many=500)
    reading = Reading(Partner.PUBLIC, dict.fromkeys(made[0].statements, 1))
    with django_assert_max_num_queries(16):
        keyed(round_id, made[0], "olwen", reading)
    with django_assert_max_num_queries(36):
        keyed(round_id, made[0], "tom", reading)
    assert Vote.objects.count() == 7

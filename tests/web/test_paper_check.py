"""The check of paper ballots: a sample that the record draws is typed in again, and too many differences force all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.web.acting import AT, by, person
from tests.web.on_paper import LATER, WHILE_OPEN, cast_all, close, keyed, read, with_booklets
from tests.web.voting import everybody_votes, vote

from cydradd.record import tree
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import NotYours
from cydradd_web.decide.models import Ballot, Booklet, BookletReading, PaperCheck
from cydradd_web.decide.paper import drawn, sample_size, too_many
from cydradd_web.decide.paper_refusals import BookletUsed, NoSuchBooklet, NotDrawn, ReadByYou
from cydradd_web.decide.selectors.paper_check import again, check, due, figures
from cydradd_web.decide.services.booklets import Printed
from cydradd_web.decide.services.checking import draw_sample, key_again, settle_again
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.decide.services.keying import settle_booklet
from cydradd_web.record.models import Entry
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import AlreadyRecorded, NotNow
from cydradd_web.rounds.services.convening import seat_person

pytestmark = pytest.mark.django_db(transaction=True)


def draws(round_id: int, who: str = "olwen", *, leave: bool = False, key: str = "") -> Receipt:
    """The officer ends the typing in."""
    return draw_sample(round_id=round_id, by=by(who), at=LATER, leave=leave, key=key)


def reads_again(
    round_id: int, booklet: Printed, who: str, *crosses: str, void: bool = False, key: str = ""
) -> int | None:
    """One booklet, typed in once more."""
    return key_again(
        round_id=round_id, number=booklet.number, code=booklet.paper_code, reading=read(*crosses, void=void),
        by=by(who), at=LATER, key=key,
    )  # fmt: skip


def settles_again(round_id: int, number: int, who: str, *crosses: str) -> Receipt | None:
    """What somebody says of a booklet that was read differently the last time."""
    return settle_again(round_id=round_id, number=number, reading=read(*crosses), by=by(who), at=LATER)


def counts(round_id: int) -> Receipt:
    """The officer presses."""
    return count_ballots(round_id=round_id, by=by("olwen"), at=LATER)


def typed_in(many: int) -> tuple[int, tuple[Printed, ...]]:
    """A round whose voting is over, with booklets all cast, for bws."""
    round_id, made, codes = with_booklets(many)
    cast_all(round_id, made, read("bws"))
    everybody_votes(round_id, codes)
    close(round_id)
    return round_id, made


def bodies(type_: str) -> list[dict[str, object]]:
    """What the entries of a type say."""
    rows = Entry.objects.filter(type=type_).order_by("position").values_list("entry", flat=True)
    return [json.loads(row)["body"] for row in rows]


def sampled(made: tuple[Printed, ...]) -> tuple[list[Printed], list[Printed]]:
    """The booklets that were drawn, and the others."""
    numbers = set(Booklet.objects.filter(drawn=True).values_list("number", flat=True))
    return [each for each in made if each.number in numbers], [each for each in made if each.number not in numbers]


@pytest.mark.parametrize(("of", "many"), [(0, 0), (1, 1), (19, 1), (20, 1), (21, 2), (100, 5), (101, 6)])
def test_five_percent_are_drawn_rounded_up(of: int, many: int) -> None:
    assert sample_size(of) == many


@pytest.mark.parametrize(
    ("differed", "of", "found"), [(0, 5, False), (0, 0, False), (1, 200, False), (1, 199, True), (3, 500, True)]
)
def test_more_than_half_a_percent_is_too_many(differed: int, of: int, found: bool) -> None:
    assert too_many(differed, of) is found


def test_the_draw_hangs_on_the_head_alone_and_takes_any_ballot_as_often() -> None:
    leaves = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(20)]
    found = drawn("ab" * 32, leaves, 2)

    assert found == drawn("ab" * 32, reversed(leaves), 2)
    assert len(found) == 2
    times = [sum(leaf in drawn(f"{n:064x}", leaves, 2) for n in range(1_000)) for leaf in leaves]
    assert all(60 < each < 140 for each in times), times  # 100 each on average


def test_the_record_draws_the_sample_and_anybody_can_draw_it_again(home: Path) -> None:
    round_id, _ = typed_in(21)

    receipt = draws(round_id)

    rows = list(Entry.objects.filter(round_id=round_id).order_by("position"))
    head = rows[: receipt.number]
    root = tree.root(bytes.fromhex(each.leaf) for each in head).hex()
    assert bodies("decide.paper_sampled") == [
        {"size": receipt.number, "root": root, "ballots": 21, "sample": 2, "left_out": 0}
    ]
    on_paper = [
        each.leaf
        for each in head
        if each.type == "decide.ballot_cast" and json.loads(each.entry)["actor"]["channel"] == "paper"
    ]
    lowest = sorted(on_paper, key=lambda leaf: hashlib.sha256(f"{root}\0{leaf}".encode()).digest())[:2]
    voters = set(Ballot.objects.filter(leaf__in=lowest).values_list("voter", flat=True))
    assert {row.code.pseudonym for row in Booklet.objects.filter(drawn=True)} == voters
    found = check(round_id)
    assert found is not None
    assert (found.ballots, found.sample, found.root, found.checked_at) == (21, 2, root, None)


def test_who_and_when_draws(home: Path) -> None:
    round_id, made, codes = with_booklets(3)
    cast_all(round_id, made[:1], read("bws"))
    everybody_votes(round_id, codes)
    with pytest.raises(NotNow, match="Voting has not closed"):
        draws(round_id)
    close(round_id)
    for who in ("ann", "tom", "eleri"):
        with pytest.raises(NotYours):
            draws(round_id, who)
    keyed(round_id, made[1], "ann", read("bws"), at=LATER)
    keyed(round_id, made[2], "ann", read("bws"), at=LATER)
    keyed(round_id, made[2], "tom", read("clwb"), at=LATER)
    with pytest.raises(NotPossible, match="not settled: 2, 3"):
        draws(round_id)
    assert not PaperCheck.objects.exists()

    draws(round_id, leave=True, key="k")

    assert bodies("decide.paper_sampled")[0]["left_out"] == 2
    with pytest.raises(AlreadyRecorded):
        draws(round_id, leave=True, key="k")
    with pytest.raises(NotPossible, match="drawn already"):
        draws(round_id)
    with pytest.raises(NotNow, match="typing in has ended"):
        keyed(round_id, made[1], "tom", read("bws"), at=LATER)
    with pytest.raises(NotNow, match="typing in has ended"):
        settle_booklet(round_id=round_id, number=3, reading=read("bws"), by=by("olwen"), at=LATER)
    reads_again(round_id, made[0], "olwen", "bws")
    counts(round_id)
    with pytest.raises(NotNow, match="are counted"):
        draws(round_id)
    with pytest.raises(NotNow, match="are counted"):
        keyed(round_id, made[1], "tom", read("bws"), at=LATER)
    with pytest.raises(NotNow, match="are counted"):
        reads_again(round_id, made[0], "asim", "bws")


def test_the_count_waits_for_the_check(home: Path) -> None:
    round_id, made = typed_in(2)
    with pytest.raises(NotPossible, match="must end the typing in and draw the sample"):
        counts(round_id)
    draws(round_id)
    with pytest.raises(NotPossible, match="Left to do: 1"):
        counts(round_id)
    (chosen,), _ = sampled(made)

    assert reads_again(round_id, chosen, "olwen", "bws") == 0

    assert due(round_id) is None
    assert bodies("decide.paper_checked") == [{"checked": 1, "differed": 0, "all_again": False}]
    counts(round_id)
    assert bodies("decide.ballots_published")[0]["ballots"] == 14


def test_without_paper_the_count_waits_for_nothing(home: Path) -> None:
    round_id, made, codes = with_booklets(2)
    everybody_votes(round_id, codes)
    vote(round_id, made[0].code, ["bws"])
    close(round_id)

    counts(round_id)

    assert not bodies("decide.paper_sampled")


def test_a_booklet_typed_in_once_holds_the_count_until_it_is_left_out(home: Path) -> None:
    round_id, made, codes = with_booklets(2)
    everybody_votes(round_id, codes)
    keyed(round_id, made[0], "ann", read("bws"))
    close(round_id)
    with pytest.raises(NotPossible, match="must end the typing in"):
        counts(round_id)
    draws(round_id, leave=True)
    assert bodies("decide.paper_sampled")[0]["sample"] == 0
    counts(round_id)


def test_the_sample_is_read_by_somebody_who_has_not_read_it(home: Path) -> None:
    round_id, made = typed_in(2)
    with pytest.raises(NotNow, match="No sample is drawn yet"):
        reads_again(round_id, made[0], "olwen", "bws")
    draws(round_id)
    (chosen,), (other,) = sampled(made)

    for who in ("ann", "tom"):
        with pytest.raises(ReadByYou):
            reads_again(round_id, chosen, who, "bws")
    with pytest.raises(NotYours, match="gave out the codes"):
        reads_again(round_id, chosen, "eleri", "bws")
    with pytest.raises(NotDrawn, match="was not drawn"):
        reads_again(round_id, other, "olwen", "bws")
    with pytest.raises(NoSuchBooklet):
        key_again(
            round_id=round_id, number=chosen.number, code=other.paper_code, reading=read(), by=by("olwen"), at=LATER
        )
    with pytest.raises(NotPossible, match="as a ballot that counts"):
        reads_again(round_id, chosen, "olwen", void=True)
    with pytest.raises(NotPossible, match="not in this booklet"):
        reads_again(round_id, chosen, "olwen", "castell")
    assert again(round_id, by("olwen").seat).read == [chosen.number]
    assert again(round_id, by("ann").seat).read_own == [chosen.number]
    assert reads_again(round_id, chosen, "olwen", "bws", key="k") == 0
    with pytest.raises((AlreadyRecorded, NotDrawn)):
        reads_again(round_id, chosen, "olwen", "bws", key="k")
    with pytest.raises(NotDrawn, match="already"):
        reads_again(round_id, chosen, "asim", "bws")


def test_whoever_settled_a_booklet_does_not_read_it_again(home: Path) -> None:
    round_id, made, _ = with_booklets(1)
    keyed(round_id, made[0], "ann", read("bws"))
    keyed(round_id, made[0], "tom", read("clwb"))
    settle_booklet(round_id=round_id, number=1, reading=read("bws"), by=by("olwen"), at=WHILE_OPEN)
    close(round_id)
    draws(round_id)

    with pytest.raises(ReadByYou):
        reads_again(round_id, made[0], "olwen", "bws")
    assert reads_again(round_id, made[0], "asim", "bws") == 0


def test_one_difference_in_a_small_sample_makes_everybody_read_all_of_them(home: Path) -> None:
    round_id, made = typed_in(3)
    draws(round_id)
    (chosen,), others = sampled(made)

    assert reads_again(round_id, chosen, "olwen", "bws", "clwb") == 1
    with pytest.raises(NotPossible, match="Left to do: 1"):
        counts(round_id)
    with pytest.raises(ReadByYou):
        settles_again(round_id, chosen.number, "olwen", "clwb")
    with pytest.raises(NotPossible, match="Only the places"):
        settles_again(round_id, chosen.number, "asim", "bws")
    with pytest.raises(BookletUsed):
        settles_again(round_id, others[0].number, "asim")
    with pytest.raises(NoSuchBooklet):
        settles_again(round_id, 99, "asim")
    before = Ballot.objects.get(voter=Booklet.objects.get(number=chosen.number).code.pseudonym)
    receipt = settles_again(round_id, chosen.number, "asim", "clwb")

    assert receipt is not None
    after = Ballot.objects.get(pk=before.pk)
    assert ([project for project, _ in after.support], after.times) == (["bws", "clwb"], 2)
    entry = json.loads(Entry.objects.get(position=receipt.number).entry)
    assert entry["refs"] == [{"leaf": before.leaf, "rel": "replaces"}]
    assert entry["actor"]["channel"] == "paper"
    assert bodies("decide.paper_checked") == [{"checked": 1, "differed": 1, "all_again": True}]
    with pytest.raises(NotPossible, match=r"every booklet must be typed in again.*Left to do: 2"):
        counts(round_id)
    with pytest.raises(BookletUsed):
        settles_again(round_id, chosen.number, "asim", "clwb")

    assert reads_again(round_id, others[0], "asim", "bws") == 0
    assert reads_again(round_id, others[1], "olwen", "gardd") == 2
    assert settles_again(round_id, others[1].number, "ann", "bws") is None, "the ballot stands as it was"

    assert bodies("decide.paper_checked")[1] == {"checked": 3, "differed": 2, "all_again": False}
    found, told = check(round_id), figures(round_id)
    assert found is not None
    assert told is not None
    assert (found.whole, found.differed, found.checked_at) == (True, 1, LATER)
    assert (told.read_again, told.differed_again, told.to_read, told.cast) == (3, 2, 0, 3)
    assert told.percent_again == pytest.approx(66.667, abs=0.001)
    assert set(BookletReading.objects.values_list("crosses", "void")) == {(None, None)}
    counts(round_id)
    assert bodies("decide.ballots_published")[0] == {
        **bodies("decide.ballots_published")[0],
        "ballots": 15,
        "changed": 1,
    }


def test_a_sample_that_is_the_same_leaves_the_others_alone(home: Path) -> None:
    round_id, made = typed_in(21)
    draws(round_id)
    chosen, _ = sampled(made)
    assert len(chosen) == 2

    for each in chosen:
        assert reads_again(round_id, each, "olwen", "bws") == 0

    assert Booklet.objects.filter(drawn=True).count() == 2
    assert due(round_id) is None


def test_a_person_who_joins_later_can_read_the_sample(home: Path) -> None:
    round_id, made = typed_in(1)
    draws(round_id)
    seat_person(round_id=round_id, person=person("nia"), partner=Partner.CITIZENS, at=AT)
    assert reads_again(round_id, made[0], "nia", "bws") == 0


def test_the_database_holds_the_rules_of_the_check_too(home: Path) -> None:
    round_id, _ = typed_in(2)
    draws(round_id)

    def refused(act: Callable[[], object]) -> None:
        with pytest.raises((IntegrityError, CydraddError)), transaction.atomic():
            act()

    refused(lambda: PaperCheck.objects.update(sample=3))
    refused(lambda: PaperCheck.objects.update(whole=True))
    refused(lambda: Booklet.objects.filter(drawn=False).update(again=0))
    refused(lambda: Booklet.objects.filter(drawn=True).update(checked_at=LATER))

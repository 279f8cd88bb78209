"""Weights, values and how sure a place is: the vector of design.md section 3, and its rules one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from cydradd.design.criteria import Criterion, Judged, Points, weigh
from cydradd.design.values import value
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner

WEIGHTS = {Partner.CITIZENS: "5 3 2", Partner.THIRD_SECTOR: "4 4 2", Partner.PUBLIC: "2 3 5"}
VALUES = {"A": "0.8 0.5 0.3", "B": "0.5 0.7 0.6", "C": "0.4 0.6 0.6"}
UNIT = [Criterion(name, Fraction(0), Fraction(1)) for name in ("c1", "c2", "c3")]


def points(weights: Mapping[Partner, str] = WEIGHTS) -> list[Points]:
    """One seat of each partner."""
    return [
        Points(f"seat-{partner}", partner, criterion.id, Fraction(each))
        for partner, given in weights.items()
        for criterion, each in zip(UNIT, given.split(), strict=True)
    ]


def judged(values: Mapping[str, str] = VALUES) -> list[Judged]:
    """Every application on every criterion."""
    return [
        Judged(id, criterion.id, Fraction(each))
        for id, reached in values.items()
        for criterion, each in zip(UNIT, reached.split(), strict=True)
    ]


def test_the_exact_part_of_the_vector() -> None:
    found = weigh(UNIT, points(), judged(), draws=1)

    assert list(found.round_weights.values()) == [Fraction(11, 30), Fraction(1, 3), Fraction(3, 10)]
    assert found.utility == {"A": Fraction(11, 20), "B": Fraction(179, 300), "C": Fraction(79, 150)}
    assert found.ranking == ("B", "A", "C")
    assert found.winner_by_partner == {Partner.CITIZENS: "A", Partner.THIRD_SECTOR: "B", Partner.PUBLIC: "B"}
    assert found.dominated == (("C", "B"),)
    assert (found.weight_moved, found.polarisation) == (Fraction(7, 90), Fraction(7, 15))


def test_the_sampled_part_of_the_vector() -> None:
    found = weigh(UNIT, points(), judged(), seed=7)

    first = {name: {id: shares[0] for id, shares in each.items()} for name, each in found.acceptability.items()}
    assert first["simplex"] == pytest.approx({"A": 0.30, "B": 0.70, "C": 0}, abs=0.005)
    assert first["partners"] == pytest.approx({"A": 0.10, "B": 0.90, "C": 0}, abs=0.005)
    assert not found.too_close
    for each in found.acceptability.values():
        assert all(sum(shares) == pytest.approx(1) for shares in each.values())


def test_the_same_seed_gives_the_same_shares_and_another_seed_others() -> None:
    one, again, other = (weigh(UNIT, points(), judged(), draws=1000, seed=seed).acceptability for seed in (3, 3, 4))

    assert one == again
    assert one != other


def test_a_partner_is_the_mean_of_its_persons_and_holds_a_third_however_many_they_are() -> None:
    crowd = [Points(f"more-{n}", Partner.CITIZENS, "c1", Fraction(1)) for n in range(3)]

    found = weigh(UNIT, [*points(), *crowd], judged(), draws=1)

    assert found.partner_weights[Partner.CITIZENS]["c1"] == (Fraction(1, 2) + 3) / 4
    assert found.round_weights["c1"] == ((Fraction(1, 2) + 3) / 4 + Fraction(2, 5) + Fraction(1, 5)) / 3


@pytest.mark.parametrize(
    ("direction", "reached", "worth"),
    [("up", 30, "1/4"), ("down", 30, "3/4"), ("up", 5, "0"), ("up", 500, "1"), ("down", 5, "1"), ("down", 500, "0")],
)
def test_a_value_is_a_place_on_a_fixed_scale(direction: str, reached: int, worth: str) -> None:
    criterion = Criterion("c", Fraction(20), Fraction(60), direction=direction)

    assert value(criterion, Fraction(reached)) == Fraction(worth)


def test_a_winner_under_fewer_than_six_mixtures_in_ten_is_too_close() -> None:
    near = {"A": "1 0 0", "B": "0 0 1"}
    even = {Partner.CITIZENS: "6 0 4", Partner.THIRD_SECTOR: "5 1 5", Partner.PUBLIC: "4 0 6"}

    found = weigh(UNIT, points(even), judged(near))

    assert found.too_close
    assert found.sentence.en == "Too close: a small change could change the order. Deliberate first."
    assert found.sentence.cy == "Rhy agos: gallai newid bach newid y drefn. Trafodwch yn gyntaf."


def test_two_that_are_worth_the_same_are_too_close_and_nothing_need_be_moved() -> None:
    found = weigh(UNIT, points(), judged({"A": "0.5 0.5 0.5", "B": "0.5 0.5 0.5"}))

    assert (found.too_close, found.ranking) == (True, ("A", "B"))
    assert found.weight_moved == 0
    assert found.acceptability["partners"] == {"A": [1, 0], "B": [1, 0]}


def test_where_no_weights_change_the_winner_there_is_no_weight_to_move() -> None:
    assert weigh(UNIT, points(), judged({"B": "0.5 0.7 0.6", "C": "0.4 0.6 0.6"}), draws=1).weight_moved is None
    assert weigh(UNIT, points(), judged({"B": "0.5 0.7 0.6"}), draws=1).weight_moved is None


def test_of_equal_worth_the_one_that_is_nowhere_worse_comes_first() -> None:
    none_for_c3 = dict.fromkeys(Partner, "1 1 0")

    found = weigh(UNIT, points(none_for_c3), judged({"A": "0.5 0.5 0.1", "Z": "0.5 0.5 0.9"}), draws=1)

    assert (found.ranking, found.dominated) == (("Z", "A"), (("A", "Z"),))


def test_a_seat_that_gives_no_points_takes_no_part_and_is_named() -> None:
    blank = [Points("quiet", Partner.CITIZENS, "c1", Fraction(0))]

    found = weigh(UNIT, [*points(), *blank], judged(), draws=1)

    assert found.blank_seats == ("quiet",)
    assert found.partner_weights[Partner.CITIZENS]["c1"] == Fraction(1, 2)


NO_PUBLIC = [row for row in points() if row.partner is not Partner.PUBLIC]
ZERO_PUBLIC = [*NO_PUBLIC, Points("p", Partner.PUBLIC, "c1", Fraction(0))]
TWO_PARTNERS = [*points(), Points("seat-citizens", Partner.PUBLIC, "c1", Fraction(1))]


@pytest.mark.parametrize(
    ("criteria", "given", "scores", "words"),
    [
        (UNIT, points(), judged()[:-1], ["score is missing", "Application: C", "Criterion: c3"]),
        (UNIT, points(), [*judged(), judged()[0]], ["two scores", "Application: A", "Criterion: c1"]),
        (UNIT, points(), [*judged(), Judged("A", "c9", Fraction(1))], ["not listed", "Criterion: c9"]),
        (UNIT, points(), [], ["no application"]),
        (UNIT, NO_PUBLIC, judged(), ["nobody will guess", "Public bodies (public)"]),
        (UNIT, ZERO_PUBLIC, judged(), ["Public bodies (public)"]),
        (UNIT, [], judged(), ["Citizens (citizens)"]),
        (UNIT, [*points(), Points("x", Partner.PUBLIC, "c9", Fraction(1))], judged(), ["x, c9", "not in the list"]),
        (UNIT, [*points(), Points("x", Partner.PUBLIC, "c1", Fraction(-1))], judged(), ["x, c1", "0 points or more"]),
        (UNIT, [*points(), points()[0]], judged(), ["seat-citizens, c1", "twice"]),
        (UNIT, TWO_PARTNERS, judged(), ["two partners"]),
        ([*UNIT, UNIT[0]], points(), judged(), ["criterion is there twice: c1"]),
        ([Criterion("c1", Fraction(1), Fraction(1))], points(), judged(), ["Criterion c1 has no scale"]),
        ([], points(), judged(), ["no criteria"]),
    ],
)
def test_what_cannot_be_weighed_is_refused_by_name(
    criteria: Sequence[Criterion], given: Sequence[Points], scores: Sequence[Judged], words: list[str]
) -> None:
    with pytest.raises(NotPossible) as refused:
        weigh(criteria, given, scores, draws=1)

    assert all(word in str(refused.value) for word in words)
    assert refused.value.sentence.cy


@pytest.mark.parametrize("draws", [0, -1, 10_000_001])
def test_a_number_of_draws_that_makes_no_sense_is_refused(draws: int) -> None:
    with pytest.raises(NotPossible, match="between 1 and"):
        weigh(UNIT, points(), judged(), draws=draws)

"""Where one person stands: worked out from a kept map alone, it is where the map put them."""

import json

import numpy as np
import pytest
from tests.unit.listen.planted import camps, shuffled

from cydradd.listen.factors.grouping import geometry
from cydradd.listen.opinion_map import OpinionMap, fit
from cydradd.listen.places import Places, as_json, from_json, places_of
from cydradd.listen.prediction import found
from cydradd.listen.standing import compare, stand
from cydradd.listen.statements import Statement
from cydradd.listen.votes import Votes, from_cells
from cydradd.vocabulary.text import Bilingual

OUT = Statement("5", Bilingual("D", "S"), moderated=-1)


def votes_of(made: Votes, person: int) -> dict[str, int]:
    first, last = made.starts[person : person + 2].tolist()
    columns, values = made.columns[first:last].tolist(), made.values[first:last].tolist()
    return {made.statements[j]: value for j, value in zip(columns, values, strict=True)}


def kept(made: OpinionMap) -> Places:
    return from_json(json.loads(json.dumps(as_json(places_of(made, found(made))))))


@pytest.mark.parametrize("method", ["cydradd", "polis"])
def test_everybody_is_put_where_the_map_put_them(method: str):
    made = fit(from_cells(camps((40, 30, 20), seed=3)[0]), method, statements=[OUT], groups=3)
    places = kept(made)

    for person in range(len(made.votes.participants)):
        here = stand(places, votes_of(made.votes, person))
        assert here is not None
        assert here.at == pytest.approx(made.positions[person], abs=1e-9)
        if method == "cydradd":
            assert made.sd is not None and here.covariance is not None
            assert np.sqrt(np.trace(here.covariance) / min(made.model.rank, 2)) == pytest.approx(made.sd[person])
        else:
            assert here.covariance is None and here.share is None


def test_the_nearest_group_is_the_one_they_are_in():
    made = fit(from_cells(camps((40, 30, 20), seed=3)[0]), "cydradd", groups=3)
    places = kept(made)

    there = [stand(places, votes_of(made.votes, person)) for person in range(len(made.votes.participants))]

    assert [each.nearest if each else None for each in there] == made.membership.tolist()


def test_the_space_of_the_groups_is_that_of_the_model():
    made = fit(from_cells(camps((40, 30, 20), seed=3)[0]), "cydradd", groups=3)
    assert made.model is not None

    assert np.allclose(made.model.f @ places_of(made, found(made)).turn, geometry(made.model))


def test_few_answers_are_less_sure_than_many_and_name_no_group():
    made = fit(from_cells(camps((40, 30), seed=3)[0]), "cydradd", groups=2)
    places, all_own = kept(made), votes_of(made.votes, 0)
    few = dict(list(all_own.items())[:6])

    little, much = stand(places, few), stand(places, all_own)

    assert little is not None and much is not None
    assert little.nearest is None and little.share is None and much.nearest is not None
    assert little.covariance is not None and much.covariance is not None
    assert np.trace(little.covariance) > np.trace(much.covariance)
    assert stand(places, {}) is None and stand(places, {"no such": 1}) is None


def test_the_share_is_a_half_between_two_groups_and_nearly_whole_inside_one():
    made = fit(from_cells(camps((60, 60), seed=4)[0]), "cydradd", groups=2)
    places = kept(made)
    shares = [each.share for i in range(120) if (each := stand(places, votes_of(made.votes, i))) and each.share]
    nobody = dict.fromkeys(places.known.statements, 0)

    between = stand(places, nobody)

    assert np.median(shares) > 0.95
    assert between is not None and between.share is not None and 0.45 < between.share < 0.99
    assert between.share < np.median(shares)


def test_where_nothing_has_structure_everybody_stands_in_one_place():
    votes = shuffled(from_cells(camps((40, 30), seed=3)[0]), 1)
    places = kept(fit(votes, "cydradd", rank=0))

    here = stand(places, votes_of(votes, 0))

    assert here is not None and here.at.tolist() == [0, 0] and here.nearest is None
    assert places.groups == (0,)


def test_answers_are_compared_only_where_most_of_a_group_surely_answer_one_way():
    cells = [(f"a{n}", "clear", 1) for n in range(10)] + [(f"a{n}", "split", 1 if n % 2 else -1) for n in range(10)]
    cells += [(f"a{n}", "few", 1) for n in range(4)] + [(f"a{n}", "no", -1) for n in range(10)]
    made = fit(from_cells(cells), "polis", membership={f"a{n}": 0 for n in range(10)})
    places = kept(made)

    (one,) = compare(places, {"clear": 1, "split": 1, "few": 1, "no": 1})
    (none,) = compare(places, {"clear": 0, "no": 0})

    assert (one.same, one.other) == (("clear",), ("no",))
    assert (none.same, none.other) == ((), ())


def test_what_is_kept_names_nobody():
    cells = [(f"who-{person}", statement, vote) for person, statement, vote in camps(seed=2)[0]]
    made = fit(from_cells(cells), "cydradd")

    assert "who-" not in json.dumps(as_json(places_of(made, found(made))))


def test_it_is_early_below_fifteen_people_or_seven_statements():
    def early(people: int, statements: int) -> bool:
        cells = [(f"{p}", f"{s}", 1 if (p + s) % 3 else -1) for p in range(people) for s in range(statements)]
        return kept(fit(from_cells(cells), "polis")).is_early

    assert [early(14, 8), early(15, 6), early(15, 7)] == [True, True, False]

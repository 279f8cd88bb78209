"""The picture of the map: letters and shapes, and one's own dot with the ring in which one stands."""

import re

import numpy as np
import pytest
from tests.unit.listen.planted import camps

from cydradd.listen.opinion_map import fit
from cydradd.listen.picture import LETTERS, SHAPES, Own, crowd_of, drawn, ellipse, picture
from cydradd.listen.votes import from_cells
from cydradd.vocabulary.text import Language

TOLD = {"title": "T", "description": "D"}


def test_every_letter_has_a_shape_of_its_own():
    assert sorted(SHAPES) == list(LETTERS)
    assert len(set(SHAPES.values())) == len(LETTERS)


@pytest.mark.parametrize(
    ("covariance", "axes"),
    [
        ([[4.0, 0.0], [0.0, 1.0]], (2 * 2.4477468, 2.4477468, 0.0)),
        ([[1.0, 0.0], [0.0, 4.0]], (2 * 2.4477468, 2.4477468, 90.0)),
        ([[2.5, 1.5], [1.5, 2.5]], (2 * 2.4477468, 2.4477468, 45.0)),
        ([[1.0, 0.0], [0.0, 0.0]], (2.4477468, 0.0, 0.0)),
    ],
)
def test_the_ring_holds_ninety_five_of_a_hundred(covariance: list[list[float]], axes: tuple[float, float, float]):
    long, short, turn = ellipse(np.array(covariance))

    assert (long, short) == pytest.approx(axes[:2], abs=1e-6)
    assert turn % 180 == pytest.approx(axes[2], abs=1e-6)

    rng = np.random.default_rng(1)
    spread = rng.multivariate_normal(np.zeros(2), covariance, 20_000)
    turned = np.radians(turn)
    along = spread @ [np.cos(turned), np.sin(turned)]
    across = spread @ [-np.sin(turned), np.cos(turned)]
    if short > 0:
        assert ((along / long) ** 2 + (across / short) ** 2 <= 1).mean() == pytest.approx(0.95, abs=0.01)


def test_ones_own_dot_stands_where_one_stands_with_its_name_and_ring():
    made = fit(from_cells(camps(seed=1)[0]), "cydradd", groups=2)
    crowd = crowd_of(made)
    own = Own(made.positions[0], np.diag([0.01, 0.01]))

    svg = drawn(crowd, Language.CY, own=own, **TOLD)

    at = re.search(r'<circle class="map-own" cx="([\d.]+)" cy="([\d.]+)" r="9"/>', svg)
    first = re.search(r"translate\(([\d.]+) ([\d.]+)\)", svg)
    assert at and first and at.groups() == first.groups()
    assert svg.count('class="map-own-ring"') == 1
    assert ">Chi</text>" in svg and 'data-stop="own"' in svg
    assert "map-own" not in drawn(crowd, Language.CY, own=None, **TOLD)


def test_no_ring_is_drawn_where_the_method_gives_no_uncertainty():
    made = fit(from_cells(camps(seed=1)[0]), "polis")

    svg = drawn(crowd_of(made), Language.EN, own=Own(made.positions[0], None), **TOLD)

    assert "map-own-ring" not in svg and ">You</text>" in svg


def test_ones_own_dot_is_inside_the_picture_though_nobody_else_stands_so_far_out():
    crowd = crowd_of(fit(from_cells(camps(seed=1)[0]), "polis"))

    svg = drawn(crowd, Language.EN, own=Own(crowd.reach * 3, None), width=330, height=330, **TOLD)

    x, y = map(float, re.search(r'class="map-own" cx="([\d.]+)" cy="([\d.]+)"', svg).groups())
    assert 30 <= x <= 300 and 30 <= y <= 300


def test_a_picture_is_that_of_its_crowd_and_names_nobody():
    cells, _ = camps(seed=2)
    made = fit(from_cells((f"who-{person}", statement, vote) for person, statement, vote in cells), "polis")

    svg = picture(made, Language.EN, **TOLD)

    assert svg == drawn(crowd_of(made), Language.EN, **TOLD)
    assert svg.count("map-group-") == int((made.membership >= 0).sum())
    assert "who-" not in svg


def test_the_labels_of_many_groups_are_letters_alone():
    cells, camp = camps((12, 12, 12, 12, 12), seed=3)
    made = fit(from_cells(cells), "polis", membership={str(i): int(group) for i, group in enumerate(camp)})

    svg = picture(made, Language.EN, **TOLD)

    assert all(f">{letter}</text>" in svg for letter in "ABCDE") and "people</text>" not in svg

"""Pictures of money: none of it is lost between the numbers and the drawing, and nothing lies over anything else."""

from __future__ import annotations

import itertools
from fractions import Fraction
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cydradd.follow.flows import Stream
from cydradd.follow.pictures.drawing import NARROW, WIDE, Size, breadth, lines, short_money
from cydradd.follow.pictures.flow import flow_file, flow_picture
from cydradd.follow.pictures.flow_layout import layout
from cydradd.follow.pictures.flow_table import Kind, flow_table
from cydradd.follow.pictures.tile_table import classes
from cydradd.follow.reach import By
from cydradd.vocabulary.text import Language

SVG = "{http://www.w3.org/2000/svg}"
ROOM = 300
ends = st.integers(1, 12)


@st.composite
def flows(draw: st.DrawFn) -> tuple[dict[tuple[int, int], int], list[int], list[int]]:
    """Money between two columns, with the heights of the labels of each."""
    left, right = draw(ends), draw(ends)
    places = st.tuples(st.integers(0, left - 1), st.integers(0, right - 1))
    money = draw(st.dictionaries(places, st.integers(1, 10**12), max_size=left * right))
    labels = st.integers(0, 120)
    return money, *(draw(st.lists(labels, min_size=n, max_size=n)) for n in (left, right))


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
streams = st.lists(
    st.builds(
        Stream,
        funder=st.none() | st.sampled_from([f"GB-CHC-{n}" for n in range(14)]),
        name=st.none() | names,
        key=st.sampled_from(["unknown", "joint", "third_sector", "private", "statutory", "education", "individual"]),
        grants=st.integers(1, 50),
        total=st.integers(-(10**6), 10**11),
    ),
    max_size=60,
    unique_by=lambda each: (each.funder, each.key),
)


@given(flows())
def test_ribbons_fill_their_blocks_and_blocks_the_height_of_all_the_money(
    flow: tuple[dict[tuple[int, int], int], list[int], list[int]],
) -> None:
    money, left, right = flow

    found = layout(money, left, right, ROOM, 10)

    assert sum(each.total for each in found.ribbons) == sum(money.values())
    for side, place in ((found.sources, 0), (found.parts, 1)):
        assert sum(block.height for block in side) == (ROOM if money else 0)
        for number, block in enumerate(side):
            own = [each for each in found.ribbons if (each.source, each.part)[place] == number]
            edges = sorted(((each.left, each.right)[place], each.thickness) for each in own)
            top = block.top
            for at, thickness in edges:
                assert at == top
                top += thickness
            assert top == block.top + block.height
            assert sum(each.total for each in own) == block.total


@given(flows())
def test_no_block_and_no_label_lies_over_another(flow: tuple[dict[tuple[int, int], int], list[int], list[int]]) -> None:
    money, left, right = flow

    found = layout(money, left, right, ROOM, 10)

    for side, labels in ((found.sources, left), (found.parts, right)):
        ends = [
            (
                min(block.top, block.middle - Fraction(high, 2)),
                max(block.top + block.height, block.middle + Fraction(high, 2)),
            )
            for block, high in zip(side, labels, strict=True)
        ]
        assert all(before[1] + 10 <= after[0] for before, after in itertools.pairwise(ends))
        assert all(top >= 0 and end <= found.height for top, end in ends)


@given(streams, st.sets(st.sampled_from([f"GB-CHC-{n}" for n in range(14)])), st.tuples(ends, ends))
def test_a_table_holds_every_grant_and_every_penny(told: list[Stream], people: set[str], most: tuple[int, int]) -> None:
    found = flow_table(told, By.TYPE, people=people, most=most)

    assert found.grants == sum(each.grants for each in told) == sum(cell.grants for cell in found.cells.values())
    assert found.total == sum(each.total for each in told) == sum(cell.total for cell in found.cells.values())
    for place, side in enumerate((found.sources, found.parts)):
        for number, end in enumerate(side):
            own = [cell for at, cell in found.cells.items() if at[place] == number]
            assert (end.grants, end.total) == (sum(cell.grants for cell in own), sum(cell.total for cell in own))
        assert sum(end.kind is Kind.NAMED for end in side) <= most[place] + 1
        assert [end.kind for end in side if end.kind is Kind.UNKNOWN] == [
            end.kind for end in side[-1:] if end.kind is Kind.UNKNOWN
        ]
    hidden = sum(each.total for each in told if each.key == "unknown")
    assert found.unknown().total == hidden
    assert not people & {end.key for end in found.sources}


@given(streams, st.sampled_from(Language), st.sampled_from([WIDE, NARROW]))
def test_a_picture_is_well_formed_whatever_names_hold(told: list[Stream], language: Language, size: Size) -> None:
    found = flow_table(told, By.TYPE)

    inside = ElementTree.fromstring(flow_picture(found, language, size))  # noqa: S314  made here
    alone = ElementTree.fromstring(flow_file(found, language, "https://example.org/?a=1&b=2").encode())  # noqa: S314

    drawn = sum(cell.total > 0 for cell in found.cells.values())
    for picture in (inside, alone):
        assert sum(path.find(f"{SVG}title") is not None for path in picture.iter(f"{SVG}path")) == drawn
        assert picture.get("role") == "img" and picture.find(f"{SVG}title") is not None
        assert picture.find(f"{SVG}desc") is not None
        assert not [each for each in picture.iter() if each.get("style") or each.tag in (f"{SVG}style", f"{SVG}script")]
    rows: dict[tuple[str, str], list[float]] = {}
    for text in inside.iter(f"{SVG}text"):
        spans = list(text.iter(f"{SVG}tspan"))
        rows.setdefault((text.get("text-anchor", ""), spans[0].get("x", "")), []).extend(
            float(span.get("y", "")) for span in spans
        )
    for column in rows.values():
        placed = sorted(column)
        assert all(after - before >= 16.9 for before, after in itertools.pairwise(placed))


@given(st.text(max_size=200), st.integers(30, 400), st.integers(1, 5))
def test_lines_fit_and_lose_no_letter_but_behind_an_ellipsis(text: str, room: int, most: int) -> None:
    found = lines(text, room, most)

    assert len(found) <= most
    assert all(breadth(line) <= room or len(line) <= 3 for line in found)
    if len(found) < most:
        assert "".join(found).replace("-", "").replace(" ", "") == "".join(text.split()).replace("-", "")


@given(st.lists(st.integers(-(10**6), 10**12), max_size=22))
def test_classes_rise_and_hold_every_amount_above_nothing(amounts: list[int]) -> None:
    bounds = classes(amounts)

    above = [amount for amount in amounts if amount > 0]
    assert list(bounds) == sorted(set(bounds)) and len(bounds) <= 4
    assert bool(bounds) == bool(above)
    assert all(amount <= bounds[-1] for amount in above)
    for low, high in zip((0, *bounds), bounds, strict=False):
        assert any(low < amount <= high for amount in above), "a class without an authority"


@given(st.integers(-(10**14), 10**14), st.sampled_from(["GBP", "JPY", "BHD", "EUR"]))
def test_a_short_amount_is_within_a_twentieth_of_the_amount(amount: int, currency: str) -> None:
    text = short_money(amount, currency)

    assert len(text.replace(currency, "")) <= 14
    number = "".join(letter for letter in text if letter in "0123456789.-")
    times = {"m": 10**6, "k": 10**3}.get(text[-1], 1)
    exact = Fraction(amount, {"JPY": 1, "BHD": 1000}.get(currency, 100))
    assert abs(Fraction(number) * times - exact) <= max(abs(exact) / 20, Fraction(1, 1000))

"""Whatever the order of rows and columns, the capitals, the marks and the cutting: the same grants and the same money."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.follow.grants import AS_OF, HEADINGS, a_row

from cydradd.follow.amounts import Sums
from cydradd.follow.fields import threesixtygiving
from cydradd.follow.reading import json_stream, shape
from cydradd.follow.reading.json_stream import JsonPackage, depth_is_over, is_deep
from cydradd.follow.reading.mending import Mending
from cydradd.follow.reading.together import Seen, Together
from cydradd.follow.threesixtygiving import check, open_file
from cydradd.follow.validation import validate

AMOUNTS = st.decimals(0, 10**9, places=2).map(str) | st.sampled_from(["n/a", "1,000", "0", "-5.25", "0.125"])
ROWS = st.lists(
    st.builds(
        lambda id, amount, currency, title: a_row(Identifier=id, Amount_Awarded=amount, Currency=currency, Title=title),
        st.sampled_from(["a", "b", "00123", "ch\nd"]),
        AMOUNTS,
        st.sampled_from(["GBP", "USD", "JPY", "?"]),
        st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8),
    ),
    min_size=1,
    max_size=8,
)


def written(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def sums(data: bytes) -> tuple[dict[str, int], int, int]:
    """Money by currency, amounts in none, and grants of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        found = check(open_file(path), AS_OF)
    return dict(found.sums.minor_units), found.sums.not_summable, found.count


def exact(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int, int]:
    """The same by exact decimals, in the plainest way."""
    places = {"GBP": 2, "USD": 2, "JPY": 0}
    found, out = Counter[str](), 0
    for row in rows:
        cells = dict(zip(HEADINGS, row, strict=True))
        amount, currency = cells["Amount Awarded"], cells["Currency"]
        if amount in ("n/a", "1,000") or currency not in places:
            out += 1
        else:
            found[currency] += int((Decimal(amount) * 10 ** places[currency]).to_integral_value())
    return {unit: found[unit] for unit in found}, out, len(rows)


@given(ROWS, st.randoms(use_true_random=False))
def test_sums_are_exact_and_do_not_depend_on_the_order_of_rows_and_columns(rows: list[list[str]], random: Any) -> None:
    order = list(range(len(HEADINGS)))
    random.shuffle(order)
    mixed = list(rows)
    random.shuffle(mixed)

    plain = sums(written([HEADINGS, *rows]))

    assert plain == exact(rows)
    assert sums(written([[row[i] for i in order] for row in [HEADINGS, *mixed]])) == plain


@given(ROWS, st.sampled_from(["utf-8-sig", "utf-16"]), st.sampled_from([str.upper, str.lower, str.title]))
def test_sums_do_not_depend_on_marks_and_capitals(rows: list[list[str]], encoding: str, case: Any) -> None:
    headings = [case(heading) for heading in HEADINGS]

    assert sums(written([headings, *rows], encoding)) == sums(written([HEADINGS, *rows]))


@given(ROWS, st.integers(0, 8))
def test_a_file_cut_in_two_has_the_same_money(rows: list[list[str]], cut: int) -> None:
    whole = sums(written([HEADINGS, *rows]))
    parts = [sums(written([HEADINGS, *part])) for part in (rows[:cut], rows[cut:])]

    assert Counter(parts[0][0]) + Counter(parts[1][0]) == Counter(whole[0]) - Counter()
    assert (parts[0][1] + parts[1][1], parts[0][2] + parts[1][2]) == whole[1:]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.sampled_from('a"\\{}[],: é\n'), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.sampled_from('a"{}[]'), max_size=3), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(
    st.lists(ANYTHING, max_size=12),
    st.dictionaries(st.sampled_from(["a", "b"]), ANYTHING),
    st.dictionaries(st.sampled_from(["c", "d"]), ANYTHING),
    st.sampled_from([1, 3, 10, 50, 1 << 18]),
    st.sampled_from([None, 2]),
)
@settings(max_examples=400)
def test_a_list_is_cut_as_a_parser_reads_it(
    entries: list[Any], before: dict[str, Any], after: dict[str, Any], piece: int, indent: int | None
) -> None:
    usual = json_stream.PIECE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps({**before, "grants": entries, **after}, indent=indent), "utf-8")
        json_stream.PIECE = piece
        try:
            with JsonPackage(path, ("grants",)) as package:
                assert package.find_list() == "grants"
                found = list(package.entries())
                others = package.others
        finally:
            json_stream.PIECE = usual

    assert found == entries
    assert others == {**before, **after}


@given(
    st.recursive(st.text(st.sampled_from("[]{}"), max_size=3), lambda inner: st.lists(inner, max_size=2), max_leaves=6)
)
def test_what_is_not_deep_by_its_brackets_is_not_deep(value: Any) -> None:
    for _ in range(62):
        value = [value]

    assert is_deep(orjson.dumps(value)) or not depth_is_over(value)


GRANT_FIELDS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", " a", "", 1, None]),
        "title": st.sampled_from(["A", "A\n", 1]),
        "description": st.just("B"),
        "currency": st.sampled_from(["GBP", "gbp", "DEM", None]),
        "amountAwarded": st.sampled_from([1, 1.5, "1", True, None]),
        "awardDate": st.sampled_from(["2027-03-01", "2027-03-01T00:00:00Z", "2027-02-31", "2027-03-01T00:00:00", "13/03/2027", "x"]),
        "fundingOrganization": st.sampled_from([[{"id": "b", "name": "B"}], [], [{"id": "b"}], [None], {}]),
    },
    optional={
        "recipientOrganization": st.sampled_from([[{"id": "b", "name": "B", "url": "https://x.org"}], [{"id": "b", "name": "B", "url": "x"}], [{"id": "c", "name": "C"}, {"id": "b", "url": "x.org", "y": [1], "name": " B ", "location": [{"name": "C "}, {"x": 1}]}], [{"id": ["b"], "name": {}}, "B "]]),
        "recipientIndividual": st.sampled_from([{"id": "a", "name": "b"}, {"id": "a"}, []]),
        "plannedDates": st.sampled_from([[{"duration": 1}], [{"duration": -1}], [{"startDate": "2027"}], [{"startDate": "27"}], []]),
        "beneficiaryLocation": st.sampled_from([[{"latitude": None}], [{"countryCode": None}], [{"countryCode": "GB", "latitude": 1}], [{"x": 1}]]),
        "dataSource": st.sampled_from(["https://x.org", None, "x", 1]),
        "relatedActivity": st.sampled_from([["a"], [1], [" a"], "a"]),
        "toIndividualsDetails": st.sampled_from([{"grantPurpose": ["GTIP010"]}, {"grantPurpose": ["x"]}, {"x": 1}, {}, None]),
        "fromOpenCall": st.sampled_from(["Yes", "Y"]),
        "title_cy": st.just("C"),
    },
)  # fmt: skip


@given(st.lists(GRANT_FIELDS, min_size=1, max_size=20))
def test_what_is_called_sound_has_no_fault_and_needs_no_mending(grants: list[dict[str, Any]]) -> None:
    table = threesixtygiving()
    together = Together(lambda _: True)
    for piece in (grants, grants):  # what was seen is remembered
        before = orjson.dumps(piece)
        for index in together.sound(piece):
            assert validate({"grants": [piece[index]]}, table) == []
            assert Mending(shape.grant(), lambda _: True).grant(piece[index]) == ({}, [])
        assert orjson.dumps(piece) == before


@given(st.lists(GRANT_FIELDS, min_size=1, max_size=20))
def test_grants_looked_at_together_are_mended_as_each_alone_and_only_sound_ones_called_sound(
    grants: list[dict[str, Any]],
) -> None:
    table = threesixtygiving()
    alone = orjson.loads(orjson.dumps(grants * 2))
    singly = Mending(shape.grant(), lambda _: True)
    expected = [singly.grant(grant) for grant in alone]
    together = Together(lambda _: True)
    pieces = orjson.loads(orjson.dumps([grants, grants]))  # what was seen of the first is remembered

    for start, piece in zip((0, len(grants)), pieces, strict=True):
        seen = together.mend(piece)
        for index, grant in enumerate(piece):
            extra, repairs = expected[start + index]
            if index in seen.odd:
                assert grant == grants[index]
                continue
            assert grant == alone[start + index]
            assert list(grant) == list(alone[start + index])
            assert seen.extra.get(index, {}) == extra
            assert seen.repairs.get(index, ()) == tuple(each for _, each in repairs)
            if index not in seen.unsound:
                assert validate({"grants": [grant]}, table) == []
        counted = Counter(
            (each.code, column)
            for index in set(range(len(piece))) - seen.odd
            for column, each in expected[start + index][1]
        )
        assert seen.counts == counted


def test_grants_as_the_standard_wants_them_are_neither_odd_nor_unsound() -> None:
    grant: dict[str, Any] = {
        "id": "360G-a-1",
        "title": "A",
        "description": "B",
        "currency": "GBP",
        "amountAwarded": 1.5,
        "awardDate": "2027-03-01",
        "fundingOrganization": [{"id": "b", "name": "B"}],
        "recipientOrganization": [{"id": "b", "name": "B", "location": [{"latitude": 1, "countryCode": "GB"}]}],
        "relatedActivity": ["a"],
        "toIndividualsDetails": {"grantPurpose": ["GTIP010"]},
    }

    assert Together(lambda _: True).sound([grant, dict(grant)]) == {0, 1}
    assert Together(lambda _: True).mend([grant, dict(grant)]) == Seen()


@given(st.integers(0, 10**15), st.integers(0, 3))
def test_plain_amounts_are_added_as_exact_decimals_are(units: int, places: int) -> None:
    amount = float(f"{units // 10**places}.{units % 10**places:0{places}d}") if places else units
    sums = Sums()

    sums.add(amount, "GBP", "")

    exact = (Decimal(repr(amount)) * 100).to_integral_value()
    assert sums.minor_units.get("GBP", 0) == exact or (sums.not_summable and Decimal(amount) >= 10**15)

"""Whatever stands in a file of contracts, it is read, counted and told, or refused in a sentence; nothing breaks."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.design.level_field import of_calls
from cydradd.follow import ocds
from cydradd.follow.contracts.combining import combine
from cydradd.follow.contracts.processes import process
from cydradd.follow.contracts.upgrading import upgrade
from cydradd.follow.indicators import calls
from cydradd.vocabulary.errors import CydraddError

WORDS = (
    "ocid id date tag tender awards contracts parties buyer suppliers value amount currency roles identifier scheme "
    "tenderPeriod startDate endDate status implementation transactions payee lots language languages bids statistics "
    "measure selectionCriteria criteria description title_cy amendment amendments url releases compiledRelease "
    "numberOfTenderers submissionTerms procurementMethod name details maximumLotsBidPerSupplier a/b ~"
)
NAMES = st.sampled_from(WORDS.split())
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 1, -1, 2147483647, 2**63, 1e300, 0.1, -5.5]),
    st.sampled_from(
        [
            "",
            "x",
            "GBP",
            "EN",
            "2027-01-01T00:00:00Z",
            "9999-12-31T23:59:59-23:59",
            "0001-01-01T00:00:00+23:59",
            "2027-01-01",
            "tender",
            "award",
            "£5m",
        ]
    ),
)
ANY = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=25
)
RELEASES = st.dictionaries(NAMES, ANY, max_size=8)
DATED = RELEASES.map(lambda each: {**each, "ocid": "a", "date": "2027-01-01T00:00:00Z"})


@settings(max_examples=300)
@given(st.lists(ANY | RELEASES | DATED, max_size=4))
def test_any_list_of_anything_is_read_whole(documents: list[Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "file.json").write_bytes(orjson.dumps({"releases": documents}))

        rows = list(ocds.read(folder / "file.json"))
        with (folder / "out.json").open("wb") as out:
            told = combine([folder / "file.json"], out, with_versions=True)

        assert len(rows) >= len(documents)
        assert told.releases == sum(bool(row.values) for row in rows)
        kept = orjson.loads((folder / "out.json").read_bytes())["records"]
        assert sum(len(each["releases"]) for each in kept) == told.releases


@settings(max_examples=300)
@given(st.lists(DATED, min_size=1, max_size=3))
def test_anything_can_be_told_of_as_a_call_or_is_refused(releases: list[dict[str, Any]]) -> None:
    found = of_calls(calls(process("x", releases)))

    assert all((each.value is None) == (each.reason_not_computed is not None) for each in found)
    orjson.dumps([each.as_json() for each in found])
    try:
        ocds.versioned(releases)
    except CydraddError as refusal:
        assert refusal.code == "cannot-version"


@settings(max_examples=300)
@given(RELEASES)
def test_anything_can_be_brought_up_to_date_and_once_is_enough(release: dict[str, Any]) -> None:
    once = upgrade(release)

    assert upgrade(once) == once


@settings(max_examples=200)
@given(
    st.binary(max_size=200)
    | st.lists(RELEASES, max_size=2)
    .map(orjson.dumps)
    .flatmap(lambda text: st.integers(0, len(text)).map(lambda cut: text[:cut]))
)
def test_a_file_of_anything_is_read_or_refused(content: bytes) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "file.json"
        path.write_bytes(content)
        try:
            list(ocds.read(path))
        except CydraddError as refusal:
            assert str(refusal).startswith("file.json: ")

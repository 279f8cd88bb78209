"""What holds of any contracts data: merging is idempotent, versions end where compiling does, and splitting loses nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.follow import ocds
from cydradd.follow.contracts.money import Measure, money, sums
from cydradd.follow.contracts.processes import Gathering

TEXTS = st.sampled_from(["a", "b", "c"])
IDS = st.sampled_from(["1", "2", "3"])
VALUES = st.fixed_dictionaries(
    {
        "amount": st.integers(0, 10**6) | st.decimals(0, 10**6, places=2).map(float),
        "currency": st.sampled_from(["GBP", "EUR"]),
    }
)
SUPPLIERS = st.lists(st.fixed_dictionaries({"id": IDS, "name": TEXTS}), max_size=3, unique_by=lambda each: each["id"])
AWARDS = st.lists(
    st.fixed_dictionaries({"id": IDS, "value": VALUES}, optional={"suppliers": SUPPLIERS, "title": TEXTS | st.none()}),
    max_size=3,
    unique_by=lambda each: each["id"],
)
TENDERS = st.fixed_dictionaries(
    {"id": IDS},
    optional={
        "title": TEXTS | st.none(),
        "submissionMethod": st.lists(TEXTS, max_size=2),
        "lots": st.lists(
            st.fixed_dictionaries({"id": IDS}, optional={"title": TEXTS, "value": VALUES}),
            max_size=3,
            unique_by=lambda each: each["id"],
        ),
    },
)
PARTS = st.fixed_dictionaries(
    {}, optional={"awards": AWARDS, "tender": TENDERS, "language": TEXTS, "own": st.none() | TEXTS}
)


@st.composite
def histories(draw: st.DrawFn, most: int = 5) -> list[dict[str, Any]]:
    """Releases of a few processes, each at a time of its own."""
    parts = draw(st.lists(st.tuples(st.sampled_from("xyz"), PARTS), min_size=1, max_size=most))
    return [
        {"ocid": f"ocds-1-{which}", "id": str(n), "date": f"2027-01-01T00:00:{n:02}Z", "tag": ["award"], **part}
        for n, (which, part) in enumerate(parts)
    ]


def of_one(releases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**each, "ocid": "ocds-1-x"} for each in releases]


@given(histories(), st.randoms())
def test_merging_is_idempotent_and_does_not_ask_in_which_order_releases_come(
    releases: list[dict[str, Any]], chance: Any
) -> None:
    given_, shuffled = of_one(releases), of_one(releases)
    chance.shuffle(shuffled)

    compiled = ocds.compile(given_)

    assert ocds.compile(shuffled) == compiled
    assert ocds.compile([compiled]) == compiled
    assert ocds.compile([compiled, *given_]) == ocds.compile([compiled, *given_, *given_])
    assert ocds.versioned(shuffled) == ocds.versioned(given_)


def last(value: Any) -> Any:
    """The last of every history; what is nothing is left out."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and "releaseID" in value[0]:
        return value[-1]["value"]
    if isinstance(value, list):
        return [last(each) for each in value]
    if isinstance(value, dict):
        found = {name: last(each) for name, each in value.items()}
        return {name: each for name, each in found.items() if each is not None and each != {}}
    return value


@given(histories())
def test_versions_end_where_the_compiled_release_stands(releases: list[dict[str, Any]]) -> None:
    compiled = ocds.compile(of_one(releases))

    ends = last(ocds.versioned(of_one(releases)))

    assert ends == {name: each for name, each in compiled.items() if name not in ("id", "date", "tag")}


def read(folder: Path, *files: bytes) -> tuple[int, list[tuple[str | None, object]], dict[str, int]]:
    """Releases, compiled releases and awarded money of files."""
    with Gathering() as gathering:
        for number, content in enumerate(files):
            path = folder / f"{number}.json"
            path.write_bytes(content)
            gathering.add(ocds.open_file(path))
        found = sorted(gathering.processes(), key=lambda each: str(each.ocid))
    awards = [each for process in found for each in money(process.compiled).of(Measure.AWARD)]
    return gathering.releases, [(each.ocid, each.compiled) for each in found], sums(awards)


@settings(max_examples=40)
@given(histories(8), st.integers(0, 8))
def test_neither_the_form_of_a_file_nor_splitting_it_changes_releases_contracts_or_money(
    releases: list[dict[str, Any]], at: int
) -> None:
    def package(some: list[dict[str, Any]]) -> bytes:
        return orjson.dumps({"publisher": {"name": "One"}, "releases": some})

    with TemporaryDirectory() as name:
        folder = Path(name)
        whole = read(folder, package(releases))

        assert whole[0] == len(releases)
        assert read(folder, package(releases[:at]), package(releases[at:])) == whole
        assert read(folder, orjson.dumps(releases)) == whole
        assert read(folder, b"\n".join(map(orjson.dumps, releases))) == whole
        assert read(folder, package(releases[::-1])) == whole

"""Open data of a round: 360Giving and OCDS, as far as it can be published; what is held back is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle.calculation import Calculated
from cydradd.cycle.publication import published_round
from cydradd.cycle.report.story import Published
from cydradd.cycle.round_folder import RoundFolder
from cydradd.follow import publish
from cydradd.follow.publish_parts import sorted_out
from cydradd.follow.published_round import PublishedRound, Withheld
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

GRANTS, RELEASES = "360giving.json", "ocds/release-package.json"


@dataclass(frozen=True, slots=True)
class OpenData:
    """Files by path, and what is said of each standard."""

    files: Mapping[str, bytes]
    told: tuple[Published, ...]


def _reasons(withheld: Sequence[Withheld]) -> tuple[Bilingual, ...]:
    """Each reason once, with how many applications it holds back."""
    counted = Counter(each.message for each in withheld)
    return tuple(Bilingual(f"{why.cy} ({many})", f"{why.en} ({many})") for why, many in counted.items())


def _awards(round: PublishedRound, *, grants: bool) -> int:
    return sum(row.status == "funded" for row in sorted_out(round, grants=grants)[0])


def _standard(
    what: str, path: str, round: PublishedRound, package: Callable[[PublishedRound], JsonValue], *, grants: bool
) -> tuple[Published, dict[str, bytes]]:
    """One standard: its package, or the sentence that says why there is none."""
    held_back = _reasons(publish.withheld(round, grants=grants))
    try:
        made = package(round)
    except CydraddError as error:
        return Published(what, None, (error.sentence, *held_back)), {}
    return Published(what, _awards(round, grants=grants), held_back), {path: publish.to_bytes(made)}


def open_data(folder: RoundFolder, calculated: Calculated) -> OpenData:
    """Everything of a folder that can be published. Nothing was decided: nothing is tried."""
    if calculated.count is None and not folder.tables.applications:
        return OpenData({}, ())
    try:
        round = published_round(folder.settings, folder.tables, folder.tables.events, calculated.count)
    except CydraddError as error:
        return OpenData({}, tuple(Published(what, None, (error.sentence,)) for what in ("grants", "contracts")))
    grants, grant_files = _standard("grants", GRANTS, round, publish.grants_package, grants=True)
    contracts, files = _standard("contracts", RELEASES, round, publish.release_package, grants=False)
    return OpenData(grant_files | files, (grants, contracts))

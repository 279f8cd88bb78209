"""Open data of a folder: what can be published, and for each standard what the report says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cydradd.cycle import publication
from cydradd.cycle.calculation import Calculated
from cydradd.cycle.publication import PATHS, published_round
from cydradd.cycle.report.story import Published
from cydradd.cycle.round_folder import RoundFolder
from cydradd.follow.publish import Form, withheld
from cydradd.follow.published_round import Withheld
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

WHAT = {Form.GRANTS: "grants", Form.CONTRACTS: "contracts"}


@dataclass(frozen=True, slots=True)
class OpenData:
    """The open data of a folder.

    Attributes:
        files: Packages by path in OUT.
        told: What the report says of each standard.
        defects: Faults of packages that were made, against their standards.
        valid: Whether every package is valid; ``None``: none was made.
    """

    files: Mapping[str, bytes]
    told: tuple[Published, ...]
    defects: tuple[Defect, ...] = ()
    valid: bool | None = None


def _reasons(withheld: Sequence[Withheld]) -> tuple[Bilingual, ...]:
    """Each reason once, with how many applications it holds back."""
    counted = Counter(each.message for each in withheld)
    return tuple(Bilingual(f"{why.cy} ({many})", f"{why.en} ({many})") for why, many in counted.items())


def open_data(folder: RoundFolder, calculated: Calculated) -> OpenData:
    """Everything of a folder that can be published. Nothing was decided: nothing is tried."""
    if calculated.count is None and not folder.tables.applications:
        return OpenData({}, ())
    try:
        round = published_round(folder.settings, folder.tables, folder.tables.events, calculated.count)
    except CydraddError as error:
        return OpenData({}, tuple(Published(what, None, (error.sentence,)) for what in WHAT.values()))
    data = publication.open_data(round)
    told = []
    for form, what in WHAT.items():
        made = PATHS[form][0] in data.files
        refused = () if made else tuple(each.message for each in data.defects if each.file == PATHS[form][0])
        why_not = (*refused, *_reasons(withheld(round, grants=form is Form.GRANTS)))
        told.append(Published(what, data.awards.get(form), why_not))
    faults = tuple(each for each in data.defects if each.file in data.files)
    return OpenData(data.files, tuple(told), faults, data.valid)

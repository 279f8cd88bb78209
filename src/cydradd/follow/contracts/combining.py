"""Releases of many files as one package of records: every release kept, and what they come to beside them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import orjson

from cydradd.follow.contracts.money import Amount, Measure, Money, money, sums
from cydradd.follow.contracts.processes import Gathering, Process
from cydradd.follow.contracts.reading import MOST_OF_A_CODE, OcdsReading
from cydradd.follow.contracts.versions import versioned
from cydradd.follow.findings import finding
from cydradd.follow.rows import Row
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import Defect, JsonValue

Json = dict[str, JsonValue]
Watch = Callable[[OcdsReading], Iterable[Row]]
"""The rows of one file while somebody watches how far reading is."""


@dataclass(slots=True)
class Combined:
    """What merging came to.

    Attributes:
        releases, processes: How many were read, and of how many contracting processes.
        awards, joint: Awards with money, and those of them to several suppliers, whose parts nobody told.
        sums: Minor units by measure and currency; measures are never added to one another.
        counts: How often each defect was found; ``defects`` lists no more of one code than reading does.
    """

    files: list[Json] = field(default_factory=list)
    releases: int = 0
    processes: int = 0
    awards: int = 0
    joint: int = 0
    not_summable: int = 0
    sums: dict[Measure, dict[str, int]] = field(default_factory=lambda: {measure: {} for measure in Measure})
    joint_sums: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    defects: list[Defect] = field(default_factory=list)

    def as_json(self) -> Json:
        """The keys of follow.md section 5, and beside them the files, joint awards and the other two measures."""
        return {
            "releases": self.releases,
            "ocids": self.processes,
            "awards": self.awards,
            "sums_pence": dict(sorted(self.sums[Measure.AWARD].items())),
            "defects_by_code": dict(sorted(self.counts.items())),
            "joint": {"awards": self.joint, "sums_pence": dict(sorted(self.joint_sums.items()))},
            "contracts_sums_pence": dict(sorted(self.sums[Measure.CONTRACT].items())),
            "paid_sums_pence": dict(sorted(self.sums[Measure.PAID].items())),
            "not_summable": self.not_summable,
            "files": list(self.files),
        }

    def note(self, defect: Defect) -> None:
        """Count one defect."""
        self.counts[defect.code] += 1
        if self.counts[defect.code] <= MOST_OF_A_CODE:
            self.defects.append(defect)

    def count(self, held: Money) -> None:
        """Add the money of one process."""
        awards = list(held.of(Measure.AWARD))
        joint = [each for each in awards if each.is_joint]
        self.awards += len(awards)
        self.joint += len(joint)
        self.not_summable += held.not_summable
        _add(self.joint_sums, joint)
        for measure, found in self.sums.items():
            _add(found, held.of(measure))
        for defect in held.defects:
            self.note(defect)


def _add(found: dict[str, int], amounts: Iterable[Amount]) -> None:
    for currency, units in sums(amounts).items():
        found[currency] = found.get(currency, 0) + units


def combine(
    paths: Sequence[Path], out: IO[bytes], *, with_versions: bool = False, watch: Watch = OcdsReading.rows
) -> Combined:
    """Write one package of records of everything in the files, and say what it comes to.

    Each record holds the releases of one process, its compiled release and, if asked for, its versioned release.
    Memory holds places of releases, and one process at a time.

    Raises:
        UnreadableFile: A file is broken; what was written until then is to be thrown away.
    """
    told = Combined()
    heads: list[Json] = []
    with Gathering() as gathering:
        for path in paths:
            reading = OcdsReading(path)
            before = gathering.releases
            gathering.add(reading, watch(reading))
            heads.append(reading.meta)
            told.counts += reading.counts
            told.defects += reading.defects
            told.files.append({"file": path.name, "sha256": reading.sha256, "releases": gathering.releases - before})
        for ocid in gathering.shared:
            told.note(finding("ocid_of_two_sources", "", ocid))
        told.releases = gathering.releases
        _write(out, heads, _records(gathering, told, with_versions), told)
    return told


def _records(gathering: Gathering, told: Combined, with_versions: bool) -> Iterator[Json]:
    """Every record; what is wrong with it is noted."""
    for each in gathering.processes():
        told.processes += 1
        record: Json = {"ocid": each.ocid} if each.ocid is not None else {}
        record["releases"] = list(each.releases)
        told.count(money(each.compiled, each.pointer))
        if each.is_merged:
            record["compiledRelease"] = each.compiled
            if with_versions:
                _add_versions(record, each, told)
        else:
            told.note(finding("cannot_merge", each.pointer))
        yield record


def _add_versions(record: Json, process: Process, told: Combined) -> None:
    try:
        record["versionedRelease"] = versioned(process.releases)
    except NotPossible:
        told.note(finding("cannot_version", process.pointer))


def _write(out: IO[bytes], heads: Sequence[Json], records: Iterator[Json], told: Combined) -> None:
    """The package: its head from those of the files, and its records one by one."""
    latest = max((text for head in heads if isinstance(text := head.get("publishedDate"), str)), default=None)
    head = orjson.dumps(_head(heads, told) | ({"publishedDate": latest} if latest else {}))
    out.write(head.removesuffix(b"}") + b',"records":[')
    for number, record in enumerate(records):
        out.write((b",\n" if number else b"\n") + orjson.dumps(record))
    out.write(b"\n]}\n")


def _head(heads: Sequence[Json], told: Combined) -> Json:
    """What stands round the records; a licence and a policy only where all files have the same."""
    hashes = "".join(str(each["sha256"]) for each in told.files)
    found: Json = {"uri": f"urn:sha256:{hashlib.sha256(hashes.encode()).hexdigest()}", "version": "1.1"}
    extensions = [each for head in heads if isinstance(listed := head.get("extensions"), list) for each in listed]
    if extensions:
        found["extensions"] = sorted({each for each in extensions if isinstance(each, str)})
    publishers = [head.get("publisher") for head in heads]
    same = all(each == publishers[0] for each in publishers)
    found["publisher"] = publishers[0] if same and publishers[0] else {"name": _names(publishers)}
    for name in ("license", "publicationPolicy"):
        values = {head[name] if isinstance(head.get(name), str) else None for head in heads}
        if len(values) == 1 and None not in values:
            found[name] = values.pop()
    return found


def _names(publishers: Sequence[JsonValue]) -> str:
    names = {str(each.get("name")) for each in publishers if isinstance(each, dict) and each.get("name")}
    return "; ".join(sorted(names)) or "?"

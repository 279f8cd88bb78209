"""What is known of every contracting process of a package: its compiled releases, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.follow.contracts import merging as ocds
from cydradd.follow.fields import Root
from cydradd.follow.packages import ROWS, Package
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue


def compiled_releases(package: Package) -> list[tuple[str, Mapping[str, JsonValue]]]:
    """JSON pointer and compiled release of each process. A compiled release that is published is taken as it is."""
    processes: dict[str, list[Mapping[str, JsonValue]]] = {}
    first: dict[str, str] = {}
    compiled: list[tuple[str, Mapping[str, JsonValue]]] = []
    for index, row in enumerate(package.rows):
        if not isinstance(row, Mapping):
            continue
        pointer = f"/{ROWS[package.root]}/{index}"
        ready = row.get("compiledRelease")
        inside = row.get("releases") if package.root is Root.RECORDS else [row]
        if isinstance(ready, Mapping):
            compiled.append((pointer, ready))
            continue
        for release in inside if isinstance(inside, list) else ():
            if isinstance(release, Mapping):
                ocid = str(release.get("ocid"))
                processes.setdefault(ocid, []).append(release)
                first.setdefault(ocid, pointer)
    compiled += [(first[ocid], each) for ocid, releases in processes.items() for each in _compiled(releases)]
    return compiled


def _compiled(releases: list[Mapping[str, JsonValue]]) -> list[Mapping[str, JsonValue]]:
    """One compiled release; where a date or ocid is missing, which is listed as a fault, each as it stands."""
    try:
        return [ocds.compile(releases)]
    except NotPossible:
        return list(releases)

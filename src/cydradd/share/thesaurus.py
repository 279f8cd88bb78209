"""What a word is called in the other language: pairs made by hand, ``tables/thesaurus.csv`` (share.md 3.4)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from cydradd.share.welsh import fold


@cache
def thesaurus() -> Mapping[str, tuple[str, ...]]:
    """Each folded word and phrase, with what it is called in the other language, both ways."""
    text = (files("cydradd.share") / "tables" / "thesaurus.csv").read_text(encoding="utf-8")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        for one, other in ((fold(row["cy"]), fold(row["en"])), (fold(row["en"]), fold(row["cy"]))):
            if one != other and other not in found[one]:
                found[one].append(other)
    return {word: tuple(others) for word, others in found.items()}

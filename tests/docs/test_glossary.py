"""Every word of the glossary lives where the glossary says."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<word>[^|]+) \| (?P<welsh>[^|]+) \| `(?P<place>[\w.]+)` \|", re.MULTILINE)
WORDS = ROW.findall((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))


def lives(place: str) -> bool:
    """Whether a dotted place is a module, or a name inside one."""
    try:
        importlib.import_module(place)
    except ModuleNotFoundError as missing:
        module, _, name = place.rpartition(".")
        if missing.name != place:
            raise
        return hasattr(importlib.import_module(module), name)
    return True


@pytest.mark.parametrize(("word", "welsh", "place"), WORDS)
def test_each_word_lives_in_its_module(word: str, welsh: str, place: str) -> None:
    assert welsh.strip(), f"{word} has no Welsh"
    assert lives(place), f"{word}: {place} is not there"


def test_the_glossary_holds_every_word_of_the_design() -> None:
    assert len(WORDS) >= 40
    assert len({word for word, _, _ in WORDS}) == len(WORDS), "one word, one meaning"

"""What the page of a slice says, in both languages (``words.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from cydradd.vocabulary.text import Bilingual, Language


@cache
def texts() -> Mapping[str, Bilingual]:
    """Every text by its key."""
    text = resources.files("cydradd.follow.slice").joinpath("words.toml").read_text("utf-8")
    return {key: Bilingual(each["cy"], each["en"]) for key, each in tomllib.loads(text).items()}


def say(language: Language, key: str, **facts: object) -> str:
    """One text, its words in braces filled."""
    return (texts()[key].side(language) or "").format(**facts)

"""The re-count page of one round: ballots, published result and rules in one file of HTML."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cydradd.decide.recount.words import WORDS
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language

SCRIPTS = ("exact.js", "ballots.js", "rules.js", "pots.js", "document.js", "page.js")


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    """The source expression that lets this text alone run (Content Security Policy Level 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(value: object) -> Markup:
    """JSON inside a script element: ``<`` is written so that no text can end it."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def recount_page(ballots: str, result: JsonValue, language: Language) -> str:
    """One file that counts ``ballots`` anew in a browser and compares with ``result``; it asks nothing of a network.

    Args:
        ballots: A Pabulib file, as it was published.
        result: What `document.count_document` tells of its count.
        language: In which the page opens; a button turns to the other.
    """
    script, style = "\n".join(["'use strict';", *map(_part, SCRIPTS)]), _part("page.css")
    other = Language.EN if language is Language.CY else Language.CY
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(_part("page.html"))
    return page.render(
        language=str(language),
        other=str(other),
        words=WORDS,
        say=lambda word: WORDS[word].side(language),
        script=Markup(script),  # noqa: S704  our own file
        style=Markup(style),  # noqa: S704  our own file
        script_hash=_hash(script),
        style_hash=_hash(style),
        words_json=_json({name: words.as_json() for name, words in WORDS.items()}),
        given_json=_json({"ballots": ballots, "result": result}),
    )

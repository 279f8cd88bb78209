"""The words of a message: each language on its own, as plain text that any reader of mail can show."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template
from django.utils import translation

from cydradd.vocabulary.text import Bilingual, Language

WIDTH = 72
LISTS = ("digest", "reminders")
"""What can be stopped by itself."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message in one language. Paragraphs of the body have an empty line between them."""

    subject: str
    body: str


Writer = Callable[[Language], Words]
"""Writes a message in the language it is asked for."""


def said(subject: Bilingual, body: Bilingual) -> Writer:
    """The writer of a message whose words are at hand. A side that is missing is given in the other language."""

    def write(language: Language) -> Words:
        return Words(_side(subject, language), _side(body, language))

    return write


def template(name: str, **named: Any) -> Writer:
    """The writer of ``mail/<name>-cy.txt`` and ``mail/<name>-en.txt``: the first line is the subject.

    Args:
        named: What the templates name. Of two languages, each gets its own; a function is asked with the language.
    """

    def write(language: Language) -> Words:
        with translation.override(str(language)):
            given = {key: _given(value, language) for key, value in named.items()}
            found: Any = get_template(f"mail/{name}-{language}.txt")
            text = found.template.render(Context(given, autoescape=False)).strip()
        subject, _, body = text.partition("\n")
        return Words(subject, body)

    return write


def link(path: Callable[[], str] | str) -> Callable[[Language], str]:
    """A whole address of this site, in the language of the message.

    Args:
        path: An address from ``/`` on, or what makes it (`reverse`), asked in that language.
    """

    def write(language: Language) -> str:
        with translation.override(str(language)):
            return f"{settings.SITE_ADDRESS.rstrip('/')}{path if isinstance(path, str) else path()}"

    return write


def letter(text: str) -> str:
    """Text in lines of 72 characters. Addresses stay whole; a line that begins with ``- `` is a point of a list."""
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return "\n\n".join("\n".join(_wrapped(line) for line in block.strip("\n").split("\n")) for block in blocks)


def _wrapped(line: str) -> str:
    indent = "  " if line.startswith("- ") else ""
    return textwrap.fill(line.strip(), WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _given(value: Any, language: Language) -> Any:
    if isinstance(value, Bilingual):
        return _side(value, language)
    return value(language) if callable(value) else value


def _side(text: Bilingual, language: Language) -> str:
    found = text.either(language)
    return found[0] if found else ""

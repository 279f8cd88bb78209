"""One thing of a design as it stands, and the statements it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.rows import given_row
from cydradd_web.design.kinds import Kind
from cydradd_web.design.selectors.workshop import said
from cydradd_web.design.services.items import version_of, with_id
from cydradd_web.listen import selectors as listen


@dataclass(frozen=True, slots=True)
class Now:
    """One thing as it stands.

    Attributes:
        version: Another name than before: it was changed.
        cells: Heading and text of each cell that is filled.
        title: Its words, in the language of the page or else in ``lang``.
    """

    row: Any
    version: str
    cells: tuple[tuple[str, str], ...]
    title: str
    lang: str | None


def now_of(round_id: int, kind: Kind, identifier: str, language: Language) -> Now | None:
    """One thing as it stands now; ``None``: there is none. One query."""
    made = with_id(round_id, kind, identifier)
    if made is None:
        return None
    row = given_row(made, kind.table.row)
    cells = tuple((name, str(text)) for name, text in made.cells.items() if text)
    title, lang = said(getattr(row, "title", None) or getattr(row, "text", None), language)
    return Now(row, version_of(made), cells, title or identifier, lang)


def quoted(round_id: int, names: Iterable[str], language: Language) -> tuple[tuple[str, str, str | None], ...]:
    """The words of some statements: id, words, and their language where it is another. One query."""
    wanted = set(names)
    if not wanted:
        return ()
    found = []
    for each in listen.statements(round_id):
        if each["identifier"] in wanted:
            sides = (str(each[side]) if each[side] else None for side in ("text_cy", "text_en"))
            found.append((str(each["identifier"]), *said(Bilingual(*sides), language)))
    return tuple(found)

"""The pieces of the report of a conversation: sentences, quotations, lists and tables, as finished HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

from cydradd.listen.picture import LETTERS
from cydradd.listen.report_words import PARTNERS, sentence
from cydradd.listen.representative import MOST
from cydradd.listen.statements import Statement
from cydradd.vocabulary.text import Language

MOST_CHARACTERS = 2_000
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Words of people without characters that no page can show; the longest are cut."""
    shown = _CONTROLS.sub("\ufffd", text[: MOST_CHARACTERS + 1])
    return shown if len(shown) <= MOST_CHARACTERS else shown[:MOST_CHARACTERS] + " …"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "0"


class Parts:
    """Pieces in one language. Whatever goes in as a value is escaped; what comes out is HTML.

    Args:
        names: Id of each column. ``statements``: their words.
    """

    def __init__(self, names: Sequence[str], statements: Iterable[Statement], language: Language) -> None:
        self.language, self.names = language, names
        self.say: Callable[..., str] = partial(sentence, language)
        self.words = {each.id: each.text for each in statements}

    def counts(self, direction: str, cells: Iterable[tuple[str, int, int]]) -> str:
        """How many of how many of each side chose a direction."""
        said = (
            self.say(f"count_{direction}", who=who, k=f"{k:,}", n=f"{n:,}", share=_percent(k, n)) for who, k, n in cells
        )
        return f"<p>{'<br>'.join(map(escape, said))}</p>"

    def quoted(self, column: int) -> str:
        """A statement in its own words, marked with the language they are in."""
        identifier = self.names[column]
        label = escape(clean(self.say("number", id=identifier)))
        found = self.words[identifier].either(self.language) if identifier in self.words else None
        if found is None:
            return f'<p>{label}. <span class="note">{escape(self.say("no_text"))}</span></p>'
        text, language = found
        note = f" · {escape(self.say('untranslated'))}" if language is not self.language else ""
        quote = f'<blockquote lang="{language}" dir="auto">{escape(clean(text))}</blockquote>'
        return f'{quote}<span class="note">{label}{note}</span>'

    def letter(self, number: int) -> str:
        """The letter of a group on the map."""
        return LETTERS[number] if number < len(LETTERS) else str(number + 1)

    def group(self, number: int) -> str:
        """A group by name, as plain text."""
        return self.say("group", letter=self.letter(number))

    def partner(self, name: str) -> str:
        """A partner by name, as plain text."""
        return PARTNERS[name].side(self.language) or ""

    def heading(self, level: int, key: str) -> str:
        """A heading."""
        return f"<h{level}>{escape(self.say(key))}</h{level}>"

    def paragraph(self, key: str, *, note: bool = False, **values: object) -> str:
        """One sentence by itself."""
        opened = '<p class="note">' if note else "<p>"
        return f"{opened}{escape(self.say(key, **values))}</p>"

    def listed(self, items: Sequence[str], none: str) -> str:
        """A list, the first few open and the others folded away; a sentence where there is nothing."""
        if not items:
            return self.paragraph(none)
        first = "".join(f"<li>{item}</li>" for item in items[:MOST])
        return f"<ol>{first}</ol>" + (self.folded(items[MOST:], len(items) - MOST) if len(items) > MOST else "")

    def folded(self, items: Sequence[str], many: int) -> str:
        """A list that opens without script, with its number of items."""
        rows = "".join(f"<li>{item}</li>" for item in items)
        return f"<details><summary>{escape(self.say('more', n=many))}</summary><ul>{rows}</ul></details>"

    def table(self, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """A table with a caption, a heading for each column, and the first cell of each row as its heading."""
        named = escape(self.say(caption))
        top = "".join(f'<th scope="col">{escape(self.say(head))}</th>' for head in heads)
        body = "".join(
            f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
        )
        return f"<table><caption>{named}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"

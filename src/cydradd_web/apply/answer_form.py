"""One page of an application's form, made of the round's own questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.forms import side
from cydradd_web.apply.selectors.call import CallLot
from cydradd_web.apply.selectors.forms import (
    COST,
    LONGEST_TITLE,
    MINUTES,
    TITLE_CY,
    TITLE_EN,
    Writing,
    Written,
    pence_of,
    words_of,
)
from cydradd_web.apply.services.drafting import LONGEST, Typed
from cydradd_web.apply.words import pounds
from cydradd_web.components.forms import Form, TextField, plain
from cydradd_web.rounds.act_page import language

TITLES = (TITLE_CY, TITLE_EN)
SHORT = 40
"""Letters of a sum or a number."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked: its id, its words, and what is written under it."""

    id: str
    name: str
    label: str
    hint: str
    rows: int
    most: int
    written: Written
    criterion: Bilingual | None = None

    @property
    def shown(self) -> str:
        """What is written as people read it: a sum with its currency."""
        sum_of_money = pence_of(self.written.text) if self.id == COST else None
        return pounds(sum_of_money) or self.written.text


def fields_of(lot: CallLot, questions: Sequence[str], form: Writing) -> list[Field]:
    """What is asked under some ids, with what is written."""
    known = {each.id: (number, each) for number, each in enumerate(lot.written, 1)}
    found = []
    for id in questions:
        written = form.answers.get(id, Written())
        if id in known:
            number, asked = known[id]
            label = f"{number}. {side(asked.text, language())}"
            rows = min(14, max(4, asked.words // 15))
            found.append(
                Field(id, f"answer_{number}", label, _guide(asked.words), rows, asked.most, written, asked.criterion)
            )
        else:
            label, hint = _own_words(id, lot)
            found.append(Field(id, id, label, hint, 0, 0, written))
    return found


def _guide(words: int) -> str:
    if not words:
        return ""
    return ngettext(
        "About %(n)s word. Longer is fine, up to twice that.",
        "About %(n)s words. Longer is fine, up to twice that.",
        words,
    ) % {"n": words}


def _own_words(id: str, lot: CallLot) -> tuple[str, str]:
    """Words of what every form asks."""
    most = f"£{lot.value / 100:,.2f}".removesuffix(".00") if lot.value is not None else ""
    return {
        TITLE_CY: (_("Title of what you want to do, in Welsh"), _("It stands on the ballot in both languages.")),
        TITLE_EN: (_("Title of what you want to do, in English"), ""),
        COST: (_("How much do you ask for, in pounds?"), _("At most %(most)s.") % {"most": most} if most else ""),
        MINUTES: (
            _("How many minutes did this application take, all of you together?"),
            _("Optional. It shows funders what their forms cost."),
        ),
    }[id]


class AnswerField(TextField):
    """An answer that is needed to send, and not to save: it is not called optional, and nothing is refused for it."""

    def validate(self, value: Any) -> None:
        """Anything can be saved."""


class PageForm(Form):
    """Some of the questions. Everything typed is kept, even what is wrong."""

    use_required_attribute = False

    def __init__(self, *args: Any, fields: Sequence[Field], **options: Any) -> None:
        """A field for each question, and the version that it was typed over."""
        super().__init__(*args, **options)
        self.asked = list(fields)
        self.theirs: dict[str, str] = {}
        for each in fields:
            most = LONGEST if each.rows else LONGEST_TITLE if each.id in TITLES else SHORT
            made = AnswerField(
                label=each.label,
                help_text=each.hint,
                rows=each.rows,
                max_length=most,
                told=False,
                required=each.id != MINUTES,
                initial=each.written.text,
            )
            if most == SHORT:
                made.widget.attrs |= {"inputmode": "decimal", "class": "govuk-input--width-10"}
            if each.id in TITLES:
                made.widget.attrs |= {"lang": each.id[-2:], "maxlength": False}
            self.fields[each.name] = made
            self.fields[f"over_{each.name}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=each.written.version
            )

    def clean(self) -> dict[str, Any]:
        """What is written can be a sum, a number of minutes, or text that is not twice as long as its guide."""
        found = super().clean() or {}
        for each in self.asked:
            text = str(found.get(each.name) or "")
            if each.id == COST and text and not pence_of(text):
                self.add_error(each.name, ValidationError(_("Write the sum in pounds, such as 1,250 or 1,250.50.")))
            if each.id == MINUTES and text and not (text.isascii() and text.isdigit() and len(text) <= 6):
                self.add_error(each.name, ValidationError(_("Write whole minutes, such as 90.")))
            if each.most and words_of(text) > each.most:
                said = {"n": words_of(text), "most": each.most}
                self.add_error(
                    each.name,
                    ValidationError(_("Saved, but too long to send: words: %(n)s, at most: %(most)s.") % said),
                )
        return found

    @property
    def typed(self) -> dict[str, Typed]:
        """What was typed, by question, with the version that it was typed over. The wrong is there too."""
        found = {}
        for each in self.asked:
            over = str(self.data.get(f"over_{each.name}") or "0")
            text = plain(str(self.data.get(each.name) or "")).replace("\r\n", "\n")
            found[each.id] = Typed(text, int(over) if over.isdigit() and len(over) < 9 else 0)
        return found

    def show_clashes(self, clashes: Mapping[str, tuple[str, int]]) -> None:
        """Show what somebody else saved beside what was typed; pressed again, what stands in the field is kept."""
        if self.is_bound:
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            for each in self.asked:
                if each.id in clashes:
                    text, version = clashes[each.id]
                    self.theirs[each.name] = text
                    data[f"over_{each.name}"] = str(version)
                elif each.written.text != self.typed[each.id].text:
                    data[f"over_{each.name}"] = str(each.written.version + 1)
            self.data = data

    @property
    def shown(self) -> list[tuple[Any, str, Bilingual | None]]:
        """Each field, with what somebody else saved there meanwhile, and what it is judged by."""
        return [(self[each.name], self.theirs.get(each.name, ""), each.criterion) for each in self.asked]

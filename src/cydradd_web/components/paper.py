"""Sheets of paper that two people type in: the code of each, its form, and words that are printed in both languages."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.codes import digits_of, new_code
from cydradd_web.components.forms import Form, TextField

CODE_DIGITS = 15
"""Two people type each code in, and it is asked for with the number of its sheet: three groups are enough."""
HIGHEST = 1_000_000
"""No sheet or batch has a higher number."""
NUMBER: dict[str, Any] = {
    "widget": forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    "min_value": 1,
}
"""How a small whole number is asked for."""


def new_paper_code() -> str:
    """A code as it is printed on a sheet: ``12345-67890-12345``."""
    return new_code(CODE_DIGITS)


def paper_hash(round_id: int, number: int, code: str) -> str:
    """What is kept of the code of a sheet: it opens this sheet of this round, and no other.

    Raises:
        NotACode: It has not the form of a code.
    """
    return hashlib.sha256(f"{round_id}:{number}:{digits_of(code, CODE_DIGITS)}".encode()).hexdigest()


def both(said: object) -> Bilingual:
    """What is said in each language: a text, or what makes one."""
    found = {}
    for code in Language:
        with override(code):
            found[code] = str(said() if callable(said) else said)
    return Bilingual(found[Language.CY], found[Language.EN])


class PaperForm(Form):
    """The number and the code of one sheet. Its labels say what it is a number of."""

    number = forms.IntegerField(max_value=HIGHEST, error_messages={"invalid": _("Write the number.")}, **NUMBER)
    sheet_code = TextField(
        label=_("Its code"), help_text=_("15 digits. Blanks and hyphens do not matter."), max_length=60, told=False
    )
    sheet_code.widget.attrs |= {
        "inputmode": "numeric", "class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false",
    }  # fmt: skip
    number_label: Any = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["number"].label = self.number_label

    def hide_sheet(self) -> None:
        """Carry number and code along unseen: they were typed before."""
        for name in ("number", "sheet_code"):
            self.fields[name].widget = forms.HiddenInput()

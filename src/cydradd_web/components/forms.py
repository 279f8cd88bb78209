"""Forms as every page shows them: the design system's fields, what is wrong beside each and once more on top.

Widgets are drawn by ``templates/django/forms/widgets``, so that forms of other packages look like ours.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.forms.renderers import TemplatesSetting
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

LONG = 10_000
_POUNDS = re.compile(r"£?\s?(?:[0-9]{1,3}(?:[, \u00a0\u202f][0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?")
"""A sum: a comma or a blank stands only between thousands, a point only before pence."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\x00]")


class Renderer(TemplatesSetting):
    """Our templates for whole forms and single fields."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def plain(value: str) -> str:
    """Text as it is kept: one form of each letter (NFC), without marks that turn the direction of what follows."""
    return _BIDI.sub("", unicodedata.normalize("NFC", value)).strip()


def letters(text: str) -> int:
    """Letters of a text, as people count them: the end of a line is one."""
    return len(text.replace("\r\n", "\n"))


class AtMost(BaseValidator):
    """A text of so many letters at most. What is too long is refused with how much, and stays as it was typed."""

    code = "max_length"

    def __init__(self, most: int) -> None:
        super().__init__(most)

    def __call__(self, value: Any) -> None:
        """Refuse what is too long."""
        if (over := letters(str(value)) - int(self.limit_value)) > 0:
            told = ngettext("This is %(n)s letter too long.", "This is %(n)s letters too long.", over)
            raise ValidationError(told, code=self.code, params={"n": over})


class TextField(forms.CharField):
    """Text that people write. Nothing is cut: a browser that cuts what is pasted would do so without a word.

    Args:
        told: Whether its hint says how long it may be.
    """

    def __init__(self, *, rows: int = 0, max_length: int = 200, told: bool = True, **options: Any) -> None:
        if rows:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)
        self.validators.append(AtMost(max_length))
        if told:
            self.help_text = _and_at_most(self.help_text, max_length)

    def to_python(self, value: Any) -> str:
        """The text, put in order."""
        return plain(str(super().to_python(value)))


def _and_at_most(hint: Any, most: int) -> Any:
    """A hint, and then how long a text may be, in the language of whoever reads it."""

    def told() -> str:
        said = ngettext("At most %(n)s letter.", "At most %(n)s letters.", most) % {"n": f"{most:,}"}
        return str(hint) if str(most) in str(hint) else f"{hint} {said}".strip()

    return lazy(told, str)()


class PoundsField(forms.CharField):
    """Money as people write it: 1,234.50 or £1,234.50. Its value is `Pence`.

    Args:
        zero: Whether it may be nothing.
    """

    default_error_messages: ClassVar = {
        "pounds": _("Write the sum in pounds, such as 1,250 or 1,250.50."),
        "zero": _("Write a sum above £0."),
        "too_much": _("This is more than any round can hold. Check the sum."),
    }

    def __init__(self, *, zero: bool = True, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}))
        super().__init__(**options)
        self.zero = zero

    def clean(self, value: Any) -> Any:
        """The sum in pence; ``None``: nothing was written."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        if not _POUNDS.fullmatch(text):
            raise ValidationError(self.error_messages["pounds"], code="pounds")
        pence = Decimal(re.sub("[^0-9.]", "", text)) * 100
        if not pence and not self.zero:
            raise ValidationError(self.error_messages["zero"], code="zero")
        if pence > 10**13:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return Pence(int(pence))

    def prepare_value(self, value: Any) -> Any:
        """Pence in pounds."""
        return f"{value / 100:,.2f}".removesuffix(".00") if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar or written as 2026-12-31 or 31/12/2026."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"])
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)


class Form(forms.Form):
    """A form of ours. ``key`` names the act: sent twice, it is one act."""

    required_css_class = "required"
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @property
    def filled(self) -> bool:
        """Whether anything was typed or chosen that the page still shows; a file is never shown again."""
        shown = (each for each in self.visible_fields() if not isinstance(each.field, forms.FileField))
        return self.is_bound and any(_holds(each.data) for each in shown)

    def both(self, name: str) -> Bilingual:
        """The two sides of a text: the fields ``name_cy`` and ``name_en``; an empty side is missing."""
        return Bilingual(self.cleaned_data.get(f"{name}_cy") or None, self.cleaned_data.get(f"{name}_en") or None)

    def said(self, name: str) -> Any:
        """What one field says."""
        return self.cleaned_data[name]

    def day(self, name: str) -> date | None:
        """The day that one field says."""
        found: date | None = self.cleaned_data.get(name)
        return found


def _holds(value: Any) -> bool:
    """Whether there is anything in what was sent for one field."""
    if isinstance(value, list | tuple):
        return any(_holds(each) for each in value)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def welsh(label: Any = None, **options: Any) -> TextField:
    """The Welsh side of a text."""
    return _side("cy", label or _("In Welsh"), options)


def english(label: Any = None, **options: Any) -> TextField:
    """The English side of a text."""
    return _side("en", label or _("In English"), options)


def _side(code: str, label: Any, options: dict[str, Any]) -> TextField:
    field = TextField(label=label, **options)
    field.widget.attrs |= {"lang": code, "spellcheck": "true"}
    return field

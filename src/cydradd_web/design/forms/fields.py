"""Fields that several forms of the design share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cydradd.cycle.cells import UnreadableCell, read_fraction
from cydradd.cycle.report.words import word
from cydradd.vocabulary.people import PARTNER_NAMES
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.forms import TextField

Choices = Sequence[tuple[str, Any]]
_BETWEEN = re.compile(r"[;,\s]+")
_LIST = re.compile(r"\s*[;,\n]\s*")


class FractionField(TextField):
    """An exact number: 4, 2.5 or 1/3."""

    def __init__(self, *, least: Fraction | None = None, **options: Any) -> None:
        super().__init__(max_length=40, told=False, **options)
        self.least = least
        self.widget.attrs |= {"class": "govuk-input--width-5", "inputmode": "decimal"}

    def clean(self, value: Any) -> Any:
        """The number; ``None``: nothing was written."""
        text = super().clean(value).replace(",", "")
        if not text:
            return None
        try:
            number = read_fraction(text)
        except UnreadableCell:
            raise ValidationError(_("Write a number, such as 4, 2.5 or 1/3."), code="number") from None
        if self.least is not None and number < self.least:
            raise ValidationError(_("Write 0 or more."), code="below-zero")
        return number

    def prepare_value(self, value: Any) -> Any:
        """As people write it: 2.5 rather than 5/2 where that is exact."""
        if not isinstance(value, Fraction):
            return value
        short = f"{float(value):.10g}"
        return short if re.fullmatch(r"[0-9.]+", short) and Fraction(short) == value else str(value)


class IdsField(TextField):
    """Ids, with blanks or commas between them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2000, **options)

    def clean(self, value: Any) -> Any:
        """The ids, once each, in order."""
        return tuple(dict.fromkeys(part for part in _BETWEEN.split(super().clean(value)) if part))

    def prepare_value(self, value: Any) -> Any:
        """As one line."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


class WordsField(IdsField):
    """Words or short names, with commas between them."""

    def clean(self, value: Any) -> Any:
        """The words, once each, in order."""
        return tuple(dict.fromkeys(part for part in _LIST.split(TextField.clean(self, value)) if part))


def number(label: Any, *, most: int = 1_000_000, required: bool = False, **options: Any) -> forms.IntegerField:
    """A whole number from 0."""
    widget = forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=required, widget=widget, **options)


def one_of(label: Any, choices: Choices, *, required: bool = False, **options: Any) -> forms.ChoiceField:
    """One word of a list; nothing where it need not be told."""
    blank: Choices = [] if required and len(choices) == 1 else [("", _("Choose"))]
    return forms.ChoiceField(label=label, choices=[*blank, *choices], required=required, **options)


def some_of(label: Any, choices: Choices = (), **options: Any) -> forms.TypedMultipleChoiceField:
    """Any of a list."""
    options.setdefault("required", False)
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, coerce=str, **options
    )


def of_words(part: str, words: Iterable[str], language: Language) -> Choices:
    """Choices with the words that the report has for them."""
    return [(name, str(word(language, part, name))) for name in words]


COMMISSIONERS: Mapping[str, Any] = {
    "regional_board": _("Regional partnership board"),
    "council": _("Council"),
    "health_board": _("Health board"),
    "gp_cluster": _("GP cluster"),
    "school": _("School"),
    "psb": _("Public services board"),
    "individual": _("Individual"),
    "foundation": _("Foundation"),
}
SIZES: Mapping[str, Any] = {
    "small": _("Small: yearly income below £100,000"),
    "medium": _("Medium: yearly income below £1,000,000"),
    "large": _("Large"),
}
MONEY_KINDS: Mapping[str, Any] = {"revenue": _("Revenue"), "capital": _("Capital")}
RESERVED: Mapping[str, Any] = {
    "sme": _("Small and medium enterprises"),
    "vcse": _("Voluntary, community and social enterprises"),
    "mutual": _("Mutuals"),
    "none": _("Nobody: open to all"),
}
WHEN: Mapping[str, Any] = {"before_offer": _("Before an offer"), "after_offer": _("After an offer")}
REQUIREMENTS: Mapping[str, Any] = {
    "insurance": _("Insurance"),
    "turnover": _("Turnover"),
    "accounts": _("Accounts"),
    "identity": _("Identity"),
    "safeguarding": _("Safeguarding"),
    "suitability_stage": _("A separate suitability stage"),
    "document": _("Another document"),
}
QUESTIONS: Mapping[str, Any] = {
    "prose": _("Prose"),
    "fact": _("A fact of the organisation’s profile"),
    "choice": _("A choice"),
    "number": _("A number"),
    "table": _("A table"),
    "document": _("A document they have"),
    "new_document": _("A document they must write"),
}
DIRECTIONS: Mapping[str, Any] = {"up": _("More is better"), "down": _("Less is better")}
GOALS: Mapping[str, Any] = {
    "prosperous": _("A prosperous Wales"),
    "resilient": _("A resilient Wales"),
    "healthier": _("A healthier Wales"),
    "more_equal": _("A more equal Wales"),
    "cohesive": _("A Wales of cohesive communities"),
    "culture_welsh": _("A Wales of vibrant culture and thriving Welsh language"),
    "global": _("A globally responsible Wales"),
}
WAYS: Mapping[str, Any] = {
    "long_term": _("Long term"),
    "prevention": _("Prevention"),
    "integration": _("Integration"),
    "collaboration": _("Collaboration"),
    "involvement": _("Involvement"),
}
MODES: Mapping[str, Any] = {
    "pooled": _("Pooled: one pot with others"),
    "aligned": _("Aligned: planned together, paid apart"),
    "ring_fenced": _("Ring-fenced"),
    "individual": _("One person’s own budget"),
}


def choices(words: Mapping[str, Any]) -> Choices:
    """A list of words as choices."""
    return list(words.items())


def partner_choices(language: Language) -> Choices:
    """The three partners."""
    return [(str(partner), name.side(language)) for partner, name in PARTNER_NAMES.items()]


def titled(row: Any, language: Language) -> str:
    """“N1 After-school club”."""
    both = getattr(row, "title", None) or getattr(row, "text", None) or Bilingual()
    found = both.either(language)
    other = getattr(row, "name", None) or getattr(row, "commissioner", None) or getattr(row, "kind", "") or ""
    return f"{row.id}: {found[0] if found else other}"

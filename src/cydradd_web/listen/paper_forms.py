"""Forms of paper sheets: making them, typing them in, and settling what two people read differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.forms import Form, english, welsh
from cydradd_web.components.paper import NUMBER, PaperForm
from cydradd_web.listen.forms import PARTNERS
from cydradd_web.listen.paper import MOST_SHEETS, MOST_STATEMENTS, Reading
from cydradd_web.listen.selectors.paper import Difference, Sheet

NONE = "none"
MARK_WORDS = (("1", _("Agree")), ("-1", _("Disagree")), ("0", _("Pass")), (NONE, _("No mark, or not clear")))
SPEAKERS = (*PARTNERS, (NONE, _("No mark, or not clear")))
WAYS = (
    ("in_person", _("Handed out, and filled in where two people see who fills each in")),
    ("post", _("Sent by post, one to each known address")),
    ("open", _("Laid out for anyone to take: counted beside the opinion map")),
)


class MakeForm(Form):
    """How many sheets, and how they reach people."""

    many = forms.IntegerField(label=_("How many sheets"), max_value=MOST_SHEETS, **NUMBER)
    each = forms.IntegerField(
        label=_("How many statements on each, at most"),
        help_text=_("Which ones is drawn by lot for each sheet, so that every statement is asked equally often."),
        max_value=MOST_STATEMENTS,
        initial=12,
        **NUMBER,
    )
    way = forms.ChoiceField(label=_("How they reach people"), choices=WAYS, widget=forms.RadioSelect)
    return_cy = welsh(_("Where to return a sheet, in Welsh"), max_length=300)
    return_en = english(_("Where to return a sheet, in English"), max_length=300)


class FindForm(PaperForm):
    """The number and the code of a sheet."""

    number_label = _("Number of the sheet")


class EraseSheetForm(FindForm):
    """The number and the code of a sheet whose answers are to be erased, knowingly."""

    sure = forms.BooleanField(label=_("Erase the answers of this sheet for good"))


class _Marks(Form):
    """Marks of statements, each asked for in a field of its own."""

    asked: Sequence[str] = ()

    def ask(
        self, statements: Iterable[tuple[int, str, Bilingual]], hints: Mapping[str, str], language: Language
    ) -> None:
        """Ask for the mark of each statement: its place on the sheet, its id, what it says."""
        self.asked = []
        for place, name, text in statements:
            self.asked.append(name)
            self.fields[f"mark-{name}"] = forms.ChoiceField(
                label=_said(place, text, language),
                help_text=hints.get(name, ""),
                choices=MARK_WORDS,
                widget=forms.RadioSelect,
            )

    def reading(self) -> Reading:
        """What was read on the sheet."""
        said = str(self.cleaned_data.get("partner") or NONE)
        marks = {name: self.said(f"mark-{name}") for name in self.asked}
        return Reading(
            None if said == NONE else Partner(said),
            {name: None if mark == NONE else int(mark) for name, mark in marks.items()},
        )


def _said(place: int, text: Bilingual, language: Language) -> SafeString:
    words, other = text.either(language) or ("–", language)
    return format_html('{}. <span lang="{}">{}</span>', place, str(other), words)


class MarksForm(_Marks, FindForm):
    """The marks of one sheet, whose number and code were typed before.

    Args:
        sheet: The sheet; ``None``: there is none that can be typed in, and whoever sends the form is told why.
    """

    step = forms.CharField(widget=forms.HiddenInput, initial="marks", max_length=10)
    partner = forms.ChoiceField(label=_("For whom the sheet speaks"), choices=SPEAKERS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, sheet: Sheet | None, language: Language, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sheet = sheet
        self.hide_sheet()
        if sheet is None:
            self.fields["partner"].required = False
        else:
            self.ask([(n, *each) for n, each in enumerate(sheet.statements, 1)], {}, language)


class SettleForm(_Marks):
    """What stands where two people read a sheet differently."""

    def __init__(self, *args: Any, difference: Difference, language: Language, **options: Any) -> None:
        super().__init__(*args, **options)
        if difference.on_partner:
            self.fields["partner"] = forms.ChoiceField(
                label=_("For whom the sheet speaks"),
                help_text=_both_read(*(_speaker(each.partner) for each in (difference.first, difference.second))),
                choices=SPEAKERS,
                widget=forms.RadioSelect,
            )
        first, second = difference.first.marks, difference.second.marks
        hints = {name: _both_read(_mark(first[name]), _mark(second[name])) for _n, name, _t in difference.statements}
        self.ask(difference.statements, hints, language)


def _both_read(first: str, second: str) -> str:
    """Both readings, side by side."""
    return _("First reading: %(first)s. Second reading: %(second)s.") % {"first": first, "second": second}


def _mark(mark: int | None) -> str:
    return str(dict(MARK_WORDS)[NONE if mark is None else str(mark)])


def _speaker(partner: Partner | None) -> str:
    return str(dict(SPEAKERS)[NONE if partner is None else str(partner)])

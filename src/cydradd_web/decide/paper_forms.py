"""Forms of paper ballots: printing booklets, typing them in, and settling what two people read differently."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.text import Language
from cydradd_web.components.forms import Form, TextField, english, welsh
from cydradd_web.components.paper import NUMBER, PaperForm
from cydradd_web.decide.forms import ForPartner
from cydradd_web.decide.paper import MOST_BOOKLETS, Reading
from cydradd_web.decide.selectors.paper import Listed
from cydradd_web.decide.selectors.paper_forms import Difference, Sheet

CROSSES, NONE, VOID = "crosses", "none", "void"
STANDS = (
    (CROSSES, _("Crosses beside projects")),
    (NONE, _("No cross: a vote for none of the projects")),
    (VOID, _("It cannot be counted: crossed through, torn, or not to be read")),
)
YES, NO = "yes", "no"
CROSSED = ((YES, _("A cross")), (NO, _("No cross")))
COUNTS = ((NO, _("It counts")), (YES, _("It cannot be counted")))


class ReturnForm(Form):
    """Where booklets are returned to."""

    return_cy = welsh(_("Where to return a booklet, in Welsh"), max_length=300)
    return_en = english(_("Where to return a booklet, in English"), max_length=300)


class PrintForm(ReturnForm, ForPartner):
    """How many booklets, for which partner, what for, and where they are returned to."""

    many = forms.IntegerField(label=_("How many booklets"), max_value=MOST_BOOKLETS, **NUMBER)
    label = TextField(
        label=_("What they are for"),
        help_text=_("Such as: letters to households in Cwm Eithin. Write no name here."),
        max_length=100,
    )
    field_order = ("partner", "many", "label", "return_cy", "return_en")


class FindForm(PaperForm):
    """The number of a booklet, and the code of the part that came back."""

    number_label = _("Number of the booklet")


class CrossesForm(FindForm):
    """What stands in one booklet, whose number and code were typed before.

    Args:
        sheet: The booklet; ``None``: there is none that can be typed in, and whoever sends the form is told why.
        again: It is typed in once more: that it counts is settled, and a scan is not asked for.
    """

    step = forms.CharField(widget=forms.HiddenInput, initial="marks", max_length=10)
    stands = forms.ChoiceField(label=_("What stands in the booklet"), choices=STANDS, widget=forms.RadioSelect)
    crosses = forms.MultipleChoiceField(
        label=_("Projects with a cross"),
        help_text=_("In the order of the booklet."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    scan = TextField(
        label=_("SHA-256 of a scan of the booklet"),
        help_text=_("64 hexadecimal digits. It stands in the record beside the ballot."),
        required=False,
        max_length=100,
        told=False,
    )
    scan.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
    file = forms.FileField(
        label=_("Or the file of the scan"),
        help_text=_("Its SHA-256 is worked out, and the file is not kept."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput,
    )

    def __init__(
        self, *args: Any, sheet: Sheet | None, language: Language, again: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.sheet = sheet
        self.hide_sheet()
        if sheet is None:
            self.fields["stands"].required = False
            sent = self.data.getlist("crosses") if hasattr(self.data, "getlist") else []
            self.fields["crosses"].choices = [(each, each) for each in sent]  # type: ignore[attr-defined]
        else:
            choices = [(name, _line(place, each, language)) for place, name, each in sheet.places]
            self.fields["crosses"].choices = choices  # type: ignore[attr-defined]
        if again:
            self.fields["stands"].choices = STANDS[:2]  # type: ignore[attr-defined]
        if again or (sheet and sheet.scan):
            del self.fields["scan"], self.fields["file"]

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself: a booklet with crosses and none, or a scan with two hashes."""
        found = super().clean() or self.cleaned_data
        stands, crosses = found.get("stands"), found.get("crosses") or []
        if stands == CROSSES and not crosses and "crosses" not in self.errors:
            self.add_error("crosses", _("Tick the projects that have a cross, or say above that there is none."))
        if stands in (NONE, VOID) and crosses:
            self.add_error("stands", _("Some projects are ticked below. Untick them, or say that there are crosses."))
        return found

    def clean_scan(self) -> str:
        """The hash as it was typed, in small letters."""
        typed = re.sub(r"\s", "", str(self.cleaned_data["scan"])).lower()
        if typed and not re.fullmatch("[0-9a-f]{64}", typed):
            raise ValidationError(_("A SHA-256 hash is 64 hexadecimal digits. Check it, or leave it empty."))
        return typed

    def clean_file(self) -> str:
        """The hash of the file, which is read once and not kept."""
        sent, typed = self.cleaned_data.get("file"), self.cleaned_data.get("scan")
        if not sent:
            return ""
        hashed = hashlib.sha256()
        for chunk in sent.chunks():
            hashed.update(chunk)
        if typed and typed != hashed.hexdigest():
            raise ValidationError(
                _("This file has another SHA-256 than the one that is written. Leave one of them out.")
            )
        return hashed.hexdigest()

    def reading(self) -> Reading:
        """What was read in the booklet."""
        crosses = frozenset(self.cleaned_data.get("crosses") or ())
        return Reading(crosses, self.cleaned_data.get("stands") == VOID)

    @property
    def scanned(self) -> str:
        """The hash of the scan; empty: none was made."""
        return str(self.cleaned_data.get("scan") or self.cleaned_data.get("file") or "")


def _line(place: int, each: Listed, language: Language) -> SafeString:
    words, other = each.title.either(language) or ("–", language)
    return format_html('{}. <bdi lang="{}">{}</bdi> · {}', place, str(other), words, each.cost)


class SettleForm(Form):
    """What stands where two people read a booklet differently."""

    def __init__(self, *args: Any, difference: Difference, language: Language, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = {f"cross-{place}": name for place, name, _each in difference.places}
        first, second = difference.first, difference.second
        if difference.on_void:
            self.fields["void"] = forms.ChoiceField(
                label=_("Whether the booklet counts"),
                help_text=_both_read(*(str(dict(COUNTS)[YES if each.void else NO]) for each in (first, second))),
                choices=COUNTS,
                widget=forms.RadioSelect,
            )
        for place, name, each in difference.places:
            self.fields[f"cross-{place}"] = forms.ChoiceField(
                label=_line(place, each, language),
                help_text=_both_read(
                    *(str(dict(CROSSED)[YES if name in of.crosses else NO]) for of in (first, second))
                ),
                choices=CROSSED,
                required=not difference.on_void,
                widget=forms.RadioSelect,
            )
            self.fields[f"cross-{place}"].when = _("if the booklet counts")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Where the booklet counts, every place must be answered; where it does not, none need be."""
        found = super().clean() or self.cleaned_data
        if found.get("void") == NO:
            for name in self.names:
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose what stands there."))
        return found

    def reading(self) -> Reading:
        """What the third person decided."""
        crosses = frozenset(name for field, name in self.names.items() if self.said(field) == YES)
        return Reading(crosses, self.cleaned_data.get("void") == YES)


def _both_read(first: str, second: str) -> str:
    """Both readings, side by side."""
    return _("First reading: %(first)s. Second reading: %(second)s.") % {"first": first, "second": second}


class DrawForm(Form):
    """Whether booklets that are not finished are left out."""

    leave = forms.BooleanField(label=_("Leave out the booklets that are not finished"), required=False)

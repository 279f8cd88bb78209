"""Forms about who can apply: the officer's rules, and the few facts that a visitor is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language
from cydradd_web.apply.forms import choices, side
from cydradd_web.apply.selectors.call import CallLot
from cydradd_web.apply.words import BANDS, KINDS, OTHER, PLACES
from cydradd_web.components.forms import DayField, Form, PoundsField, english, welsh

ABOUT = {
    "place": ("place", "within"),
    "kind": ("kind", "in"),
    "income_most": ("income", "at_most"),
    "income_least": ("income", "at_least"),
    "age": ("registered_on", "older_than"),
}
"""Fact and word of each kind of rule that an officer can set."""
VALUE_OF = {"place": "places", "kind": "kinds", "income_most": "sum", "income_least": "sum", "age": "months"}


class RuleForm(Form):
    """One rule of who can apply."""

    about = forms.ChoiceField(
        label=_("What is the rule about?"),
        widget=forms.RadioSelect,
        choices=[
            ("place", _("Where the organisation works")),
            ("kind", _("What kind of organisation it is")),
            ("income_most", _("Its yearly income: at most")),
            ("income_least", _("Its yearly income: at least")),
            ("age", _("How long it has existed: at least")),
        ],
    )
    places = forms.MultipleChoiceField(label=_("Places"), required=False, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(label=_("Kinds"), required=False, widget=forms.CheckboxSelectMultiple)
    sum = PoundsField(label=_("Income in pounds"), required=False)
    months = forms.IntegerField(label=_("Months"), required=False, min_value=1, max_value=1200)
    lot = forms.ChoiceField(label=_("For which lot?"), required=False, widget=forms.Select)
    reason_cy = welsh(_("What is said to whoever does not meet it, in Welsh"), rows=2, max_length=500)
    reason_en = english(_("What is said to whoever does not meet it, in English"), rows=2, max_length=500)

    def __init__(
        self, *args: Any, lots: Sequence[CallLot] = (), language: Language = Language.EN, **options: Any
    ) -> None:
        """Choices in the language of the page."""
        super().__init__(*args, **options)
        places = {key: words for key, words in PLACES.items() if key != OTHER}
        self.fields["places"].choices = choices(places, language)  # type: ignore[attr-defined]
        self.fields["kinds"].choices = choices(KINDS, language)  # type: ignore[attr-defined]
        listed = [(lot.id, side(lot.title, language)) for lot in lots if lot.id]
        self.fields["lot"].choices = [("", _("Every lot")), *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the rule is about needs its own value."""
        found = super().clean() or {}
        name = VALUE_OF.get(str(found.get("about")))
        if name and not self.errors.get(name) and not found.get(name):
            self.add_error(name, ValidationError(_("Say which, or how much: the rule needs it.")))
        return found

    @property
    def rule(self) -> tuple[str, str, JsonValue]:
        """Fact, word and value."""
        about = str(self.cleaned_data["about"])
        value = self.cleaned_data[VALUE_OF[about]]
        return (*ABOUT[about], list(value) if isinstance(value, list) else int(value))


class CanWeForm(Form):
    """The facts that nobody knows yet, and that a rule asks for. Sent by address, so that it can be kept."""

    kind = forms.ChoiceField(label=_("What kind of organisation are you?"), required=False, widget=forms.Select)
    place = forms.ChoiceField(label=_("Where do you work?"), required=False, widget=forms.Select)
    income_band = forms.ChoiceField(label=_("Your yearly income"), required=False, widget=forms.Select)
    registered_on = DayField(label=_("When did you begin?"), required=False)

    def __init__(self, *args: Any, asks: Sequence[str] = (), language: Language = Language.EN, **options: Any) -> None:
        """Only the facts that are asked for."""
        super().__init__(*args, **options)
        del self.fields["key"]
        self.fields["kind"].choices = choices(KINDS, language, _("Not known"))  # type: ignore[attr-defined]
        self.fields["place"].choices = choices(PLACES, language, _("Not known"))  # type: ignore[attr-defined]
        bands = {key: words for key, (words, _least, _most) in BANDS.items()}
        self.fields["income_band"].choices = choices(bands, language, _("Not known"))  # type: ignore[attr-defined]
        shown = {"income_band" if key == "income" else key for key in asks}
        for name in list(self.fields):
            if name not in shown:
                del self.fields[name]

    @property
    def values(self) -> dict[str, str]:
        """What was given, by key."""
        return {key: str(value) for key, value in self.cleaned_data.items() if value}

"""Forms of acts on a round as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.forms import DayField, Form, TextField, english, welsh

Choices = Iterable[tuple[str, str]]
NONE_KNOWN = Bilingual("Dim yn hysbys.", "None known.")
WORDS = 3000
OVER = (("resolved", _("The harm was removed")), ("withdrawn", _("We withdraw it for another reason")))
"""Why an objection is over."""


class ConsentForm(Form):
    """A partner consents, and says how it decided."""

    how_cy = welsh(_("How your partner decided, in Welsh"), rows=3, max_length=1000, required=False)
    how_en = english(_("How your partner decided, in English"), rows=3, max_length=1000, required=False)


class TakeBackForm(Form):
    """A partner takes its consent back."""

    why_cy = welsh(_("Your reason, in Welsh"), rows=3, max_length=1000, required=False)
    why_en = english(_("Your reason, in English"), rows=3, max_length=1000, required=False)


class ObjectionForm(Form):
    """A partner objects: which harm, and what would remove it."""

    harm_cy = welsh(_("What harm you see, in Welsh"), rows=4, max_length=WORDS, required=False)
    harm_en = english(_("What harm you see, in English"), rows=4, max_length=WORDS, required=False)
    remedy_cy = welsh(_("What would remove it, in Welsh"), rows=4, max_length=WORDS, required=False)
    remedy_en = english(_("What would remove it, in English"), rows=4, max_length=WORDS, required=False)
    none_known = forms.BooleanField(label=_("We know of nothing that would remove it"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("harm_cy", "harm_en"):
            self.fields[name].when = _("needed in one language at least")  # type: ignore[attr-defined]
        for name in ("remedy_cy", "remedy_en"):
            self.fields[name].when = _("needed in one language at least, if you know of something")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A harm is named, and what would remove it is either written or not known."""
        found = super().clean() or self.cleaned_data
        wrong = set(self.errors)
        if not (found.get("harm_cy") or found.get("harm_en")) and not wrong & {"harm_cy", "harm_en"}:
            self.add_error("harm_cy", ValidationError(_("Say what harm you see, in one language or both.")))
        told = bool(found.get("remedy_cy") or found.get("remedy_en"))
        if found.get("none_known") and told:
            both = _("You wrote what would remove it and ticked that nothing is known. Take one of the two out.")
            self.add_error("none_known", ValidationError(both))
        elif not (found.get("none_known") or told or wrong & {"remedy_cy", "remedy_en"}):
            none = _("Say what would remove it, or tick “We know of nothing that would remove it”.")
            self.add_error("remedy_cy", ValidationError(none))
        return found

    def remedy(self) -> Bilingual:
        """What would remove the harm; "none known" where that was ticked and nothing was written."""
        said = self.both("remedy")
        return NONE_KNOWN if self.said("none_known") and not (said.cy or said.en) else said


class EndObjectionForm(Form):
    """A partner's objection is over."""

    code = forms.ChoiceField(
        label=_("Why it is over"),
        choices=OVER,
        widget=forms.RadioSelect,
    )
    how_cy = welsh(_("What was done, in Welsh"), rows=3, max_length=1000, required=False)
    how_en = english(_("What was done, in English"), rows=3, max_length=1000, required=False)


class EndingConsentForm(ConsentForm):
    """A partner that objects consents, and says why its objection is over."""

    ends = forms.ChoiceField(label=_("Why your partner’s objection is over"), choices=OVER, widget=forms.RadioSelect)
    ended_cy = welsh(_("What was done, in Welsh"), rows=3, max_length=1000, required=False)
    ended_en = english(_("What was done, in English"), rows=3, max_length=1000, required=False)
    field_order = ("ends", "ended_cy", "ended_en", "how_cy", "how_en")


class MediationForm(Form):
    """Who mediates: somebody who sits for another partner, or somebody from outside."""

    mediator = forms.ChoiceField(label=_("Who mediates"), widget=forms.RadioSelect)
    office = TextField(
        label=_("The office of the outside mediator"),
        help_text=_("An office or a service, such as Family Mediation Wales. Never the name of a person."),
        max_length=200,
        required=False,
    )
    OUTSIDE = "outside"

    def __init__(self, *args: Any, seats: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mediator"].choices = [*seats, (self.OUTSIDE, _("Somebody from outside the round"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An outside mediator has an office."""
        found = super().clean() or {}
        if found.get("mediator") == self.OUTSIDE and not found.get("office"):
            self.add_error("office", ValidationError(_("Give the office of the outside mediator.")))
        return found

    def named(self) -> str:
        """The seat, or the office."""
        return str(self.said("office") if self.said("mediator") == self.OUTSIDE else self.said("mediator"))


class EndMediationForm(Form):
    """A mediation is over."""

    how_cy = welsh(_("What came of it, in Welsh"), rows=3, max_length=1000, required=False)
    how_en = english(_("What came of it, in English"), rows=3, max_length=1000, required=False)


class OverrideForm(Form):
    """A public body acts despite an objection, and says so."""

    office = TextField(
        label=_("The office that acts"),
        help_text=_("An office, such as Director of Social Services. Never the name of a person."),
        max_length=200,
    )
    ground = TextField(
        label=_("The legal ground"),
        help_text=_("The act of law and its section, as anybody can look it up."),
        max_length=200,
    )
    reasons_cy = welsh(_("The reasons, in Welsh"), rows=5, max_length=WORDS)
    reasons_en = english(_("The reasons, in English"), rows=5, max_length=WORDS)


class PotConsentForm(Form):
    """The owner of a pot consents, or takes consent back."""

    pot = forms.ChoiceField(label=_("Which pot"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=_("What its owner says"),
        choices=(
            ("given", _("Consents to what the design does with it")),
            ("withdrawn", _("Takes its consent back")),
        ),
        widget=forms.RadioSelect,
    )
    how_cy = welsh(_("How its owner decided, in Welsh"), rows=3, max_length=1000, required=False)
    how_en = english(_("How its owner decided, in English"), rows=3, max_length=1000, required=False)

    def __init__(self, *args: Any, pots: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pot"].choices = list(pots)  # type: ignore[attr-defined]


class OpenWindowForm(Form):
    """A window opens, with the last day that is announced."""

    closes_on = DayField(
        label=_("Its last day"),
        help_text=_(
            "It is open to the end of this day, and then closes by itself. "
            "It can be kept open for longer, never shut sooner."
        ),
    )

    def __init__(self, *args: Any, first: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["closes_on"]
        if first:
            earliest = _("At the earliest: %(day)s.") % {"day": first}
            field.help_text = f"{field.help_text} {earliest}"


class ExtendWindowForm(Form):
    """A window stays open for longer."""

    closes_on = DayField(label=_("Its new last day"))
    why_cy = welsh(_("Your reason, in Welsh"), rows=3, max_length=1000)
    why_en = english(_("Your reason, in English"), rows=3, max_length=1000)


class CloseWindowForm(Form):
    """A window closes."""


class PublishForm(Form):
    """Something is made public in both languages at once."""

    text_cy = welsh(_("What you say with it, in Welsh"), rows=8, max_length=5000, required=False)
    text_en = english(_("What you say with it, in English"), rows=8, max_length=5000, required=False)


class NoticeForm(Form):
    """The notice: what the round is about, who is asked, and when."""

    text_cy = welsh(_("The notice, in Welsh"), rows=8, max_length=5000)
    text_en = english(_("The notice, in English"), rows=8, max_length=5000)

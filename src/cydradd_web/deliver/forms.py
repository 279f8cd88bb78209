"""Forms of acts at the deliver stage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd.deliver.terms import KINDS
from cydradd.vocabulary.money import Pence
from cydradd_web.components.forms import DayField, Form, PoundsField, english, welsh

Choices = list[tuple[str, str]]

KIND_NAMES = {
    "grant": _("A grant"),
    "micro_grant": _("Micro-grant, up to £1,000"),
    "contract_lot": _("Contract for a lot"),
    "alliance": _("Alliance"),
    "framework_call_off": _("Call-off from a framework"),
    "isf": _("Individual service fund"),
    "direct_payment": _("Direct payment"),
    "in_house": _("Delivered by a public body itself"),
}
MONTHS = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})


class PlanForm(Form):
    """How one outcome will be measured."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    plan_cy = welsh(_("What will be measured, when and by whom, in Welsh"), rows=4, max_length=4000)
    plan_en = english(_("What will be measured, when and by whom, in English"), rows=4, max_length=4000)

    def __init__(self, *args: Any, outcomes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]


class SignForm(Form):
    """An agreement that was signed."""

    project = forms.ChoiceField(label=_("Award"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=[(kind, KIND_NAMES[kind]) for kind in KINDS])
    signed_on = DayField(label=_("Day it was signed"))
    start = DayField(label=_("First day"))
    end = DayField(label=_("Last day"))
    notice_months = forms.IntegerField(
        label=_("Notice before an ending, in months"),
        help_text=_("Three or more, unless it lasts less than six months."),
        min_value=0,
        max_value=120,
        required=False,
        widget=MONTHS,
    )
    welsh = forms.ChoiceField(
        label=_("Is the work offered in Welsh?"),
        choices=[("yes", _("Yes, it is")), ("no", _("No, it is not")), ("", _("Not known"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, projects: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["project"].choices = projects  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """What was agreed, as the service takes it."""
        said = {name: self.said(name) for name in ("project", "kind", "signed_on", "start", "end", "notice_months")}
        return said | {"welsh": {"yes": True, "no": False}.get(self.said("welsh"))}


class PayForm(Form):
    """A payment that was made, or money that came back."""

    agreement = forms.ChoiceField(label=_("Agreement (paid so far / agreed)"), widget=forms.RadioSelect)
    pot = forms.ChoiceField(label=_("From which pot"), widget=forms.RadioSelect)
    amount = PoundsField(label=_("Sum in pounds"))
    returned = forms.BooleanField(label=_("This money came back to us"), required=False)
    paid_on = DayField(label=_("Day it was paid"))
    due = DayField(label=_("Day it was due"), required=False)
    invoiced_on = DayField(label=_("Day the invoice came"), required=False)

    def __init__(self, *args: Any, agreements: Choices, pots: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreement"].choices = agreements  # type: ignore[attr-defined]
        self.fields["pot"].choices = pots  # type: ignore[attr-defined]

    def payment(self) -> dict[str, Any]:
        """The payment as the service takes it; a return is below 0."""
        amount = self.said("amount")
        signed = Pence(-amount if self.said("returned") else amount)
        days = {name: self.day(name) for name in ("paid_on", "due", "invoiced_on")}
        return {"agreement": self.said("agreement"), "pot": self.said("pot"), "amount": signed, **days}


class CheckInForm(Form):
    """What a provider tells."""

    which = forms.ChoiceField(label=_("Which check-in"), widget=forms.RadioSelect)
    told_cy = welsh(
        _("What changed for people, what you learnt, and what should change, in Welsh"),
        rows=6,
        max_length=6000,
        required=False,
    )
    told_en = english(
        _("What changed for people, what you learnt, and what should change, in English"),
        rows=6,
        max_length=6000,
        required=False,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes this took"),
        help_text=_("It counts as a cost of the agreement, and should be little."),
        min_value=0,
        max_value=10_000,
        required=False,
        widget=MONTHS,
    )

    def __init__(self, *args: Any, open_: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["which"].choices = open_  # type: ignore[attr-defined]

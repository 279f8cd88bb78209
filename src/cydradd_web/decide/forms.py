"""Forms of acts at the decide stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cydradd.design.criteria import Criterion
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.forms import Form, PoundsField, TextField
from cydradd_web.decide.services.roll import MOST_AT_ONCE

MOST_ADDRESSES = 500
Choices = list[tuple[str, str]]


def partners(language: Language) -> Choices:
    """The three partners, to choose from."""
    return [(str(each), PARTNER_NAMES[each].side(language) or str(each)) for each in Partner]


class ForPartner(Form):
    """A form that asks for which partner."""

    partner = forms.ChoiceField(label=_("For which partner"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, language: Language, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partner"].choices = partners(language)  # type: ignore[attr-defined]


class IssueForm(ForPartner):
    """How many codes, for which partner, and what for."""

    many = forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    label = TextField(
        label=_("What they are for"),
        help_text=_("Such as: letters to households in Cwm Eithin. Write no name here."),
        max_length=100,
    )
    shape = forms.ChoiceField(
        label=_("How you want them"),
        help_text=_("They are shown once. If they are lost, cancel the batch and make a new one."),
        choices=[("print", _("A page to print, in both languages")), ("csv", _("A CSV file"))],
        widget=forms.RadioSelect,
        initial="print",
    )


class MailForm(ForPartner):
    """Addresses, each of which is sent one code."""

    addresses = TextField(
        label=_("E-mail addresses, one on each line"),
        help_text=_("Each is sent one code. We do not keep which code went where, and no address is sent two."),
        rows=8,
        max_length=60_000,
    )

    def clean_addresses(self) -> tuple[str, ...]:
        """The addresses, each once."""
        found: dict[str, str] = {}
        for line in str(self.cleaned_data["addresses"]).splitlines():
            address = line.strip()
            if not address:
                continue
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("This is no e-mail address: %(line)s"), params={"line": address[:80]}, code="no-address"
                ) from None
            found.setdefault(address.casefold(), address)
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("At most 500 addresses at once."), code="too-many")
        return tuple(found.values())


class ReplaceForm(Form):
    """The code that was lost."""

    code = TextField(
        label=_("The code that was lost"),
        help_text=_("25 digits, from your own list"),
        max_length=60,
    )


class ScoreForm(Form):
    """A score for each criterion, each on its own scale."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], language: Language, **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = tuple(criteria)
        for number, each in enumerate(self.criteria):
            found = (each.title or Bilingual()).either(language)
            self.fields[f"score-{number}"] = forms.DecimalField(
                label=found[0] if found else each.id,
                help_text=_("From %(low)s to %(high)s") % {"low": each.low, "high": each.high},
                max_digits=9,
                decimal_places=3,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
            )

    def scores(self) -> dict[str, Fraction]:
        """The scores by criterion."""
        return {each.id: Fraction(self.cleaned_data[f"score-{number}"]) for number, each in enumerate(self.criteria)}


class AwardForm(Form):
    """Which project is awarded, and what each pot pays of it."""

    project = forms.ChoiceField(label=_("Project"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, projects: Choices, pots: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["project"].choices = projects  # type: ignore[attr-defined]
        self.pots = tuple(pots)
        for number, (pot, left) in enumerate(pots.items()):
            self.fields[f"pot-{number}"] = PoundsField(
                label=_("From the pot %(pot)s, in pounds") % {"pot": pot},
                help_text=_("Left in it: %(left)s") % {"left": left},
                required=False,
            )

    def paid(self) -> dict[str, Pence]:
        """What each pot pays."""
        named = ((pot, self.cleaned_data.get(f"pot-{number}")) for number, pot in enumerate(self.pots))
        return {pot: amount for pot, amount in named if amount}

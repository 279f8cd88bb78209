"""Forms about the people of a round: who is asked, which duties they have, what ties they declare."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import PARTNER_NAMES, parse_org_id
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.duties import DUTY_NAMES, Duty
from cydradd_web.components.forms import Form, TextField

RELATIONS = (
    ("none", _("No tie: I have no interest in any organisation that might apply")),
    ("trustee", _("I am a trustee or a director")),
    ("employee", _("I work there")),
    ("paid", _("They pay me for something else")),
    ("member", _("I am a member or a volunteer")),
    ("user", _("I use their services")),
    ("relative", _("Somebody close to me has such a tie")),
)
MOST = 100
"""Organisations in one declaration."""


def in_language(name: Bilingual) -> str:
    """A name in the language of the page."""
    found = name.either(Language(get_language() or "en"))
    return found[0] if found else ""


class DutiesForm(Form):
    """The duties of one seat."""

    duties = forms.MultipleChoiceField(
        label=_("Duties"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._choices("duties", [(str(duty), in_language(name)) for duty, name in DUTY_NAMES.items()])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def chosen(self) -> frozenset[Duty]:
        """The duties that were chosen."""
        return frozenset(Duty(each) for each in self.cleaned_data["duties"])


class InviteForm(DutiesForm):
    """Who is asked to sit in a round, for which partner, with which duties."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    partner = forms.ChoiceField(label=_("For which partner"), widget=forms.RadioSelect, choices=())
    field_order = ("email", "partner", "duties")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._choices("partner", [(str(partner), in_language(name)) for partner, name in PARTNER_NAMES.items()])
        self.fields["duties"].help_text = _("None is needed: whoever sits in a round decides in it.")


class HandOverForm(Form):
    """To which seat somebody's duties go."""

    to = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect, choices=())

    def __init__(self, *given: Any, seats: Collection[tuple[str, str]] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["to"]
        field.choices = list(seats)


class SureForm(Form):
    """An act that asks for nothing but a yes."""


class InterestsForm(Form):
    """What ties somebody in a seat has to organisations."""

    organisations = forms.MultipleChoiceField(
        label=_("Organisations of this round to which you have a tie"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=(),
    )
    others = TextField(
        label=_("Other organisations, one on a line"),
        help_text=_("As org-id.guide writes them: GB-CHC- and the charity number, GB-COH- and the company number."),
        required=False,
        rows=3,
        max_length=5000,
    )
    relation = forms.ChoiceField(
        label=_("Your tie"),
        help_text=_("If you have several, choose the one that binds you most."),
        widget=forms.RadioSelect,
        choices=RELATIONS,
    )

    def __init__(self, *given: Any, known: Mapping[str, str] | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["organisations"]
        field.choices = [(id, f"{name} ({id})" if name else id) for id, name in (known or {}).items()]
        if not known:
            del self.fields["organisations"]

    def clean_others(self) -> list[str]:
        """Each line as an org-id; every line that is none is named."""
        lines = [line.strip() for line in str(self.cleaned_data["others"]).splitlines() if line.strip()]
        wrong, found = [], []
        for line in lines:
            try:
                found.append(str(parse_org_id(line)))
            except CydraddError as error:
                wrong.append(in_language(error.sentence))
        if len(lines) > MOST:
            wrong.append(str(_("Give at most 100 organisations.")))
        if wrong:
            raise ValidationError(wrong[:10])
        return found

    @property
    def chosen(self) -> list[str]:
        """Every organisation that was named."""
        return [*self.cleaned_data.get("organisations", ()), *self.cleaned_data["others"]]

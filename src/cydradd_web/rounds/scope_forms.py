"""Forms in which the scope of a round is said."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd_web.components.forms import Form, TextField, english, welsh
from cydradd_web.rounds.forms import WORDS


class ItemForm(Form):
    """Something is open, or closed and why."""

    name = TextField(
        label=_("A short name for it"),
        help_text=_("One or two words, such as place or hours."),
        max_length=60,
    )
    code = forms.ChoiceField(
        label=_("Is it open?"),
        choices=(("open", _("Open: people can change it")), ("closed", _("Closed: it is settled already"))),
        widget=forms.RadioSelect,
    )
    text_cy = welsh(_("What it is and, if it is closed, why: in Welsh"), rows=3, max_length=WORDS)
    text_en = english(_("What it is and, if it is closed, why: in English"), rows=3, max_length=WORDS)


class ChangeItemForm(ItemForm):
    """What is open or closed, said in other words under the same name."""

    name = None  # type: ignore[assignment]


class RemoveForm(Form):
    """Something is taken out, and why."""

    why_cy = welsh(_("Why, in Welsh"), rows=2, max_length=WORDS, required=False)
    why_en = english(_("Why, in English"), rows=2, max_length=WORDS, required=False)


class OptionForm(Form):
    """One way in which it could be done."""

    name = TextField(label=_("A short name for it"), max_length=60)
    text_cy = welsh(_("What this option is, in Welsh"), rows=3, max_length=WORDS)
    text_en = english(_("What this option is, in English"), rows=3, max_length=WORDS)


class CommitmentForm(Form):
    """What is fixed already."""

    code = forms.ChoiceField(
        label=_("What is fixed"),
        choices=(
            ("budget_fixed", _("The budget")),
            ("provider_named", _("Who will provide it")),
            ("spec_published", _("A specification is published")),
            ("paper_approved", _("A paper is approved")),
            ("announced", _("It was announced")),
            ("signed", _("A contract or agreement is signed")),
        ),
        widget=forms.RadioSelect,
    )
    text_cy = welsh(_("What exactly is fixed, in Welsh"), rows=3, max_length=WORDS)
    text_en = english(_("What exactly is fixed, in English"), rows=3, max_length=WORDS)

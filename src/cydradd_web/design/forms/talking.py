"""Forms with which people comment, answer, weigh and agree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd_web.components.forms import Form, TextField, english, welsh
from cydradd_web.design.forms import fields as ours
from cydradd_web.design.services.seeding import LEAST, MOST


class CommentForm(Form):
    """Somebody says something to the design."""

    item = ours.one_of(_("What it is about"), [])
    text_cy = welsh(_("Your comment, in Welsh"), rows=4, max_length=4000, required=False)
    text_en = english(_("Your comment, in English"), rows=4, max_length=4000, required=False)
    partner = ours.one_of(_("You speak as"), [])

    def __init__(
        self,
        *args: Any,
        items: ours.Choices = (),
        partners: ours.Choices | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        item: Any = self.fields["item"]
        item.choices = [("", _("The design as a whole")), *items]
        if partners is None:
            del self.fields["partner"]
        else:
            partner: Any = self.fields["partner"]
            partner.choices = [("", _("I would rather not say")), *partners]

    def clean(self) -> dict[str, Any]:
        """Something is said, in one language at least."""
        return said(self, "text")


def said(form: Form, name: str) -> dict[str, Any]:
    """Refuse a text that is empty in both languages; what was cleaned."""
    cleaned = form.cleaned_data
    if not (cleaned.get(f"{name}_cy") or cleaned.get(f"{name}_en")):
        form.add_error(f"{name}_cy", _("Write something in one language at least."))
    return cleaned


class ReplyForm(Form):
    """A seat answers a comment."""

    code = forms.ChoiceField(
        label=_("Your partner’s answer"),
        choices=[
            ("accepted", _("Accepted")),
            ("partly", _("Accepted in part")),
            ("not", _("Not accepted")),
            ("out_of_scope", _("Outside what this round can do")),
        ],
        widget=forms.RadioSelect,
    )
    text_cy = welsh(_("Why, in Welsh"), rows=4, max_length=4000, required=False)
    text_en = english(_("Why, in English"), rows=4, max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        """An answer has its reason."""
        return said(self, "text")


class ChangedForm(Form):
    """A seat says what changed because of a comment."""

    item = ours.one_of(_("What changed"), [], required=True)
    text_cy = welsh(_("How it changed, in Welsh"), rows=3, max_length=2000, required=False)
    text_en = english(_("How it changed, in English"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, items: ours.Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        item: Any = self.fields["item"]
        item.choices = [("", _("Choose")), *items]

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        return said(self, "text")


class BothForm(Form):
    """A text in both languages."""

    text_cy = welsh(rows=8, max_length=20_000)
    text_en = english(rows=8, max_length=20_000)


class WhyForm(Form):
    """A reason in both languages."""

    text_cy = welsh(_("Why, in Welsh"), rows=3, max_length=2000)
    text_en = english(_("Why, in English"), rows=3, max_length=2000)


class PointsForm(Form):
    """A seat's points: one field for each criterion."""

    def __init__(self, *args: Any, criteria: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in criteria:
            self.fields[f"points-{name}"] = ours.FractionField(label=label, required=False, least=Fraction(0))

    def points(self) -> dict[str, Fraction]:
        """Points by criterion; an empty field is 0."""
        return {
            name.removeprefix("points-"): self.cleaned_data.get(name) or Fraction(0)
            for name in self.fields
            if name.startswith("points-")
        }


class CommitForm(Form):
    """A partner binds itself to words."""

    words = TextField(
        label=_("Your partner’s words"),
        min_length=LEAST,
        max_length=MOST,
        help_text=_("Any words, 12 characters or more. Write them down exactly: you open them later."),
    )


class OpenForm(Form):
    """A partner opens its words."""

    words = TextField(label=_("Your partner’s words, exactly as before"), max_length=MOST)


class NothingForm(Form):
    """Nothing is asked but to confirm."""


class DecideForm(Form):
    """How the round counts."""

    rule = forms.ChoiceField(
        label=_("How the money is shared out"),
        choices=[
            ("equal-shares", _("Equal shares: every ballot holds the same part of the money")),
            ("phragmen", _("Phragmén: ballots fill up slowly, and the project that can be paid first wins")),
            ("greedy", _("Most votes first, until the money is gone")),
        ],
        widget=forms.RadioSelect,
    )
    completion = forms.ChoiceField(
        label=_("What is done with money that is left"),
        choices=[
            ("add1e", _("Count again with a little more for everybody, as long as the result can be paid")),
            ("add1u", _("The same, then the most votes for what is left")),
            ("greedy", _("The most votes first for what is left")),
            ("none", _("It stays in the pots")),
        ],
        widget=forms.RadioSelect,
    )
    min_partner = ours.number(_("Ballots of each partner, at least"), required=True, most=100_000)
    options_considered = ours.number(_("Options that were considered"), most=100)


class AgreeForm(Form):
    """The officer records that the design is agreed."""

    level = forms.ChoiceField(
        label=_("How ballots can be checked afterwards"),
        choices=[
            ("opened", _("Every ballot is opened after the count, without names")),
            ("tracker", _("Only a short code of each ballot is published; the ballots stay sealed")),
        ],
        widget=forms.RadioSelect,
    )
    text_cy = welsh(_("What was agreed, in Welsh"), rows=3, max_length=4000, required=False)
    text_en = english(_("What was agreed, in English"), rows=3, max_length=4000, required=False)

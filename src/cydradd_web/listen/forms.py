"""Forms of the listen stage."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd.vocabulary.text import Language
from cydradd_web.components.forms import Form, TextField, english, welsh
from cydradd_web.listen.policy import RETURNS
from cydradd_web.listen.services.moderating import Outcome

PARTNERS = (
    ("citizens", _("Myself, my family or my neighbourhood (citizens)")),
    ("third_sector", _("A charity, community group or social enterprise (third sector)")),
    ("public", _("A council, health board, school or other public body")),
)
NOT_SAID = ("", _("I would rather not say"))
AGES = (
    NOT_SAID, ("under-16", _("Under 16")), ("16-24", "16–24"), ("25-44", "25–44"), ("45-64", "45–64"),
    ("65-79", "65–79"), ("80-over", _("80 or over")),
)  # fmt: skip
AREAS = (NOT_SAID, *((each, each) for each in ("CF", "CH", "HR", "LD", "LL", "NP", "SA", "SY")), ("-", _("Elsewhere")))
TONGUES = (NOT_SAID, ("cy", _("Welsh")), ("en", _("English")), ("cy+en", _("Both")), ("other", _("Another language")))


class JoinForm(Form):
    """For whom somebody speaks, and as much of themselves as they like to say."""

    partner = forms.ChoiceField(label=_("For whom do you speak?"), choices=PARTNERS, widget=forms.RadioSelect)
    age = forms.ChoiceField(label=_("Your age"), choices=AGES, required=False)
    place = forms.ChoiceField(label=_("The first letters of your postcode"), choices=AREAS, required=False)
    tongue = forms.ChoiceField(label=_("The language you use most"), choices=TONGUES, required=False)
    statement = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    vote = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2)

    def speak_for(self, partner: str) -> None:
        """Whoever has a seat speaks for its partner, and is not asked."""
        self.fields["partner"].required = False
        self.fields["partner"].widget = forms.HiddenInput()
        self.initial["partner"] = partner

    def profile(self) -> dict[str, str]:
        """What was said, by column; nothing of what was not."""
        said = {"age": self.cleaned_data.get("age"), "language": self.cleaned_data.get("tongue")}
        return {name: value for name, value in said.items() if value}


SIDE: dict[str, Any] = {
    "rows": 3,
    "max_length": 10_000,
    "told": False,
    "required": False,
    "help_text": _("One sentence, at most 280 characters."),
}


class SayForm(Form):
    """A statement, in one language or both."""

    text_cy = welsh(_("Your statement in Welsh"), **SIDE)
    text_en = english(_("Your statement in English"), **SIDE)
    sure = forms.BooleanField(
        label=_("Mine says something different: send it"), required=False, widget=forms.HiddenInput
    )

    own = False

    def ask_whether_sure(self, *, own: bool = False) -> None:
        """A similar one is there, or one of their own: the question appears."""
        self.own = own
        self.fields["sure"].widget = forms.CheckboxInput()


class SeedForm(Form):
    """A statement to begin with, in both languages."""

    text_cy = welsh(_("The statement in Welsh"), **{**SIDE, "required": True})
    text_en = english(_("The statement in English"), **{**SIDE, "required": True})


OUTCOMES: tuple[tuple[str, Any], ...] = (
    (Outcome.APPROVED, _("Show it")),
    (Outcome.RETURNED, _("Return it to its author, with a rule")),
    (Outcome.HELD, _("Hold it: it names a person")),
    (Outcome.TRANSLATED, _("Only add the translation")),
)


class ModerateForm(Form):
    """What a moderator decides on one statement."""

    outcome = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=OUTCOMES,
    )
    rule = forms.ChoiceField(
        label=_("The rule"),
        help_text=_("Its author reads the rule and why it is one, in their own language."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    translation = TextField(
        label=_("A translation, in the language that is missing"), rows=3, max_length=10_000, required=False
    )

    def for_page(self, language: Language, missing: str | None, shown: bool, mark: str) -> None:
        """The rules in the language of the page, and only what can be decided now.

        What was drawn before somebody else decided may still be sent, so that the service says so.
        """
        self.mark, self.shown = mark, shown
        self.fields["rule"].when = _("needed if you return it")  # type: ignore[attr-defined]
        rules = [(rule.id, rule.name.side(language) or rule.id) for rule in RETURNS]
        self._offer("rule", [("", "—"), *rules])
        if missing is None:
            del self.fields["translation"]
        else:
            self.fields["translation"].widget.attrs["lang"] = missing
        if self.data.get("seen", mark) in ("", mark):
            self._offer_outcomes()

    def look_again(self) -> None:
        """What was sent stays, and may be sent again over what stands now."""
        self.data = {**self.data, "seen": self.mark} if isinstance(self.data, dict) else self.data
        self._offer_outcomes()

    def _offer_outcomes(self) -> None:
        left_out = Outcome.APPROVED if self.shown else Outcome.TRANSLATED
        self._offer("outcome", [each for each in OUTCOMES if each[0] != left_out])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class AppealForm(Form):
    """Why somebody else should look at a statement again."""

    why = TextField(label=_("Why should somebody else look at it again?"), rows=4, max_length=1_000)


class RiskForm(Form):
    """Somebody may be at risk."""

    text = TextField(label=_("What worries you?"), rows=5, max_length=5_000, required=False)
    contact = TextField(label=_("How the officer can reach you"), max_length=200, required=False)


class ConcernForm(Form):
    """What the safeguarding officer decides."""

    decision = forms.ChoiceField(
        label=_("What becomes of the statement"),
        widget=forms.RadioSelect,
        choices=(("keep", _("It stays hidden")), ("release", _("It goes back to how it was"))),
    )


class EraseForm(Form):
    """Erasing one's votes, knowingly."""

    sure = forms.BooleanField(label=_("Erase all my votes in this round, and what I said of myself"))


LONG: dict[str, Any] = {"rows": 8, "max_length": 10_000, "required": False}


class ReportForm(Form):
    """What was heard: needs and assets."""

    needs_cy = welsh(_("What is missing: the needs, in Welsh"), **LONG)
    needs_en = english(_("What is missing: the needs, in English"), **LONG)
    assets_cy = welsh(_("What people already have: the assets, in Welsh"), **LONG)
    assets_en = english(_("What people already have: the assets, in English"), **LONG)
    publish = forms.BooleanField(
        label=_("Publish it now, in both languages. It cannot be changed afterwards."), required=False
    )


class UnknownForm(Form):
    """Why it is not known who took part."""

    text_cy = welsh(_("Why it is not known, in Welsh"), rows=3, max_length=3000)
    text_en = english(_("Why it is not known, in English"), rows=3, max_length=3000)

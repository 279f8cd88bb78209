"""Forms of the apply stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cydradd.apply.feedback import REASONS
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.apply.selectors.call import CallLot
from cydradd_web.apply.words import BANDS, KINDS, PLACES
from cydradd_web.components.forms import DayField, Form, PoundsField, TextField, english, welsh


def side(text: Bilingual, language: Language) -> str:
    """One text in the language of the page, or in the other."""
    found = text.either(language)
    return found[0] if found else ""


def choices(words: Mapping[str, Bilingual], language: Language, empty: Any = None) -> list[tuple[str, Any]]:
    """Words of a list in the language of the page."""
    listed: list[tuple[str, Any]] = [(key, side(text, language)) for key, text in words.items()]
    return listed if empty is None else [("", empty), *listed]


class BodyForm(Form):
    """An organisation: three facts are enough to begin."""

    name_cy = welsh(_("Its name in Welsh"), required=False)
    name_en = english(_("Its name in English"), required=False)
    kind = forms.ChoiceField(label=_("What kind of organisation is it?"), widget=forms.Select)
    place = forms.ChoiceField(label=_("Where does it work?"), widget=forms.Select)
    income_band = forms.ChoiceField(label=_("Its yearly income"), required=False, widget=forms.Select)
    income = PoundsField(
        label=_("Or the figure itself, in pounds"), required=False, help_text=_("From your last yearly accounts.")
    )
    registered_on = DayField(label=_("When did it begin?"), required=False)
    number = TextField(
        label=_("Its charity or company number"),
        required=False,
        max_length=60,
        help_text=_("Leave it empty if you are not registered: groups without a number are full members."),
    )

    def __init__(self, *args: Any, language: Language = Language.EN, known: bool = False, **options: Any) -> None:
        """Choices in the language of the page; the number of an organisation that is here is not asked again."""
        super().__init__(*args, **options)
        self.fields["kind"].choices = choices(KINDS, language, _("Choose"))  # type: ignore[attr-defined]
        self.fields["place"].choices = choices(PLACES, language, _("Choose"))  # type: ignore[attr-defined]
        bands = {key: words for key, (words, _least, _most) in BANDS.items()}
        self.fields["income_band"].choices = choices(bands, language, _("Not known"))  # type: ignore[attr-defined]
        if known:
            del self.fields["number"]

    def clean(self) -> dict[str, Any]:
        """A name in one language at least, and no income that contradicts its own range."""
        found = super().clean() or {}
        if not (found.get("name_cy") or found.get("name_en")):
            self.add_error("name_cy", ValidationError(_("Give the name in Welsh, in English, or in both.")))
        band, income = BANDS.get(found.get("income_band") or ""), found.get("income")
        if band and income is not None and not band[1] <= income <= (income if band[2] is None else band[2]):
            words = _("The figure does not lie in the range you chose above. Change one of them, or leave one out.")
            self.add_error("income", ValidationError(words))
        return found

    @property
    def facts(self) -> dict[str, str]:
        """The facts as text, by key; the figure stands before the band."""
        said = self.cleaned_data
        day, income = said.get("registered_on"), said.get("income")
        return {
            **{key: str(said.get(key) or "") for key in ("name_cy", "name_en", "kind", "place")},
            "income": "" if income is None else str(int(income)),
            "income_band": "" if income is not None else str(said.get("income_band") or ""),
            "registered_on": day.isoformat() if day else "",
        }


class InviteForm(Form):
    """A colleague who will act for the organisation."""

    email = forms.EmailField(label=_("E-mail address of your colleague"), max_length=254)
    role = forms.ChoiceField(
        label=_("What they can do"),
        widget=forms.RadioSelect,
        choices=[("editor", _("Write")), ("signer", _("Write, send and consent"))],
        initial="editor",
    )


class StartForm(Form):
    """Which organisation applies for which lot."""

    body = forms.TypedChoiceField(label=_("Which organisation applies?"), coerce=int, widget=forms.RadioSelect)
    lot = forms.ChoiceField(label=_("For what?"), widget=forms.RadioSelect, required=False)

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[tuple[int, str]] = (),
        lots: Sequence[CallLot] = (),
        language: Language = Language.EN,
        **options: Any,
    ) -> None:
        """What can be chosen; a single lot is not asked."""
        super().__init__(*args, **options)
        self.fields["body"].choices = list(bodies)  # type: ignore[attr-defined]
        self.fields["lot"].choices = [(lot.id, side(lot.title, language)) for lot in lots]  # type: ignore[attr-defined]
        if len(lots) == 1:
            self.fields["lot"].widget = forms.HiddenInput()
            self.initial.setdefault("lot", lots[0].id)
        if len(bodies) == 1:
            self.initial.setdefault("body", bodies[0][0])


class WithdrawForm(Form):
    """Why an application is withdrawn, if they say so."""

    why = TextField(label=_("Why"), rows=3, max_length=1000, required=False)


class SubmitForm(Form):
    """Nothing but the button: everything was written before."""


class ConsentForm(Form):
    """Consent to one version."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ShareField(forms.CharField):
    """An exact share: 1/3, 0.25 or 40%. Its value is a `Fraction`."""

    def clean(self, value: Any) -> Any:
        """The share; ``None``: nothing was written."""
        text = str(super().clean(value)).replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            if len(text) > 20 or not set(text) <= set("0123456789./%"):
                raise ValueError
            found = Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
        except (ValueError, ZeroDivisionError):
            found = Fraction(0)
        if not 0 < found <= 1:
            raise ValidationError(_("Write a share above 0 and at most 1, such as 1/3, 0.25 or 40%."), code="share")
        return found


class PartnersForm(Form):
    """Who applies together, with which shares, and room for one more."""

    def __init__(self, *args: Any, partners: Iterable[tuple[int, str]] = (), **options: Any) -> None:
        """One field for the share of each; emptied, it leaves."""
        super().__init__(*args, **options)
        self.bodies = {f"share_{id}": id for id, _name in partners}
        for id, name in partners:
            label = _("Share of %(name)s") % {"name": name}
            self.fields[f"share_{id}"] = ShareField(
                label=label, required=False, max_length=20, help_text=_("Empty it, and this one leaves.")
            )
        self.fields["joins"] = TextField(
            label=_("Number of an organisation that joins"),
            required=False,
            max_length=80,
            help_text=_("It stands on its own page here, such as GB-CHC-1234567."),
        )
        self.fields["joins_share"] = ShareField(label=_("Its share"), required=False, max_length=20)


class EligibilityForm(Form):
    """Whether one application is eligible."""

    eligible = forms.ChoiceField(
        label=_("Is this application eligible?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Eligible")), ("no", _("Not eligible"))],
    )
    rules = forms.MultipleChoiceField(
        label=_("Rules that are not met"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason_cy = welsh(_("Why not, in Welsh"), rows=3, max_length=2000, required=False)
    reason_en = english(_("Why not, in English"), rows=3, max_length=2000, required=False)

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        """The rules of the round."""
        super().__init__(*args, **options)
        self.fields["rules"].choices = list(rules)  # type: ignore[attr-defined]
        if not rules:
            del self.fields["rules"]


class FeedbackForm(Form):
    """What an unsuccessful applicant is told."""

    codes = forms.MultipleChoiceField(
        label=_("Reasons"), widget=forms.CheckboxSelectMultiple, help_text=_("The applicant reads these sentences.")
    )
    text_cy = welsh(_("In your own words, in Welsh"), rows=5, max_length=5000, required=False)
    text_en = english(_("In your own words, in English"), rows=5, max_length=5000, required=False)

    def __init__(self, *args: Any, language: Language = Language.EN, **options: Any) -> None:
        """The sentence of each reason in the language of the page."""
        super().__init__(*args, **options)
        self.fields["codes"].choices = choices(REASONS, language)  # type: ignore[attr-defined]

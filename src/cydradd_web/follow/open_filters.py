"""What somebody asks of the open data: what is typed is kept, and what cannot be asked is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd.follow.pictures.drawing import named as both
from cydradd.follow.reach import By
from cydradd.follow.reach_words import label
from cydradd.follow.warehouse.bodies import fold
from cydradd.follow.warehouse.offered import Offered
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.place import WALES
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.forms import DayField, Form

LONGEST = 200
TOLD = 5
"""Funders named in a message, at most."""
BYS = (
    (By.TYPE.value, _("kind of recipient")),
    (By.SIZE.value, _("income of the recipient")),
    (By.PLACE.value, _("place")),
    (By.YEAR.value, _("year of the award")),
)
IN_ADDRESS = {"since": "from", "until": "to"}
NO_DAY = _("this is not a day. Write it as 2024-04-01, or 01/04/2024.")


class OpenFilters(Form):
    """Which grants, and what they are told apart by. It is always bound: an empty address asks for everything."""

    funder = forms.CharField(
        label=_("Funder"), required=False, max_length=LONGEST, help_text=_("Its name, part of it, or its identifier")
    )
    recipient = forms.CharField(
        label=_("Recipient"), required=False, max_length=LONGEST, help_text=_("The identifier of one organisation")
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    since = DayField(label=_("Awarded from"), required=False, error_messages={"invalid": NO_DAY})
    until = DayField(label=_("Awarded until"), required=False, error_messages={"invalid": NO_DAY})
    currency = forms.ChoiceField(label=_("Currency"))
    by = forms.ChoiceField(label=_("Show by"), choices=BYS)
    beneficiary = forms.BooleanField(
        label=_("Places are those of the people a grant is for, not of its recipient"), required=False
    )
    april = forms.BooleanField(label=_("Years run from 1 April to 31 March"), required=False)
    transfers = forms.BooleanField(
        label=_("Leave out what public bodies gave one another, and what went to councils or to education"),
        required=False,
    )
    once = forms.BooleanField(label=_("Leave out a grant that is there twice, all of it equal"), required=False)

    def __init__(
        self,
        asked: Mapping[str, Any],
        offered: Offered,
        language: Language,
        beneficiaries: Mapping[str, Bilingual | None] | None = None,
    ) -> None:
        typed = {
            name: str(asked.get(name, "")).strip()[: LONGEST + 1]
            for name in self.base_fields
            if name not in ("key", *IN_ADDRESS)
        }
        typed["by"] = typed["by"] or By.TYPE.value
        typed["currency"] = typed["currency"].upper() or usual_currency(offered)
        typed |= {there: str(asked.get(there, "")).strip()[:LONGEST] for there in IN_ADDRESS.values()}
        super().__init__(typed, auto_id="f-%s")
        self.offered = offered
        found = {code: offered.names.get(code) for code in offered.places} if beneficiaries is None else beneficiaries
        places = [("", _("Every place")), *places_offered(found, language)]
        self._choose("place", places, _("no grant of these files went to “%(value)s”. Choose a place from the list."))
        self._choose(
            "currency",
            [(code, code) for code in offered.currencies],
            _("no grant of these files is in “%(value)s”. Choose one from the list."),
        )
        self._choose("by", list(BYS), _("“%(value)s” is nothing to show the money by. Choose one from the list."))
        for name in IN_ADDRESS:
            if self.has_error(name, "invalid"):  # a calendar of the browser would not show what is no day
                self.fields[name].widget = forms.TextInput()

    def add_prefix(self, field_name: str) -> str:
        """Names in the address are those of the command line."""
        return IN_ADDRESS.get(field_name, field_name)

    def _choose(self, name: str, choices: list[tuple[str, Any]], wrong: Any) -> None:
        """Choices of a field; what was asked for and is none of them stays chosen, and is said to be none."""
        field, typed = cast(forms.ChoiceField, self.fields[name]), str(self.data[name])
        field.choices = choices
        field.error_messages["invalid_choice"] = wrong
        if typed not in dict(choices):
            field.widget.choices = [*choices, (typed, typed)]

    def clean_funder(self) -> str:
        """The key of the one funder that is meant."""
        typed = str(self.cleaned_data["funder"])
        funders, wanted = self.offered.funders, fold(typed)
        if not typed or typed in funders:
            return typed
        whole = [each for each in funders.values() if fold(each.name) == wanted or fold(each.key) == wanted]
        words = wanted.split()
        found = whole or [each for each in funders.values() if all(word in fold(each.name) for word in words)]
        if len(found) == 1:
            return found[0].key
        if not found:
            raise forms.ValidationError(
                _("no funder of these files is called that. Look for it in the list of funders.")
            )
        names = "; ".join(f"{each.name} ({each.key})" for each in found[:TOLD])
        raise forms.ValidationError(
            _("several funders are called that. Write the identifier of one: %(names)s"), params={"names": names}
        )

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        since, until = self.day("since"), self.day("until")
        if since and until and since > until:
            self.add_error("until", _("the last day is before the first. Change one of them."))
        return self.cleaned_data

    def filters(self) -> Filters:
        """What is asked for; of a valid form alone."""
        return Filters(
            funder=self.said("funder") or None,
            recipient=self.said("recipient") or None,
            place=self.said("place") or None,
            since=self.day("since"),
            until=self.day("until"),
            currency=self.said("currency"),
            beneficiary=self.said("beneficiary"),
            april=self.said("april"),
            without_transfers=self.said("transfers"),
            once=self.said("once"),
        )

    def kind(self) -> By:
        """What the money is told apart by."""
        return By(self.said("by"))

    def address(self) -> str:
        """The query of an address that asks the same."""
        asked: dict[str, str | date | None] = {
            "funder": self.said("funder"),
            "recipient": self.said("recipient"),
            "place": self.said("place"),
            "from": self.day("since"),
            "to": self.day("until"),
            "currency": self.said("currency"),
            **{name: "on" if self.said(name) else None for name in ("beneficiary", "april", "transfers", "once")},
            "by": self.said("by"),
        }
        return urlencode({name: str(value) for name, value in asked.items() if value})


def usual_currency(offered: Offered) -> str:
    """Pounds where there are any, else the currency of most grants."""
    return "GBP" if "GBP" in offered.currencies or not offered.currencies else offered.currencies[0]


def place_label(code: str, offered: Offered, language: Language) -> str:
    """The name of a place: of the register, of Wales, of a postcode area; else its code."""
    return _called(code, offered.names.get(code), language)


def _called(code: str, name: Bilingual | None, language: Language) -> str:
    return both(name or label(By.PLACE, code), code).side(language) or code


def places_offered(found: Mapping[str, Bilingual | None], language: Language) -> list[tuple[str, str]]:
    """Places to choose from: Wales first, then places with a name, then postcode areas."""
    named = sorted(
        (len(code) < 3, _called(code, name, language), code) for code, name in found.items() if code != WALES
    )
    return [(WALES, _called(WALES, found.get(WALES), language)), *((code, name) for _, name, code in named)]

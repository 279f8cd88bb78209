"""What somebody asks of the open data: what is typed is kept, and what cannot be asked is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd.follow.reach import By
from cydradd.follow.reach_words import label
from cydradd.follow.warehouse.bodies import fold
from cydradd.follow.warehouse.offered import Offered
from cydradd.follow.warehouse.questions import Filters
from cydradd.vocabulary.place import WALES
from cydradd.vocabulary.text import Language
from cydradd_web.components.forms import DayField, Form

LONGEST = 200
TOLD = 5
"""Funders named in a message, at most."""
BYS = (
    (By.TYPE.value, _("kind of recipient")),
    (By.SIZE.value, _("income of the recipient")),
    (By.PLACE.value, _("place of the recipient")),
    (By.YEAR.value, _("year of the award")),
)
IN_ADDRESS = {"since": "from", "until": "to"}
NO_DAY = _("this is not a day. Write it as 2024-04-01, or 01/04/2024.")


class OpenFilters(Form):
    """Which grants, and what they are told apart by. It is always bound: an empty address asks for everything."""

    funder = forms.CharField(
        label=_("Funder"), required=False, max_length=LONGEST, help_text=_("Its name, part of it, or its identifier")
    )
    place = forms.ChoiceField(label=_("Place of the recipient"), required=False)
    since = DayField(label=_("Awarded from"), required=False, error_messages={"invalid": NO_DAY})
    until = DayField(label=_("Awarded until"), required=False, error_messages={"invalid": NO_DAY})
    currency = forms.ChoiceField(label=_("Currency"))
    by = forms.ChoiceField(label=_("Show by"), choices=BYS)
    transfers = forms.BooleanField(
        label=_("Leave out what public bodies gave one another, and what went to councils or to education"),
        required=False,
    )
    once = forms.BooleanField(label=_("Leave out a grant that is there twice, all of it equal"), required=False)

    def __init__(self, asked: Mapping[str, Any], offered: Offered, language: Language) -> None:
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
        places = [("", _("Every place")), *_places(offered, language)]
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
            place=self.said("place") or None,
            since=self.day("since"),
            until=self.day("until"),
            currency=self.said("currency"),
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
            "place": self.said("place"),
            "from": self.day("since"),
            "to": self.day("until"),
            "currency": self.said("currency"),
            "transfers": "on" if self.said("transfers") else None,
            "once": "on" if self.said("once") else None,
            "by": self.said("by"),
        }
        return urlencode({name: str(value) for name, value in asked.items() if value})


def usual_currency(offered: Offered) -> str:
    """Pounds where there are any, else the currency of most grants."""
    return "GBP" if "GBP" in offered.currencies or not offered.currencies else offered.currencies[0]


def place_label(code: str, offered: Offered, language: Language) -> str:
    """The name of a place: of the register, of Wales, of a postcode area; else its code."""
    named = offered.names.get(code) or label(By.PLACE, code)
    return named.side(language) or code


def _places(offered: Offered, language: Language) -> list[tuple[str, str]]:
    """Wales first, then places with a name, then postcode areas."""
    named = sorted(
        (len(code) < 3, place_label(code, offered, language), code) for code in offered.places if code != WALES
    )
    return [(WALES, place_label(WALES, offered, language)), *((code, name) for _, name, code in named)]

"""*Who funds groups like ours*: a group says what it is like, and finds who gave to such groups, and how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cydradd.follow.alike import Ours, alike
from cydradd.follow.reach_words import label
from cydradd.follow.recipients import BANDS
from cydradd.vocabulary.text import Language
from cydradd_web.components.forms import Form
from cydradd_web.components.paging import paging
from cydradd_web.follow.counts import Count
from cydradd_web.follow.open_filters import places_offered, usual_currency
from cydradd_web.follow.open_views import SIZE, reading
from cydradd_web.follow.selectors.open_alike import GROUPS, lines

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.store import Warehouse

NONE_SUCH = _("“%(value)s” is not in the list. Choose one of it.")


class LikeOurs(Form):
    """What a group is like. It is always bound: an empty address asks for all groups."""

    place = forms.ChoiceField(label=_("Where you are"), required=False, error_messages={"invalid_choice": NONE_SUCH})
    kind = forms.ChoiceField(label=_("What you are"), required=False, error_messages={"invalid_choice": NONE_SUCH})
    size = forms.ChoiceField(
        label=_("Your yearly income"), required=False, error_messages={"invalid_choice": NONE_SUCH}
    )
    currency = forms.ChoiceField(label=_("Currency"), error_messages={"invalid_choice": NONE_SUCH})

    def __init__(self, asked: Mapping[str, Any], offered: Offered, language: Language) -> None:
        typed = {name: str(asked.get(name, "")).strip()[:200] for name in self.base_fields if name != "key"}
        typed["currency"] = typed["currency"].upper() or usual_currency(offered)
        super().__init__(typed, auto_id="f-%s")
        self._choose("place", [("", _("Every place")), *_places(offered, language)])
        self._choose("kind", [("", _("Any kind")), *((each, _said(each, language)) for each in GROUPS)])
        self._choose("size", [("", _("Any income")), *((band, _said(band, language)) for band, _ in BANDS)])
        self._choose("currency", [(code, code) for code in offered.currencies])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def ours(self) -> Ours:
        """What is asked for; of a valid form alone."""
        wanted = {name: self.said(name) or None for name in ("place", "kind", "size")}
        return Ours(wanted["place"], wanted["kind"], wanted["size"], self.said("currency"))

    def address(self) -> str:
        """The query of an address that asks the same."""
        return urlencode({name: self.said(name) for name in ("place", "kind", "size", "currency") if self.said(name)})


def _places(offered: Offered, language: Language) -> list[tuple[str, str]]:
    return places_offered({code: offered.names.get(code) for code in offered.places}, language)


def _said(key: str, language: Language) -> str:
    return label("type", key).side(language) or key


@reading
def open_alike(request: HttpRequest, warehouse: Warehouse, offered: Offered) -> HttpResponse:
    """Who funds groups like ours, fifty funders at a time; what cannot be asked is said with status 400."""
    form = LikeOurs(request.GET, offered, Language(get_language() or "en"))
    values: dict[str, object] = {"form": form, "asked": bool(request.GET)}
    if form.is_valid():
        found = alike(warehouse, form.ours())
        page = paging(request.GET, len(found.givers), SIZE)
        values |= {
            "lines": lines(found, offered, form.said("currency"), page),
            "n": Count(len(found.givers)),
            "others": Count(found.others),
            "grants": {state: Count(many) for state, many in found.grants.items()},
            "paging": page,
            "query": form.address(),
        }
    return render(request, "follow/open_alike.html", values, status=200 if form.is_valid() else 400)

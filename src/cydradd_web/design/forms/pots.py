"""The form of a pot: what it may pay for, condition by condition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cydradd.cycle.columns import OFFERS
from cydradd.design.pots import Pot
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Language
from cydradd.vocabulary.time import local_date
from cydradd_web.components.clock import now
from cydradd_web.components.forms import DayField, PoundsField, TextField
from cydradd_web.design.forms import fields as ours
from cydradd_web.design.forms.items import PLACE, ItemForm
from cydradd_web.rounds.folded import Folded

LISTS = ("need_kinds", "places", "groups", "needs", "offer_types", "provider_sizes", "provider_kinds")
BEFORE = "only_"


class PotForm(Folded, ItemForm):
    """A pot. A condition that is left empty does not restrict it."""

    ROW = Pot
    FIRST: ClassVar = ("commissioner", "commissioner_kind", "amount", "mode", "only_need_kinds", "only_spend_by")
    MORE = _("More about this pot")
    NAMED: ClassVar = {"only_needs": "needs", "choice": "providers"}
    commissioner = TextField(label=_("Whose money it is"))
    commissioner_kind = ours.one_of(_("Kind of commissioner"), ours.choices(ours.COMMISSIONERS), required=True)
    amount = PoundsField(label=_("How much, in pounds"), zero=False)
    mode = ours.one_of(_("How it is held"), ours.choices(ours.MODES), required=True)
    owner = TextField(
        label=_("Owner of one person’s own budget"), max_length=60, required=False, help_text=_("A pseudonym.")
    )
    choice = ours.some_of(_("Providers that its owner chose"))
    only_places = ours.WordsField(label=_("It may pay only in these places"), required=False, help_text=PLACE)
    only_needs = ours.some_of(_("It may pay only for these needs"))
    only_need_kinds = ours.WordsField(label=_("It may pay only for these kinds of need"), required=False)
    only_groups = ours.WordsField(label=_("It may pay only for these groups of people"), required=False)
    age_from = ours.number(_("It may pay only for people from age"), most=130)
    age_to = ours.number(_("It may pay only for people to age"), most=130)
    only_offer_types = ours.some_of(_("It may be given only in these ways"))
    only_provider_sizes = ours.some_of(_("It may go only to bodies of these sizes"), ours.choices(ours.SIZES))
    only_provider_kinds = ours.WordsField(label=_("It may go only to these kinds of body"), required=False)
    only_revenue_or_capital = ours.one_of(_("Revenue or capital"), ours.choices(ours.MONEY_KINDS))
    only_spend_by = DayField(label=_("Spending must start by"), required=False)

    def __init__(self, *args: Any, language: Language = Language.EN, **options: Any) -> None:
        super().__init__(*args, language=language, **options)
        offers: Any = self.fields["only_offer_types"]
        offers.choices = ours.of_words("design.offer_type", OFFERS, language)

    def clean(self) -> dict[str, Any]:
        """Ages come in twos, the lower one first; spending can still start by its last day."""
        cleaned = super().clean()
        least, most = ages = [cleaned.get("age_from"), cleaned.get("age_to")]
        if ages.count(None) == 1 and not {"age_from", "age_to"} & set(self.errors):
            self.add_error("age_from" if least is None else "age_to", _("Give both ages, or neither."))
        if least is not None and most is not None and least > most:
            self.add_error("age_to", _("This is below the age from which it may pay. Give the higher age here."))
        day = cleaned.get("only_spend_by")
        if day is not None and day < local_date(now()):
            self.add_error(
                "only_spend_by", _("This day is over, so no spending could start by it. Give a day to come.")
            )
        return cleaned

    def row(self, before: Any = None) -> Any:
        """The pot, with its restriction put together."""
        found: dict[str, JsonValue] = {}
        for name in LISTS:
            if value := self.cleaned_data.get(BEFORE + name):
                found[name] = list(value)
        ages = [self.cleaned_data.get("age_from"), self.cleaned_data.get("age_to")]
        if None not in ages:
            found["age"] = ages
        if kind := self.cleaned_data.get("only_revenue_or_capital"):
            found["revenue_or_capital"] = kind
        if day := self.cleaned_data.get("only_spend_by"):
            found["spend_by"] = day.isoformat()
        return replace(super().row(before), restriction=found)

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """What the form holds for a pot as it stands."""
        found = super().initial_of(row)
        restriction = found.pop("restriction", {})
        found |= {BEFORE + name: value for name, value in restriction.items() if name != "age"}
        if "age" in restriction:
            found["age_from"], found["age_to"] = restriction["age"]
        return found

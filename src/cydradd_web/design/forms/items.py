"""One form for each kind of thing a design is made of. Its fields are named as the fields of the library's rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd.cycle.columns import OFFERS
from cydradd.design.criteria import Criterion
from cydradd.design.fit import Provider
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.vocabulary.facts import Question
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.forms import DayField, Form, PoundsField, TextField, english, welsh
from cydradd_web.design.forms import fields as ours

ASSETS = ("human", "financial", "physical", "social", "public")
PLACE = _("A GSS code, such as W06000002. The round’s own place is filled in.")
STATEMENTS = _("The numbers of the statements it comes from, with commas between them.")


class ItemForm(Form):
    """What every kind has: its fields, then why, and because of which comments.

    Args:
        rows: Every row of the design, by the name of its table.
        language: Of the page.
        comments: Comments on this thing: id and words.
    """

    ROW: ClassVar[type[Any]]
    NAMED: ClassVar[Mapping[str, str]] = {}
    """Fields whose choices are rows of another table, by its name."""
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self,
        *args: Any,
        rows: Mapping[str, tuple[Any, ...]] | None = None,
        language: Language = Language.EN,
        comments: list[tuple[str, str]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, table in self.NAMED.items():
            named = [(row.id, ours.titled(row, language)) for row in (rows or {}).get(table, ())]
            field: Any = self.fields[name]
            one = not isinstance(field, forms.MultipleChoiceField)
            field.choices = [("", _("Choose")), *named] if one else named
        if comments:
            self.fields["links"] = ours.some_of(_("Which comments is this because of?"), comments)
        _words(self, language)
        self.fields["why_cy"] = welsh(_("Why, in Welsh"), rows=2, max_length=2000, required=False)
        self.fields["why_en"] = english(_("Why, in English"), rows=2, max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """A thing has its words in one language at least."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("title", "reason", "text"):
            if f"{name}_cy" in self.fields and not (cleaned.get(f"{name}_cy") or cleaned.get(f"{name}_en")):
                self.add_error(f"{name}_cy", _("Write it in one language at least. Both are needed to publish."))
        return cleaned

    def row(self, before: Any = None) -> Any:
        """The row of the library that was written; what the form does not ask stays as it was before."""
        values: dict[str, Any] = {"id": before.id if before else ""}
        for field in fields(self.ROW):
            kind, name = str(field.type), field.name
            if "Bilingual" in kind and f"{name}_cy" in self.fields:
                both = self.both(name)
                values[name] = both if both != Bilingual() or "None" not in kind else None
            elif name in self.fields:
                values[name] = self._plain(name, kind)
            elif before is not None and name != "row":
                values[name] = getattr(before, name)
        return self.ROW(**{name: value for name, value in values.items() if value is not ...})

    def _plain(self, name: str, kind: str) -> Any:
        """One value; ``...``: nothing was written and the library has its own."""
        value = self.cleaned_data.get(name)
        if kind.startswith("tuple"):
            return tuple(value or ())
        if kind.removesuffix(" | None") == "bool" and isinstance(value, str):
            return {"true": True, "false": False}.get(value)
        if value in (None, ""):
            return None if "None" in kind else ...
        return value

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """What the form holds for a row as it stands."""
        found: dict[str, Any] = {}
        for field in fields(row):
            value = getattr(row, field.name)
            if isinstance(value, Bilingual):
                found |= {f"{field.name}_cy": value.cy, f"{field.name}_en": value.en}
            elif isinstance(value, bool):
                found[field.name] = value if field.name == "prefilled" else str(value).lower()
            elif value is not None:
                found[field.name] = list(value) if isinstance(value, tuple) else value
        return found


def _choices(field: Any) -> list[Any]:
    return list(field.choices)


def _words(form: forms.Form, language: Language) -> None:
    """Give the choices whose words the report has."""
    for name, part, words in (("offer_type", "design.offer_type", OFFERS), ("kind", "design.asset_kind", ASSETS)):
        field: Any = form.fields.get(name)
        if isinstance(field, forms.ChoiceField) and len(_choices(field)) <= 1:
            field.choices = [("", _("Choose")), *ours.of_words(part, words, language)]


class NeedForm(ItemForm):
    """A need."""

    ROW = Need
    title_cy = welsh(_("What is missing, in Welsh"), required=False)
    title_en = english(_("What is missing, in English"), required=False)
    kind = TextField(label=_("Kind of need"), max_length=60, help_text=_("One word, such as childcare or transport."))
    place = TextField(label=_("Place"), max_length=9, help_text=PLACE)
    size = PoundsField(label=_("What it would cost to meet it all, in pounds"))
    group = TextField(label=_("For which group of people"), max_length=60, required=False)
    age_from = ours.number(_("From age"), most=130)
    age_to = ours.number(_("To age"), most=130)
    statements = ours.IdsField(label=_("Statements"), required=False, help_text=STATEMENTS)
    min_useful = PoundsField(label=_("The least sum that is of any use"), required=False)
    weight = ours.FractionField(
        label=_("How much it weighs beside the others"), required=False, least=Fraction(0), help_text=_("1 if empty.")
    )
    offer_type = ours.one_of(_("How it is to be given"), [])
    revenue_or_capital = ours.one_of(_("Revenue or capital"), ours.choices(ours.MONEY_KINDS))
    spend_from = DayField(label=_("Money is spent from"), required=False)
    owner = TextField(
        label=_("Whose own budget it is for"),
        max_length=60,
        required=False,
        help_text=_("Only for one person’s own budget: the pseudonym of its owner."),
    )


class AssetForm(ItemForm):
    """An asset."""

    ROW = Asset
    title_cy = welsh(_("What people have, in Welsh"), required=False)
    title_en = english(_("What people have, in English"), required=False)
    kind = ours.one_of(_("Kind of asset"), [], required=True)
    holder = TextField(label=_("Who has it"), required=False)
    place = TextField(label=_("Place"), max_length=9, required=False, help_text=PLACE)
    shareable = ours.one_of(_("Can others use it?"), [("true", _("They can")), ("false", _("They cannot"))])
    statements = ours.IdsField(label=_("Statements"), required=False, help_text=STATEMENTS)


class OutcomeForm(ItemForm):
    """An outcome."""

    ROW = Outcome
    NAMED: ClassVar = {"needs": "needs"}
    title_cy = welsh(_("What should change, in Welsh"), required=False)
    title_en = english(_("What should change, in English"), required=False)
    needs = ours.some_of(_("Needs it comes from"))
    measure = TextField(label=_("How it is measured"), required=False)
    baseline = TextField(label=_("Where it stands now"), required=False)
    target = TextField(label=_("Where it should be"), required=False)
    goals = ours.some_of(_("Well-being goals"), ours.choices(ours.GOALS))
    ways = ours.some_of(_("Ways of working"), ours.choices(ours.WAYS))


class ProviderForm(ItemForm):
    """A provider."""

    ROW = Provider
    NAMED: ClassVar = {"needs": "needs"}
    name = TextField(label=_("Name"))
    size = ours.one_of(_("Size"), ours.choices(ours.SIZES), required=True)
    capacity = PoundsField(label=_("How much work it could take on, in pounds"))
    needs = ours.some_of(_("Needs it could meet"), required=True)
    kind = TextField(label=_("Kind of body"), max_length=60, required=False)
    keep_alive = PoundsField(label=_("The least it needs to keep going"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        needs: Any = self.fields["needs"]
        needs.choices = [("*", _("Any need")), *needs.choices]


class LotForm(ItemForm):
    """A lot."""

    ROW = Lot
    NAMED: ClassVar = {"needs": "needs"}
    title_cy = welsh(_("What can be applied for, in Welsh"), required=False)
    title_en = english(_("What can be applied for, in English"), required=False)
    needs = ours.some_of(_("Needs it is for"), required=True)
    offer_type = ours.one_of(_("How it is given"), [], required=True)
    value = PoundsField(label=_("Value in pounds"))
    years = ours.FractionField(label=_("Over how many years"), required=False)
    reserved = ours.one_of(_("For whom it is kept"), ours.choices(ours.RESERVED))
    one_lot_reason = TextField(label=_("If it is the only lot: why it is not divided"), required=False)


class RequirementForm(ItemForm):
    """A requirement."""

    ROW = Requirement
    NAMED: ClassVar = {"lot": "lots"}
    lot = ours.one_of(_("For which lot"), [], required=True)
    kind = ours.one_of(_("What must be shown"), ours.choices(ours.REQUIREMENTS), required=True)
    level = TextField(
        label=_("How much"), max_length=40, required=False, help_text=_("Pounds of money; years of accounts.")
    )
    when = ours.one_of(_("When"), ours.choices(ours.WHEN), required=True)
    reason_cy = welsh(_("Why it is needed, in Welsh"), rows=2, max_length=1000, required=False)
    reason_en = english(_("Why it is needed, in English"), rows=2, max_length=1000, required=False)
    exception_gate = ours.one_of(
        _("If it is out of proportion: ask the partners for an exception"),
        [("open-apply", _("At the gate before anybody applies"))],
        help_text=_("The reason above is what they consent to."),
    )

    def row(self, before: Any = None) -> Any:
        """As every form; money is told in pounds."""
        made = super().row(before)
        money = made.kind in ("insurance", "turnover") and made.level
        return replace(made, unit="GBP" if money else None, level=made.level.replace(",", "") if money else made.level)


class QuestionForm(ItemForm):
    """A question."""

    ROW = Question
    NAMED: ClassVar = {"lot": "lots", "criterion": "criteria"}
    lot = ours.one_of(_("For which lot"), [], required=True)
    text_cy = welsh(_("The question, in Welsh"), rows=2, max_length=500, required=False)
    text_en = english(_("The question, in English"), rows=2, max_length=500, required=False)
    kind = ours.one_of(_("What kind of answer"), ours.choices(ours.QUESTIONS), required=True)
    words = ours.number(_("Words of an answer, about"), most=20_000, required=True, help_text=_("0: no prose."))
    criterion = ours.one_of(_("Criterion it is judged by"), [])
    prefilled = forms.BooleanField(label=_("Answered from the organisation’s profile"), required=False)


class CriterionForm(ItemForm):
    """A criterion."""

    ROW = Criterion
    NAMED: ClassVar = {"needs": "needs"}
    title_cy = welsh(_("What is judged, in Welsh"), required=False)
    title_en = english(_("What is judged, in English"), required=False)
    low = ours.FractionField(label=_("Low end of the scale"))
    high = ours.FractionField(label=_("High end of the scale"))
    direction = ours.one_of(_("Which way is better"), ours.choices(ours.DIRECTIONS), required=True)
    statements = ours.IdsField(label=_("Statements"), required=False, help_text=STATEMENTS)
    needs = ours.some_of(_("Needs it comes from"))

    def clean(self) -> dict[str, Any]:
        """A scale goes up."""
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low >= high:
            self.add_error("high", _("The high end must be above the low end."))
        return cleaned

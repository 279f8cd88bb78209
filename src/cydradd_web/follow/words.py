"""Words for what rules and tables say in codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cydradd.follow.pictures.drawing import short_money
from cydradd.follow.reach_words import label
from cydradd.follow.recipients import BANDS, UNKNOWN, size_band
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.place import place_name
from cydradd.vocabulary.text import Bilingual, Language

CLASSES = {
    "charity": _("Charity"),
    "religious": _("Religious body"),
    "cic": _("Community interest company"),
    "mutual": _("Co-operative or mutual society"),
    "nonprofit_company": _("Company that makes no profit"),
    "sports_club": _("Community sports club"),
    "voluntary_group": _("Voluntary or community group"),
    "housing_association": _("Housing association"),
    "local_authority": _("Local authority"),
    "nhs": _("Health body of the NHS"),
    "government": _("Government body"),
    "education": _("School or college"),
    "university": _("University"),
    "private": _("Private company"),
    UNKNOWN: _("Not known"),
}
"""What each class of the recipient rules is called."""

LEVELS = {"strong": _("strong evidence"), "medium": _("medium evidence"), "weak": _("weak evidence")}

RULES = {
    "1": _("its registration number is that of a charity register"),
    "2": _("its number is that of a list of local authorities"),
    "3": _("its number is that of a list of health or government bodies"),
    "4": _("its number is that of a list of education, and its name says what it is"),
    "4b": _("its number is that of a list of schools, colleges and universities"),
    "5": _("its number is that of a register of one kind of body"),
    "6": _("the letters of its company number say what it is"),
    "7": _("its company number stands in the record of a charity"),
    "8": _("the register of companies says what it is"),
    "9": _("a charity number stands beside its name"),
    "9b": _("registers know bodies of this name, all of one kind"),
    "10": _("its name ends as that of a community interest company"),
    "10b": _("its name is that of a council"),
    "10c": _("its name is that of a health body, a school, a college, a university or a church"),
    "10d": _("its name is that of a government body"),
    "10e": _("its name is that of a housing association"),
    "10f": _("its name is that of a sports club"),
    "10g": _("its name has a form that nine in ten times is that of a charity"),
    "10h": _("its name has a form that voluntary groups have, whether charities or not"),
    "11": _("no rule finds evidence"),
}
"""What each rule looks at (follow.md 3.3)."""

FATES = {
    "funded": _("Funded"),
    "not_funded": _("Not funded"),
    "withdrawn": _("Withdrawn"),
    "ineligible": _("Not eligible"),
    None: _("No decision yet"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Text, and the language it is in when that is not the language of the page."""

    text: str
    other: Language | None = None


def words(text: Bilingual | None, language: Language) -> Words | None:
    """The side of a text in the language of the page, else the other."""
    found = text.either(language) if text else None
    return None if found is None else Words(found[0], None if found[1] == language else found[1])


def money(amount: int, currency: str) -> str:
    """An amount that does not break at the end of a line."""
    return format_money(Pence(amount), currency).replace(" ", "\N{NO-BREAK SPACE}")


def short(amount: int, currency: str) -> str:
    """An amount where there is no room for all of it: ``£950``, ``£18k``, ``£1.2m``; the same in both languages."""
    return short_money(amount, currency)


def sums(totals: Mapping[str, int]) -> tuple[str, ...]:
    """One amount for each currency, never added to each other; the currencies by their code."""
    return tuple(money(total, currency) for currency, total in sorted(totals.items()))


def place(code: str | None, language: Language) -> str | None:
    """The name of a place; its code where we hold no name; ``None``: not known."""
    if not code:
        return None
    named = place_name(code)
    return (named.side(language) if named else None) or code


def band(income: int | None, language: Language) -> str | None:
    """The band of a yearly income (NCVO, in pounds); ``None``: not known."""
    found = size_band(None if income is None else Pence(income))
    return label("size", found).side(language) if found in dict(BANDS) else None

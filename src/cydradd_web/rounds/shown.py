"""The sentence above the list of rounds: how many, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cydradd.cycle.report.words import word
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Language
from cydradd_web.rounds.selectors.lines import Words
from cydradd_web.rounds.selectors.listing import Asked, Choices


def _bdi(words: Words) -> SafeString:
    if words.other:
        return format_html('<bdi lang="{}">{}</bdi>', words.other, words.text)
    return format_html("<bdi>{}</bdi>", words.text)


def _parts(asked: Asked, there: Choices, language: Language) -> Iterator[str]:
    if asked.place:
        yield format_html(_("in {}"), _bdi(there.place_name(asked.place)))
    if asked.stage:
        yield format_html(_("at the stage {}"), word(language, "common.stage", asked.stage))
    if asked.state:
        yield _state(asked.state)
    if asked.year:
        yield format_html(_("with acts in {}"), asked.year)
    if asked.words:
        yield format_html(_("with the words “{}”"), _bdi(Words(asked.words)))


def _state(state: str) -> str:
    return {
        "open": _("still under way"),
        "finished": _("finished"),
        "listening": _("listening now"),
        "calling": _("taking applications now"),
        "voting": _("voting now"),
    }[state]


def sentence(of: int, asked: Asked, there: Choices, language: Language) -> SafeString:
    """“3 rounds in Gwynedd, still under way.” Every part is escaped."""
    count = ngettext("%(n)s round", "%(n)s rounds", of) % {"n": f"{of:,}"}
    parts = _(", ").join(conditional_escape(part) for part in _parts(asked, there, language))
    if not parts:
        return format_html("{}.", count)
    return format_html(_("{} {}."), count, mark_safe(parts))  # noqa: S308  escaped above


def partner_name(partner: Partner, language: Language) -> str:
    """What a partner is called."""
    return str(word(language, "common.partner", partner))


def pounds(amount: int, currency: str = "GBP") -> str:
    """Money in words, from minor units."""
    return format_money(Pence(amount), currency)

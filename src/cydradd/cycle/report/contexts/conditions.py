"""What the money of a pot may pay for, in sentences: the restriction of design.md section 4, key by key."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from cydradd.cycle.report import formats
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.design.pots import Pot
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.place import place_name
from cydradd.vocabulary.text import Language

LONGEST_VALUE = 200
"""Characters of a condition that no rule knows; design/pots.csv holds it whole."""
_LISTS: Mapping[str, Callable[[Language, str], Markup]] = {
    "need_kinds": lambda language, code: word(language, "codes.need_kind", code),
    "groups": lambda language, code: word(language, "codes.group", code),
    "offer_types": lambda language, code: word(language, "design.offer_type", code),
    "provider_sizes": lambda language, code: word(language, "codes.size", code),
    "provider_kinds": lambda language, code: word(language, "codes.organisation", code),
}
"""Keys that allow some words of a list, and how each word is said; one that is in no list stands for itself."""


def conditions(story: Story, pot: Pot, language: Language) -> list[Markup]:
    """One sentence for each condition; one that no rule knows, or that cannot be read, stands as it was given."""
    return [_sentence(story, language, key, value) for key, value in pot.restriction.items()]


def _sentence(story: Story, language: Language, key: str, value: JsonValue) -> Markup:
    rule = _RULES.get(key)
    made = rule(story, language, value) if rule else _listed(language, key, value)
    return made or say(language, "codes.condition.other", key=_people(key), value=_people(_as_given(value)))


def _as_given(value: JsonValue) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + " …"


def _people(text: str) -> Markup:
    return Markup('<bdi class="user">{}</bdi>').format(text)


def _words(value: JsonValue) -> Sequence[str] | None:
    """The words that are allowed: one, or a list; ``None``: something else was given."""
    listed = value if isinstance(value, list | tuple) else (value,)
    words = [each for each in listed if isinstance(each, str)]
    return words if words and len(words) == len(listed) else None


def _listed(language: Language, key: str, value: JsonValue) -> Markup | None:
    told, words = _LISTS.get(key), _words(value)
    if told is None or words is None:
        return None
    named = [_people(each) if told(language, each) == each else told(language, each) for each in words]
    return say(language, f"codes.condition.{key}", list=Markup(", ").join(named))


def _needs(story: Story, language: Language, value: JsonValue) -> Markup | None:
    words = _words(value)
    if words is None:
        return None
    known = {need.id: need.title for need in story.tables.needs or ()}
    named = []
    for each in words:
        title = known.get(each)
        told = title.either(language) if title else None
        named.append(_people(told[0] if told else each))
    return say(language, "codes.condition.needs", list=Markup("; ").join(named))


def _places(_story: Story, language: Language, value: JsonValue) -> Markup | None:
    words = _words(value)
    if words is None:
        return None
    named = []
    for each in words:
        name = place_name(each)
        named.append(_people((name.side(language) if name else None) or each))
    return say(language, "codes.condition.places", list=Markup(", ").join(named))


def _use(_story: Story, language: Language, value: JsonValue) -> Markup | None:
    return say(language, f"codes.condition.{value}") if value in ("revenue", "capital") else None


def _age(_story: Story, language: Language, value: JsonValue) -> Markup | None:
    if not (isinstance(value, list | tuple) and len(value) == 2):
        return None
    least, most = value
    if not (isinstance(least, int) and isinstance(most, int)):
        return None
    return say(language, "codes.condition.age", least=least, most=most)


def _spend_by(_story: Story, language: Language, value: JsonValue) -> Markup | None:
    try:
        last = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return None if last is None else say(language, "codes.condition.spend_by", day=formats.day(last, language))


_RULES: Mapping[str, Callable[[Story, Language, JsonValue], Markup | None]] = {
    "needs": _needs,
    "places": _places,
    "revenue_or_capital": _use,
    "age": _age,
    "spend_by": _spend_by,
}

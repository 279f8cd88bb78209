"""A quick first look at an object: is it surely as it should be? Only those that may not be are looked at in full.

What must be tested of an object follows from its keys, and few sets of keys occur in a file: it is found out once for
each. What this calls good has no field that the table does not know, has no spaces round a text, and
`validation.validate` finds nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import orjson

from cydradd.follow.fields import Field, ObjectType, Table
from cydradd.follow.formats import FORMS
from cydradd.vocabulary.facts import JsonValue

Test = Callable[[Any], bool]
_REMEMBERED = 50_000
"""Texts of one form that are remembered as good (the same dates come again and again), and sets of keys."""

_SHORT = 2000
"""Bytes of a list of objects that is remembered: the same funder comes with every grant."""

_strip = str.strip


@dataclass(slots=True)
class _Plan:
    """What is to be tested of an object with certain keys.

    Attributes:
        texts: Gives the values that must be text, two at least.
        tests: Fields with a test of their own, which texts with a form have too.
    """

    texts: Callable[[Any], tuple[Any, ...]] | None
    tests: tuple[tuple[str, Test], ...]


class Look:
    """The quick look at one kind of object of a table.

    Attributes:
        is_good: Whether an object is surely as it should be.
    """

    def __init__(self, table: Table, name: str) -> None:
        self.is_good: Test = _Objects(table, table.objects[name], {}).is_good


class _Objects:
    """One kind of object."""

    def __init__(self, table: Table, kind: ObjectType, made: dict[str, _Objects]) -> None:
        self._kind = kind
        self._plans: dict[tuple[str, ...], _Plan | None] = {}
        made[kind.name] = self
        self._texts: set[str] = set()
        self.tests: dict[str, Test] = {}
        for name, known in kind.fields.items():
            test = _test(table, known, made)
            if "string" in known.types:
                self._texts.add(name)
                if known.types - {"string", "null"}:
                    test = _never
            if test is not None:
                self.tests[name] = test

    def is_good(self, value: JsonValue) -> bool:
        """Whether an object is surely as it should be."""
        if value.__class__ is not dict:
            return False
        try:
            plan = self._plans[tuple(value)]  # type: ignore[arg-type]
        except KeyError:
            plan = self._planned(tuple(value))  # type: ignore[arg-type]
        if plan is None:
            return False
        if plan.texts is not None:
            texts = plan.texts(value)
            try:
                if tuple(map(_strip, texts)) != texts:
                    return False
            except TypeError:
                return False
        for name, test in plan.tests:  # noqa: SIM110  # a generator takes twice as long
            if not test(value[name]):  # type: ignore[index,call-overload]
                return False
        return True

    def _planned(self, keys: tuple[str, ...]) -> _Plan | None:
        """What follows from the keys of an object; ``None``: it is not good, whatever its values are."""
        kind = self._kind
        plan = None
        if (
            set(keys) <= kind.fields.keys()
            and set(kind.required) <= set(keys)
            and len(keys) >= kind.min_fields
            and (not kind.one_of or sum(name in keys for name in kind.one_of) == 1)
        ):
            texts = [name for name in keys if name in self._texts]
            getter = itemgetter(*texts, texts[0]) if texts else None
            plan = _Plan(getter, tuple((name, self.tests[name]) for name in keys if name in self.tests))
        if len(self._plans) < _REMEMBERED:
            self._plans[keys] = plan
        return plan


def _never(value: JsonValue) -> bool:  # noqa: ARG001  # the value does not matter
    return False


def _test(table: Table, known: Field, made: dict[str, _Objects]) -> Test | None:
    """The test of one value, beyond being text without spaces round it; ``None``: there is none."""
    if "string" in known.types:
        return _of_text(known, known.formats, known.numbers.get("min_length", 0))
    if "array" in known.types:
        return _of_list(table, known, made)
    inside = [table.objects[name] for name in known.of if name in table.objects]
    if "object" in known.types and len(inside) == 1:
        return (made.get(inside[0].name) or _Objects(table, inside[0], made)).is_good
    least = known.numbers.get("minimum")
    if "number" in known.types and least is not None:
        return lambda value: value.__class__ in (int, float) and value >= least
    if "number" in known.types:
        return lambda value: value.__class__ is int or value.__class__ is float
    return _never


def _of_text(known: Field, formats: tuple[str, ...], shortest: int) -> Test | None:
    """The test of a text that must have a form or be a code."""
    codes = known.codelist.codes if known.codelist is not None else None
    if not formats and not shortest:
        return None if codes is None else codes.__contains__
    forms = [FORMS[form] for form in formats]
    good: set[str] = set()

    def test(text: str) -> bool:
        if text in good:
            return True
        fits = len(text) >= shortest and (not forms or any(form(text) for form in forms))
        fits = fits and (codes is None or text in codes)
        if fits and len(good) < _REMEMBERED:
            good.add(text)
        return fits

    return test


def _of_list(table: Table, known: Field, made: dict[str, _Objects]) -> Test:
    """The test of a list of objects of one kind, or of texts; any other is looked at in full."""
    shortest = known.numbers.get("min_items", 0)
    inside = [table.objects[name] for name in known.of if name in table.objects]
    if "unique" in known.flags or (len(inside) != 1 and known.of != ("string",)):
        return _never
    if inside:
        each_is_good = (made.get(inside[0].name) or _Objects(table, inside[0], made)).is_good

        good: set[bytes] = set()

        def of_objects(value: Any) -> bool:
            if value.__class__ is not list:
                return False
            text = orjson.dumps(value)
            if text in good:
                return True
            fits = len(value) >= shortest and all(map(each_is_good, value))
            if fits and len(good) < _REMEMBERED and len(text) < _SHORT:
                good.add(text)
            return fits

        return of_objects
    text = _of_text(known, known.each_format, known.numbers.get("each_min_length", 0))

    def of_texts(value: Any) -> bool:
        return value.__class__ is list and len(value) >= shortest and all(map(is_text, value))

    def is_text(value: Any) -> bool:
        return value.__class__ is str and value.strip() is value and (text is None or text(value))

    return of_texts

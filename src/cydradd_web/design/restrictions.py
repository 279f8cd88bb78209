"""What the restriction of a pot may say (design.md section 4), and the refusal of what no rule understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cydradd.cycle.columns import OFFERS
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.place import is_gss
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_date

OLDEST = 130
SIZES = ("small", "medium", "large")


def _words(value: JsonValue) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(each, str) and each for each in value)


def _of(known: Sequence[str]) -> Callable[[JsonValue], bool]:
    return lambda value: _words(value) and all(each in known for each in value)  # type: ignore[union-attr]


def _age(value: JsonValue) -> bool:
    if not (isinstance(value, list | tuple) and len(value) == 2):
        return False
    whole = all(isinstance(each, int) and not isinstance(each, bool) and 0 <= each <= OLDEST for each in value)
    return whole and value[0] <= value[1]  # type: ignore[operator]


def _day(value: JsonValue) -> bool:
    try:
        return isinstance(value, str) and parse_date(value) is not None
    except CydraddError:
        return False


def _places(value: JsonValue) -> bool:
    return _words(value) and all(is_gss(str(each)) for each in value)  # type: ignore[union-attr]


RULES: Mapping[str, tuple[Callable[[JsonValue], bool], Bilingual]] = {
    "need_kinds": (_words, Bilingual("mathau o angen", "kinds of need")),
    "places": (_places, Bilingual("lleoedd: codau GSS fel W06000002", "places: GSS codes such as W06000002")),
    "groups": (_words, Bilingual("grwpiau o bobl", "groups of people")),
    "age": (_age, Bilingual("oedran: o ac i, fel 0 a 25", "ages: from and to, such as 0 and 25")),
    "needs": (_words, Bilingual("anghenion y rownd hon", "needs of this round")),
    "offer_types": (_of(OFFERS), Bilingual("mathau o gynnig", "types of offer")),
    "provider_sizes": (_of(SIZES), Bilingual("maint y darparwr", "size of the provider")),
    "provider_kinds": (_words, Bilingual("math o ddarparwr", "kind of provider")),
    "revenue_or_capital": (
        lambda value: value in ("revenue", "capital"),
        Bilingual("refeniw neu gyfalaf", "revenue or capital"),
    ),
    "spend_by": (
        _day,
        Bilingual("diwrnod olaf dechrau gwario, fel 2027-03-31", "last day to start spending, such as 2027-03-31"),
    ),
}
"""Each condition that a rule of the fit knows, and what it must hold."""


def must_be_understood(restriction: Mapping[str, JsonValue], needs: Sequence[str]) -> None:
    """Refuse a restriction of a pot that the fit could not hold money to.

    Args:
        needs: Ids of the needs of the round.

    Raises:
        NotPossible: A condition that no rule knows, or one whose value is not of its kind; the sentence names it.
    """
    for name, value in restriction.items():
        if name not in RULES:
            known = ", ".join(RULES)
            raise _refused(name, f"nid oes amod o’r enw hwn. Yr amodau: {known}", f"no such condition. Known: {known}")
        holds, words = RULES[name]
        if not holds(value):
            raise _refused(name, f"rhowch {words.cy}", f"give {words.en}")
        if name == "needs" and (missing := [str(each) for each in value if each not in needs]):  # type: ignore[union-attr]
            listed = ", ".join(missing)
            raise _refused(name, f"nid yw’r anghenion hyn yn y rownd: {listed}", f"not needs of this round: {listed}")


def _refused(name: str, cy: str, en: str) -> NotPossible:
    return NotPossible(
        Bilingual(
            f"Ni ellir deall amod y gronfa ({name[:40]}): {cy}.",
            f"The condition of the pot cannot be understood ({name[:40]}): {en}.",
        ),
        code="restriction-not-understood",
    )

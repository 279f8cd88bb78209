"""``round.toml``: what a round says of itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from cydradd.apply.net import HIGHEST_RATE
from cydradd.cycle.cells import UnreadableCell, read_fraction
from cydradd.cycle.round import Settings
from cydradd.record.canonical import LARGEST_INTEGER
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import exponent
from cydradd.vocabulary.people import Partner, parse_org_id
from cydradd.vocabulary.place import is_gss
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import parse_instant

FILE = "round.toml"
_ID = re.compile(r"[a-z0-9-]{1,64}")
_TEXTS = ("place", "authority_type", "publisher_id", "publisher_name", "grant_prefix", "ocid_prefix")
_TABLES = ("decide", "listen", "design", "apply", "partners")
_OTHERS = ("id", "title_cy", "title_en", "currency", "as_of")
AUTHORITIES = ("sub_central_wales", "central", "none")


def _refuse(cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{FILE}: {cy}", f"{FILE}: {en}"))


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refuse("nid UTF-8 yw’r ffeil.", "the file is not UTF-8.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refuse(f"nid TOML yw’r ffeil: {error}.", f"the file is not TOML: {error}.") from None
    except ValueError:  # of thousands of digits, which Python does not take for an error of TOML
        raise _refuse("mae rhif yn rhy hir.", "a number is too long.") from None


def _as_of(value: object) -> datetime:
    text = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(text, str):
        raise _refuse(
            "mae angen as_of, unig gloc y rownd, fel 2027-03-01T12:00:00Z.",
            "as_of is needed, the only clock of the round, such as 2027-03-01T12:00:00Z.",
        )
    try:
        return parse_instant(text)
    except CydraddError as error:
        raise _refuse(f"as_of: {error.sentence.cy}", f"as_of: {error.sentence.en}") from None


def _listed(defects: list[Defect], column: str, value: object, cy: str, en: str) -> None:
    defects.append(Defect("bad-setting", Bilingual(cy, en), FILE, None, column, str(value)[:60]))


def _plain(value: object) -> bool:
    """Whether a value means the same to every reader: text, yes or no, a whole number below 2^53."""
    return isinstance(value, str | bool) or (isinstance(value, int) and abs(value) <= LARGEST_INTEGER)


def _table(value: object, name: str, defects: list[Defect]) -> Mapping[str, JsonValue]:
    """A table of the file as JSON values: plain ones, lists of them, or one table of them (``decide.consent``)."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        _listed(defects, name, value, f"Rhaid i [{name}] fod yn dabl.", f"[{name}] must be a table.")
        return {}
    found: dict[str, JsonValue] = {}
    for key, cell in value.items():
        inside = cell.values() if isinstance(cell, Mapping) else cell if isinstance(cell, list) else (cell,)
        if all(_plain(each) for each in inside):
            found[key] = cell
        else:
            cy = "Ysgrifennwch destun neu rif cyfan; rhif degol fel testun."
            en = "Write text or a whole number; a decimal number as text."
            _listed(defects, f"{name}.{key}", cell, cy, en)
    return found


def _whole(
    table: Mapping[str, JsonValue], name: str, key: str, least: int, defects: list[Defect], most: int | None = None
) -> bool:
    """Whether a setting is absent, or a whole number from ``least`` to ``most``; else it is listed."""
    value = table.get(key)
    limit = LARGEST_INTEGER if most is None else most
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and least <= value <= limit):
        return True
    cy, en = f"Rhif cyfan o {least} i fyny.", f"A whole number from {least}."
    if most is not None:
        cy, en = f"Rhif cyfan o {least} i {most}.", f"A whole number from {least} to {most}."
    _listed(defects, f"{name}.{key}", value, cy, en)
    return False


def _listen(value: object, defects: list[Defect]) -> Mapping[str, JsonValue]:
    """``[listen]``: ``method``, ``groups`` ("auto" or a number), ``seed``."""
    table = _known(_table(value, "listen", defects), "listen", ("method", "groups", "seed"), defects)
    kept = dict(table)
    if kept.get("groups") != "auto" and not _whole(table, "listen", "groups", 2, defects):
        del kept["groups"]
    if not _whole(table, "listen", "seed", 0, defects):
        del kept["seed"]
    return kept


def _design(value: object, defects: list[Defect]) -> Mapping[str, JsonValue]:
    """``[design]``: ``options_considered``."""
    table = _known(_table(value, "design", defects), "design", ("options_considered",), defects)
    return table if _whole(table, "design", "options_considered", 0, defects) else {}


def _apply(value: object, defects: list[Defect]) -> Mapping[str, JsonValue]:
    """``[apply]``: ``rate_p``, minor units for an hour of an applicant's time; ``rate_source_cy _en``, who says so."""
    table = _known(_table(value, "apply", defects), "apply", ("rate_p", "rate_source_cy", "rate_source_en"), defects)
    kept = dict(table)
    if not _whole(table, "apply", "rate_p", 0, defects, most=HIGHEST_RATE):
        del kept["rate_p"]
    for name in ("rate_source_cy", "rate_source_en"):
        kept |= {name: _text(table, name, defects)}
    return kept


def _known(
    table: Mapping[str, JsonValue], name: str, keys: tuple[str, ...], defects: list[Defect]
) -> Mapping[str, JsonValue]:
    """A table, each key that no rule knows listed."""
    for key in table:
        if key not in keys:
            message = Bilingual("Nid oes rheol i’r gosodiad hwn.", "No rule knows this setting.")
            defects.append(Defect("unknown-key", message, FILE, None, f"{name}.{key}"))
    return table


def _partners(value: object, defects: list[Defect]) -> dict[Partner, Fraction]:
    """Share of each partner; a third each where the file does not say."""
    shares = dict.fromkeys(Partner, Fraction(1, 3))
    for word, text in _table(value, "partners", defects).items():
        try:
            shares[Partner(word)] = read_fraction(str(text))
        except (ValueError, UnreadableCell):
            cy = "Ysgrifennwch citizens, third_sector a public gyda ffracsiynau fel “1/3”."
            en = "Write citizens, third_sector and public with fractions such as “1/3”."
            _listed(defects, f"partners.{word}", text, cy, en)
    return shares


def _text(document: Mapping[str, Any], name: str, defects: list[Defect]) -> str | None:
    value = document.get(name)
    if value is None or isinstance(value, str):
        return value or None
    _listed(defects, name, value, f"Rhaid i {name} fod yn destun.", f"{name} must be text.")
    return None


def _named(texts: Mapping[str, str | None], defects: list[Defect]) -> None:
    """List a place, publisher or kind of authority that is not one."""
    place, publisher, authority = texts["place"], texts["publisher_id"], texts["authority_type"]
    if place is not None and not is_gss(place):
        message = Bilingual("Rhowch god GSS, fel W06000002.", "Give a GSS code, such as W06000002.")
        defects.append(Defect("unknown-place", message, FILE, None, "place", place[:60]))
    if publisher is not None:
        try:
            parse_org_id(publisher)
        except CydraddError as error:
            defects.append(Defect(error.code, error.sentence, FILE, None, "publisher_id", publisher[:60]))
    if authority not in (None, *AUTHORITIES):
        known = ", ".join(AUTHORITIES)
        message = Bilingual(f"Defnyddiwch un o {known}.", f"Use one of {known}.")
        defects.append(Defect("unknown-word", message, FILE, None, "authority_type", str(authority)[:60]))


def _currency(document: Mapping[str, Any], defects: list[Defect]) -> str:
    code = _text(document, "currency", defects) or "GBP"
    try:
        exponent(code)
    except CydraddError as error:
        raise _refuse(f"currency: {error.sentence.cy}", f"currency: {error.sentence.en}") from None
    return code


def read_settings(data: bytes) -> tuple[Settings, list[Defect]]:
    """The settings of a round, and what is wrong with them.

    Raises:
        UnreadableFile: Not TOML, no id, no ``as_of``, or a currency that is not known.
    """
    document = _parsed(data)
    defects: list[Defect] = []
    identifier = document.get("id")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise _refuse(
            "mae angen id: llythrennau bach, rhifau a chysylltnodau, hyd at 64.",
            "an id is needed: small letters, digits and hyphens, up to 64.",
        )
    texts = {name: _text(document, name, defects) for name in _TEXTS}
    _named(texts, defects)
    for name in document:
        if name not in (*_TEXTS, *_TABLES, *_OTHERS):
            message = Bilingual("Nid oes rheol i’r gosodiad hwn.", "No rule knows this setting.")
            defects.append(Defect("unknown-key", message, FILE, None, name[:60]))
    settings = Settings(
        id=identifier,
        title=Bilingual(_text(document, "title_cy", defects), _text(document, "title_en", defects)),
        currency=_currency(document, defects),
        as_of=_as_of(document.get("as_of")),
        decide=_table(document.get("decide"), "decide", defects),
        listen=_listen(document.get("listen"), defects),
        design=_design(document.get("design"), defects),
        apply=_apply(document.get("apply"), defects),
        partners=_partners(document.get("partners"), defects),
        **texts,
    )
    return settings, defects

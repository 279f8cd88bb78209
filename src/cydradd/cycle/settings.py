"""``round.toml``: what a round says of itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from cydradd.cycle.cells import UnreadableCell, read_fraction
from cydradd.cycle.round import Settings
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.money import exponent
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import format_instant, parse_instant

FILE = "round.toml"
_ID = re.compile(r"[a-z0-9-]{1,64}")
_TEXTS = ("place", "authority_type", "publisher_id", "publisher_name", "grant_prefix", "ocid_prefix")
_TABLES = ("decide", "listen", "design", "partners")
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


def _table(value: object, name: str, defects: list[Defect]) -> Mapping[str, JsonValue]:
    """A table of the file as JSON values; a time becomes text."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        message = Bilingual(f"Rhaid i [{name}] fod yn dabl.", f"[{name}] must be a table.")
        defects.append(Defect("bad-setting", message, FILE, None, name))
        return {}
    found: dict[str, JsonValue] = {}
    for key, cell in value.items():
        if isinstance(cell, datetime):
            found[key] = format_instant(cell)
        elif cell is None or isinstance(cell, str | bool | int | list):
            found[key] = cell
        else:
            message = Bilingual("Ysgrifennwch rifau degol fel testun.", "Write decimal numbers as text.")
            defects.append(Defect("bad-setting", message, FILE, None, f"{name}.{key}", str(cell)[:60]))
    return found


def _partners(value: object, defects: list[Defect]) -> dict[Partner, Fraction]:
    """Share of each partner; a third each where the file does not say."""
    shares = dict.fromkeys(Partner, Fraction(1, 3))
    for word, text in _table(value, "partners", defects).items():
        try:
            shares[Partner(word)] = read_fraction(str(text))
        except (ValueError, UnreadableCell):
            message = Bilingual(
                "Ysgrifennwch citizens, third_sector a public gyda ffracsiynau fel “1/3”.",
                "Write citizens, third_sector and public with fractions such as “1/3”.",
            )
            defects.append(Defect("bad-setting", message, FILE, None, f"partners.{word}", str(text)[:60]))
    return shares


def _text(document: Mapping[str, Any], name: str, defects: list[Defect]) -> str | None:
    value = document.get(name)
    if value is None or (isinstance(value, str) and value):
        return value
    message = Bilingual(f"Rhaid i {name} fod yn destun.", f"{name} must be text.")
    defects.append(Defect("bad-setting", message, FILE, None, name, str(value)[:60]))
    return None


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
    if texts["authority_type"] not in (None, *AUTHORITIES):
        known = ", ".join(AUTHORITIES)
        message = Bilingual(f"Defnyddiwch un o {known}.", f"Use one of {known}.")
        defects.append(Defect("unknown-word", message, FILE, None, "authority_type", str(texts["authority_type"])))
    for name in document:
        if name not in (*_TEXTS, *_TABLES, *_OTHERS):
            message = Bilingual("Nid oes rheol i’r gosodiad hwn.", "No rule knows this setting.")
            defects.append(Defect("unknown-key", message, FILE, None, name))
    settings = Settings(
        id=identifier,
        title=Bilingual(_text(document, "title_cy", defects), _text(document, "title_en", defects)),
        currency=_currency(document, defects),
        as_of=_as_of(document.get("as_of")),
        decide=_table(document.get("decide"), "decide", defects),
        listen=_table(document.get("listen"), "listen", defects),
        design=_table(document.get("design"), "design", defects),
        partners=_partners(document.get("partners"), defects),
        **texts,
    )
    return settings, defects

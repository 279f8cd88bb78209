"""What both standards are written with: identifiers, money, texts, and what must be held back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from cydradd.follow.published_round import (
    DIRECT_PAYMENT,
    GRANTS,
    INDIVIDUAL,
    Body,
    PublishedApplication,
    PublishedLot,
    PublishedPot,
    PublishedRound,
    Withheld,
)
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence, exponent
from cydradd.vocabulary.people import UnknownIdentifier, parse_org_id
from cydradd.vocabulary.text import Bilingual

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = re.compile(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")
_TELEPHONE = re.compile(r"(?<![\d,.])(?:\+\d{1,3}[ ()-]{0,3}|\(?0)(?:\d[ ()-]{0,3}){8,10}\d?(?![\d])")

REASONS = {
    "contact_in_text": Bilingual(
        "Mae cyfeiriad e-bost neu rif ffôn yn y testun. Tynnwch ef, a chyhoeddwch eto.",
        "The text holds an e-mail address or a telephone number. Take it out and publish again.",
    ),
    "no_award_date": Bilingual(
        "Nid yw’r canlyniad wedi’i gyhoeddi, felly nid oes dyddiad dyfarnu.",
        "The result is not published, so there is no award date.",
    ),
    "no_organisation": Bilingual(
        "Nid oes sefydliad gan y cais. Ychwanegwch ef at apply/applications.csv.",
        "The application names no organisation. Add it to apply/applications.csv.",
    ),
    "direct_payment": Bilingual(
        "Taliadau uniongyrchol yw’r rhain: dim ond y cyfanswm a gyhoeddir.",
        "These are direct payments: only their total is published.",
    ),
}

_SETTINGS = {
    "publisher_id": Bilingual("dynodydd y cyhoeddwr", "the publisher's identifier"),
    "publisher_name": Bilingual("enw’r cyhoeddwr", "the publisher's name"),
    "grant_prefix": Bilingual("rhagddodiad 360Giving", "the 360Giving prefix"),
    "ocid_prefix": Bilingual("rhagddodiad OCID", "the OCID prefix"),
}


class CannotPublish(CydraddError):
    """A round that lacks a setting, or has nothing, to publish."""

    code = "cannot-publish"


def require(round: PublishedRound, *names: str) -> tuple[str, ...]:
    """The values of settings without which a package would name nobody.

    Raises:
        CannotPublish: One is missing; the sentence names it. Or a text that every package holds has an e-mail
            address or a telephone number.
    """
    values = [getattr(round, name) for name in names]
    for name, value in zip(names, values, strict=True):
        if not value:
            said = _SETTINGS[name]
            raise CannotPublish(
                Bilingual(
                    f"Ni ellir cyhoeddi’r rownd: mae {said.cy} ar goll. Rhowch {name} yn round.toml.",
                    f"The round cannot be published: {said.en} is missing. Set {name} in round.toml.",
                )
            )
    for file, texts in (
        ("round.toml", (round.title, round.publisher_name)),
        ("design/lots.csv", [lot.title for lot in round.lots]),
        ("design/pots.csv", [pot.funder.name or pot.funder.id for pot in round.pots]),
    ):
        if has_contact(_words(*texts)):
            raise CannotPublish(
                Bilingual(
                    f"Ni ellir cyhoeddi’r rownd: mae e-bost neu rif ffôn yn {file}. Tynnwch ef.",
                    f"The round cannot be published: {file} holds an e-mail or a telephone number. Take it out.",
                ),
                code="contact-in-text",
            )
    return tuple(str(value) for value in values)


def money(amount: Pence, currency: str) -> int | float:
    """Minor units as a JSON number in major units; the shortest decimal of the number is exact to `LARGEST`."""
    places: int = 10 ** exponent(currency)
    return amount // places if amount % places == 0 else amount / places


def value(amount: Pence, currency: str) -> dict[str, JsonValue]:
    """``{"amount", "currency"}``."""
    return {"amount": money(amount, currency), "currency": currency}


def both(name: str, text: Bilingual | None, otherwise: str | None = None) -> dict[str, JsonValue]:
    """``name`` in English, or in Welsh where there is no English, and ``name_cy`` where there is Welsh."""
    text = text or Bilingual()
    main = text.en or text.cy or otherwise
    found: dict[str, JsonValue] = {name: main} if main else {}
    return found | ({f"{name}_cy": text.cy} if text.cy else {})


def slug(text: str) -> str:
    """An id as a part of a longer one: what is no letter, digit, ``-``, ``_`` or ``.`` is percent-encoded.

    So two ids of a round never become one.
    """
    return quote(text, safe="")


def org_id(body: Body, prefix: str) -> str:
    """The body's own org-id, or one of ours: ``360G-<prefix>-ORG:<id>``."""
    try:
        return str(parse_org_id(body.id))
    except UnknownIdentifier:
        return f"360G-{prefix}-ORG:{slug(body.id)}"


def _words(*texts: Bilingual | str | None) -> Iterator[str]:
    for text in texts:
        if isinstance(text, str):
            yield text
        elif text is not None:
            yield from (side for side in (text.cy, text.en) if side)


def has_contact(texts: Iterator[str]) -> bool:
    """Whether any text holds an e-mail address or a telephone number."""
    return any(_EMAIL.search(text) or _TELEPHONE.search(_DATE.sub(" ", text)) for text in texts)


def lots_by_id(round: PublishedRound) -> dict[str, PublishedLot]:
    """Lots by id."""
    return {lot.id: lot for lot in round.lots}


def _held_back(round: PublishedRound, row: PublishedApplication) -> str | None:
    bodies = [body for body, _ in row.members] + [each.body for each in round.agreements if each.application == row.id]
    names = [body.name or body.id for body in bodies if body.kind != INDIVIDUAL]
    if has_contact(_words(row.title, row.reason, *names)):
        return "contact_in_text"
    if not row.members:
        return "no_organisation"
    return "no_award_date" if (row.awarded_at or round.awarded_at) is None else None


def sorted_out(round: PublishedRound, *, grants: bool) -> tuple[Sequence[PublishedApplication], Sequence[Withheld]]:
    """Applications that one standard publishes, by id, and those that it leaves out.

    Grants are published when funded; contracts when funded or not funded, since both are award decisions.
    """
    statuses = {"funded"} if grants else {"funded", "not_funded"}
    kept: list[PublishedApplication] = []
    left: list[Withheld] = []
    for row in sorted(round.applications, key=lambda row: row.id):
        if row.status not in statuses or row.offer_type == DIRECT_PAYMENT or (row.offer_type in GRANTS) != grants:
            continue
        code = _held_back(round, row)
        if code is None:
            kept.append(row)
        else:
            left.append(Withheld(row.id, code, row.cost, REASONS[code]))
    direct = [row.cost for row in round.applications if row.offer_type == DIRECT_PAYMENT and row.status == "funded"]
    if direct:
        left.append(Withheld(None, DIRECT_PAYMENT, Pence(sum(direct)), REASONS[DIRECT_PAYMENT]))
    return kept, left


def pots_by_id(round: PublishedRound) -> Mapping[str, PublishedPot]:
    """Pots by id."""
    return {pot.id: pot for pot in round.pots}

"""Opening a round: who convenes it, for which place, and in which seats people sit."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from django.db import transaction
from django.utils.text import slugify

from cydradd.cycle.round import Seat as SeatRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.accounts.services.places import take_place
from cydradd_web.components.rows import add_row
from cydradd_web.record.services import Receipt, receipt_of
from cydradd_web.rounds.models import Round, Seat
from cydradd_web.rounds.services.acting import Acting, AlreadyRecorded

SEATS = "cycle/seats.csv"
RESERVED = frozenset({"convene"})
"""Words that stand in addresses where a round's own would."""
LISTEN: Mapping[str, JsonValue] = {"method": "cydradd", "seed": 0}
"""How the opinion map of a round is made that says nothing of it when it is convened."""
_REFERENCE = re.compile(r"[a-z0-9][a-z0-9-]{2,62}[a-z0-9]")


def convene(
    *,
    reference: str,
    title: Bilingual,
    place: str | None,
    by: By,
    at: datetime,
    settings: Mapping[str, JsonValue] | None = None,
    purpose: Bilingual | None = None,
    currency: str = "GBP",
    key: str = "",
) -> Receipt:
    """Open a round. Whoever convenes it sits in it for the public bodies, and is its officer.

    Args:
        reference: The round's id, such as ``eithin-26-007``: letters, digits and hyphens, readable over a telephone.
        place: GSS code.
        settings: What else ``round.toml`` holds: ``publisher_id``, ``[decide]`` ... What they do not say of the opinion
            map is written into them (`LISTEN`).
        purpose: What the round is for; anybody can read it.
        key: Names the act: asked for twice, the round is opened once.

    Raises:
        AlreadyRecorded: The same round was opened before by the same act; its receipt is in the error.
        NotYours: Whoever acts may not open rounds.
        NotPossible: The reference is taken or cannot be used, or the title lacks a language.
    """
    convener = _may_convene(reference, title, by)
    at = at.astimezone(UTC).replace(microsecond=0)
    with transaction.atomic():
        slug = slugify(reference)
        if (done := _opened_before(slug, key)) is not None:
            raise AlreadyRecorded(done)
        if slug in RESERVED or Round.objects.filter(slug=slug).exists():
            raise NotPossible(
                Bilingual(
                    "Mae’r cyfeirnod hwn wedi’i ddefnyddio. Rhowch un arall.", "This reference is taken. Give another."
                )
            )
        row = Round.objects.create(
            slug=slug,
            reference=reference,
            live=True,
            settings=_settings(settings or {}),
            title_cy=title.cy,
            title_en=title.en,
            place_code=place,
            currency=currency,
            as_of=at,
            imported_at=at,
            imported_by="convened",
        )
        seat = _seat(row.pk, Partner.PUBLIC, at)
        take_place(person=convener, round_id=row.pk, partner=Partner.PUBLIC, seat=seat, duties=[Duty.OFFICER], at=at)
        act = Acting(row, by=By(convener, Partner.PUBLIC, seat, frozenset({Duty.OFFICER}), by.channel), at=at, key=key)
        told = {"text": {"text": purpose.as_json()}} if purpose and (purpose.cy or purpose.en) else {}
        body: dict[str, JsonValue] = {"as_of": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        return act.record_body("round.opened", body, sealed=told, public=("text",))


def _settings(given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What a round says of itself, the method of its opinion map in any case: anybody can read it there."""
    listen = given.get("listen")
    return {**given, "listen": {**LISTEN, **(listen if isinstance(listen, Mapping) else {})}}


def _opened_before(slug: str, key: str) -> Receipt | None:
    """The receipt of the act that opened a round, if it is the same act as is asked for now."""
    row = Round.objects.filter(slug=slug, live=True).first()
    return None if row is None else receipt_of(row.pk, key)


def _may_convene(reference: str, title: Bilingual, by: By) -> int:
    """The key of whoever convenes; as `convene` refuses."""
    if by.person is None or not (by.convener or by.operator):
        raise NotYours(
            Bilingual(
                "Dim ond rhywun a gafodd yr hawl i gynnull rowndiau all wneud hyn. Gofynnwch i weithredwr y wefan.",
                "Only somebody who has been given the right to convene rounds can do this. Ask whoever runs the site.",
            )
        )
    if not _REFERENCE.fullmatch(reference):
        raise NotPossible(
            Bilingual(
                "Cyfeirnod: llythrennau bach, rhifau a chysylltnodau, o 4 i 64.",
                "Reference: small letters, digits and hyphens, 4 to 64 of them.",
            )
        )
    if not (title.cy and title.en):
        raise NotPossible(
            Bilingual("Rhowch y teitl yn Gymraeg ac yn Saesneg.", "Give the title in Welsh and in English.")
        )
    return by.person


def _seat(round_id: int, partner: Partner, at: datetime) -> str:
    """A new seat, under a pseudonym of its own."""
    seat = secrets.token_hex(16)
    add_row(Seat, SEATS, round_id, SeatRow(seat, partner, starts=local_date(at)))
    return seat


def seat_person(*, round_id: int, person: int, partner: Partner, duties: Collection[Duty] = (), at: datetime) -> str:
    """Give somebody a seat in a round, inside the caller's transaction; its pseudonym."""
    seat = _seat(round_id, partner, at)
    take_place(person=person, round_id=round_id, partner=partner, seat=seat, duties=duties, at=at)
    return seat

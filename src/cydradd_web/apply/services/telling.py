"""Messages of this stage: to everybody who acts for the organisations that an act is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.apply.selectors.bodies import people_of
from cydradd_web.mail.services import send
from cydradd_web.mail.words import said


def address(name: str, *parts: object) -> Bilingual:
    """A page of this site, as a whole address in each language."""
    found = {}
    for language in Language:
        with override(str(language)):
            found[language] = settings.SITE_ADDRESS.rstrip("/") + reverse(name, args=parts)
    return Bilingual(found[Language.CY], found[Language.EN])


def tell_bodies(
    bodies: Iterable[int], kind: str, subject: Bilingual, body: Bilingual, *, at: datetime, key: str, round_id: int
) -> None:
    """Write to everybody who acts for some organisations, inside the caller's transaction."""
    for person in people_of(bodies):
        send(kind=kind, to=person, words=said(subject, body), at=at, key=key, round_id=round_id)


def tell_invited(email: str, name: str, link: Bilingual, *, at: datetime, key: str) -> None:
    """Send somebody the link of an invitation to act for an organisation."""
    subject = Bilingual(f"Gwahoddiad. Sefydliad: {name}", f"An invitation to act for {name}")
    body = Bilingual(
        f"Mae cydweithiwr yn eich gwahodd i weithredu ar ran y sefydliad hwn: {name}.\n\n"
        f"Dilynwch y ddolen hon o fewn 14 diwrnod: {link.cy}\n\nOs nad oeddech yn disgwyl hyn, peidiwch â gwneud dim.",
        f"A colleague invites you to act for this organisation: {name}.\n\n"
        f"Follow this link within 14 days: {link.en}\n\nIf you did not expect this, do nothing.",
    )
    send(kind="body-invitation", to=email, words=said(subject, body), at=at, key=key)

"""Who may act for an organisation."""

from __future__ import annotations

from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.apply.models import BodyMember

NOT_EDITOR = Bilingual(
    "Dim ond aelodau o’r sefydliad hwn all wneud hyn. Gofynnwch i un ohonynt eich gwahodd.",
    "Only people who act for this organisation can do this. Ask one of them to invite you.",
)
NOT_SIGNER = Bilingual(
    "Dim ond llofnodwr ar ran y sefydliad all wneud hyn. Mae popeth wedi’i gadw: gofynnwch i lofnodwr barhau.",
    "Only somebody who signs for the organisation can do this. Everything is saved: ask a signer to go on.",
)


def role_in(body_id: int, person: int | None) -> str | None:
    """Whether somebody is ``editor`` or ``signer`` of an organisation; ``None``: neither. One query."""
    if person is None:
        return None
    rows = BodyMember.objects.filter(body_id=body_id, person_id=person, left_at__isnull=True)
    return rows.values_list("role", flat=True).first()


def must_edit(body_id: int, by: By) -> int:
    """The person, if they act for an organisation.

    Raises:
        NotYours: They do not.
    """
    if by.person is None or role_in(body_id, by.person) is None:
        raise NotYours(NOT_EDITOR)
    return by.person


def must_sign(body_id: int, by: By) -> int:
    """The person, if they sign for an organisation.

    Raises:
        NotYours: They do not.
    """
    person = must_edit(body_id, by)
    if role_in(body_id, person) != "signer":
        raise NotYours(NOT_SIGNER)
    return person

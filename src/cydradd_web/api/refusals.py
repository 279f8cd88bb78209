"""What a program is told when something cannot be done: one envelope, whatever the fault and its status."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

from cydradd.vocabulary.text import Bilingual


class Refused(Exception):
    """A request that is not answered.

    Attributes:
        code: Stable; a program may act on it.
        message: What happened and what to do, in both languages.
        field: The part of the request that it is about; ``None``: the whole of it.
    """

    def __init__(self, status: HTTPStatus, code: str, message: Bilingual, field: str | None = None) -> None:
        self.status, self.code, self.message, self.field = status, code, message, field
        super().__init__(code)


def envelope(refused: Refused) -> JsonResponse:
    """``{code, message: {cy, en}, field}``."""
    body = {"code": refused.code, "message": refused.message.as_json(), "field": refused.field}
    return JsonResponse(body, status=refused.status)


def no_such(what: Bilingual, field: str, listed: str) -> Refused:
    """404: nothing is there.

    Args:
        what: What was looked for, with a capital letter.
        field: The part of the address that names it.
        listed: The address of the list to choose from.
    """
    message = Bilingual(
        cy=f"{what.cy}: dim byd yn y cyfeiriad hwn. Dewiswch un o’r rhestr: {listed}.",
        en=f"{what.en}: nothing is at this address. Choose one of the list: {listed}.",
    )
    return Refused(HTTPStatus.NOT_FOUND, "not-found", message, field)


UNKNOWN_ADDRESS = Bilingual(
    cy="Nid yw’r cyfeiriad hwn yn rhan o’r API. Mae pob cyfeiriad yn /api/v1/openapi.json.",
    en="This address is no part of the API. Every address is in /api/v1/openapi.json.",
)
NOT_ALLOWED = Bilingual(
    cy="Dim ond darllen sydd yma. Defnyddiwch GET neu HEAD.", en="This is for reading only. Use GET or HEAD."
)
ONLY_SENDING = Bilingual(
    cy="Dim ond anfon sydd yma. Defnyddiwch POST.", en="Something is sent to this address. Use POST."
)
NO_TOKEN = Bilingual(
    cy="Anfonwch docyn sydd mewn grym: Authorization: Bearer <tocyn>. Gwnewch un ar eich tudalen.",
    en="Send a token that is in force: Authorization: Bearer <token>. Make one on your page.",
)
UNREADABLE = Bilingual(
    cy="Nid oes modd darllen yr hyn a anfonwyd: anfonwch wrthrych JSON.",
    en="What was sent cannot be read: send a JSON object.",
)
FAULT = Bilingual(
    cy="Aeth rhywbeth o’i le yma, ac mae wedi’i nodi. Rhowch gynnig arall arni yn nes ymlaen.",
    en="Something went wrong here, and it is noted. Try again later.",
)
FIELDS = {
    "page": Bilingual(
        cy="Rhaid i page fod yn rhif cyfan o 1 i 1000000.", en="page must be a whole number from 1 to 1000000."
    ),
    "size": Bilingual(cy="Rhaid i size fod yn rhif cyfan o 1 i 100.", en="size must be a whole number from 1 to 100."),
    "n": Bilingual(
        cy="Rhaid i’r mynegrif fod yn rhif cyfan o 0 i 2147483647.",
        en="The index must be a whole number from 0 to 2147483647.",
    ),
    "stage": Bilingual(
        cy="Rhaid i’r cam fod yn un o’r rhain: listen, design, apply, decide, deliver, evaluate, share, follow.",
        en="The stage must be one of: listen, design, apply, decide, deliver, evaluate, share, follow.",
    ),
}
"""What each field may hold."""
ANY_FIELD = Bilingual(cy="Nid oes modd deall y gwerth hwn.", en="This value cannot be understood.")


def invalid(field: str | None) -> Refused:
    """422: a value that cannot be used."""
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", FIELDS.get(field or "", ANY_FIELD), field)


def only(request: HttpRequest, *names: str) -> None:
    """Refuse a parameter that is not known, rather than leave it aside in silence.

    Raises:
        Refused: 422, naming the first of them.
    """
    for name in request.GET:
        if name not in names:
            may = ", ".join(names) or "-"
            message = Bilingual(
                cy=f"Nid oes paramedr o’r enw hwn yma. Mae modd defnyddio: {may}.",
                en=f"There is no parameter of this name here. There are: {may}.",
            )
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "unknown-parameter", message, name)

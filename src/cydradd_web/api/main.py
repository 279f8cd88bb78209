"""The API as a whole: its files put together, and what every answer has."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeAlias

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from cydradd_web.api import acting, organisations, record, results, rounds, stages
from cydradd_web.api.refusals import (
    FAULT,
    NO_TOKEN,
    NOT_ALLOWED,
    ONLY_SENDING,
    UNREADABLE,
    Refused,
    envelope,
    invalid,
)
from cydradd_web.api.words import ABOUT, TITLE

Handler: TypeAlias = "Callable[..., HttpResponseBase]"
READING = "GET, HEAD, OPTIONS"
log = logging.getLogger("django.request")

api = NinjaAPI(
    title=str(TITLE.en),
    version="1",
    description=str(ABOUT.en),
    docs_url=None,
    urls_namespace="api-1",
    openapi_extra={
        "info": {
            "x-title": TITLE.as_json(),
            "x-description": ABOUT.as_json(),
            "license": {"name": settings.DATA_LICENCE.name.en, "identifier": settings.DATA_LICENCE.id},
        }
    },
)
for part in (rounds, stages, results, record, organisations, acting):
    api.add_router("", part.router)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:  # noqa: ARG001  ninja's signature
    return envelope(refused)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    where = next((str(each["loc"][-1]) for each in error.errors if each.get("loc")), None)
    return envelope(invalid(where))


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    answer = envelope(Refused(HTTPStatus.UNAUTHORIZED, "no-token", NO_TOKEN))
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
    return envelope(Refused(HTTPStatus.BAD_REQUEST, "unreadable", UNREADABLE))


@api.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """500: a fault of ours, noted as any other fault of the site."""
    got_request_exception.send(sender=type(api), request=request)
    log.error("%s", request.path, exc_info=error)
    return envelope(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", FAULT))


def reading(view: Handler) -> Handler:
    """Only for reading, by any site: ``HEAD`` is ``GET`` without its body, and anything that writes is refused."""

    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT)
            response.headers["Access-Control-Allow-Methods"] = READING
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            response.headers["Access-Control-Max-Age"] = "86400"
        elif request.method not in ("GET", "HEAD"):
            response = envelope(Refused(HTTPStatus.METHOD_NOT_ALLOWED, "not-allowed", NOT_ALLOWED))
        else:
            method, request.method = request.method, "GET"
            response = view(request, *args, **named)
            request.method = method
        if response.status_code in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NO_CONTENT):
            response.headers["Allow"] = READING
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        response.headers["Cache-Control"] = "public, no-cache"
        response.headers["Link"] = settings.DATA_LICENCE.link()
        return response

    return csrf_exempt(answer)  # it takes nothing in; what writes is told so, and not that a token is missing


def taking(view: Handler) -> Handler:
    """Only for sending, by any site: a token or a code stands in what is sent, never a cookie."""

    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT)
            response.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Idempotency-Key"
            response.headers["Access-Control-Max-Age"] = "86400"
        elif request.method != "POST":
            response = envelope(Refused(HTTPStatus.METHOD_NOT_ALLOWED, "not-allowed", ONLY_SENDING))
        else:
            response = view(request, *args, **named)
        if response.status_code in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NO_CONTENT):
            response.headers["Allow"] = "POST, OPTIONS"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answer)

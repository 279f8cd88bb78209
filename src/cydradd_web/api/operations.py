"""How an operation of reading is declared: its answer, its errors, and its words in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ninja import Router, Schema

from cydradd_web.api.schemas import Error
from cydradd_web.api.words import SUMMARIES

View = TypeVar("View", bound="Callable[..., object]")


def reads(router: Router, path: str, answer: type[Schema], name: str) -> Callable[[View], View]:
    """Declare a ``GET`` that may answer 404 and 422 with the envelope of errors.

    Args:
        router: Of the file.
        path: Its address.
        answer: What it gives.
        name: Id of the operation, a key of `SUMMARIES`.
    """
    said = SUMMARIES[name]
    declare: Callable[[View], View] = router.get(
        path,
        response={200: answer, 404: Error, 422: Error},
        operation_id=name,
        summary=said.en,
        description="",
        url_name=name,
        openapi_extra={"x-summary": said.as_json()},
    )
    return declare


def acts(
    router: Router, path: str, answer: type[Schema], name: str, *, auth: object | None = None
) -> Callable[[View], View]:
    """Declare a ``POST`` that does one act and gives its receipt: 201 done, 200 done before under the same key.

    Args:
        auth: Who may; ``None``: what is sent says it all.
    """
    said = SUMMARIES[name]
    refused = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Error)
    declare: Callable[[View], View] = router.post(
        path,
        response={200: answer, 201: answer, **refused},
        operation_id=name,
        summary=said.en,
        description="",
        url_name=name,
        auth=auth,
        openapi_extra={"x-summary": said.as_json()},
    )
    return declare

"""What is not an operation: the page that lists them, the way to it, and addresses that are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.api.main import api
from cydradd_web.api.refusals import UNKNOWN_ADDRESS, Refused, envelope
from cydradd_web.api.words import PARAMETERS, SUMMARIES


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, in the language of the page. ``parameters``: name, whether it is needed, and what it means.

    ``body``: the JSON that is sent, by its fields; empty where nothing is.
    """

    name: str
    path: str
    method: str
    body: str
    summary: str
    parameters: tuple[tuple[str, bool, str], ...]
    answer: str
    fields: tuple[tuple[str, str], ...]


def _body(schemas: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """What is sent, as a program would write it, with what each field may hold."""
    content = told.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return ""
    fields = schemas[content["schema"]["$ref"].rsplit("/", 1)[-1]]["properties"]
    return "{" + ", ".join(f'"{name}": {_kind(about)}' for name, about in fields.items()) + "}"


def _kind(about: Mapping[str, Any]) -> str:
    """What a field may hold, in short."""
    if "$ref" in about:
        return str(about["$ref"]).rsplit("/", 1)[-1]
    if "enum" in about:
        return " | ".join(map(str, about["enum"]))
    if "anyOf" in about:
        return " | ".join(_kind(each) for each in about["anyOf"])
    return f"[{_kind(about['items'])}]" if about.get("type") == "array" else str(about.get("type", ""))


def operations(language: Language) -> tuple[Operation, ...]:
    """Every operation of the document, in its order."""
    document = api.get_openapi_schema(path_prefix="/api/v1/")
    schemas = document["components"]["schemas"]
    found = []
    for path, methods in document["paths"].items():
        method, told = next(iter(methods.items()))
        answer = told["responses"][200]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        fields = schemas[answer]["properties"]
        found.append(
            Operation(
                name=told["operationId"],
                path=path,
                method=method.upper(),
                body=_body(schemas, told),
                summary=str(SUMMARIES[told["operationId"]].side(language)),
                parameters=tuple(
                    (each["name"], each["required"], str(PARAMETERS.get(each["name"], Bilingual()).side(language)))
                    for each in told["parameters"]
                ),
                answer=answer,
                fields=tuple(
                    (name, about.get("x-description", {}).get(language) or "") for name, about in fields.items()
                ),
            )
        )
    return tuple(found)


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation of the API, as a page."""
    language = Language(get_language() or "en")
    return render(request, "api/documentation.html", {"operations": operations(language)})


def root(request: HttpRequest, **_named: object) -> HttpResponse:  # noqa: ARG001  a view takes a request
    """``/api/v1/`` leads to the page that lists the operations."""
    return redirect("api")


def unknown(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Any other address below ``/api/``."""
    return envelope(Refused(HTTPStatus.NOT_FOUND, "not-found", UNKNOWN_ADDRESS))

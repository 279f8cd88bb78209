"""The API held to its own document by requests that nobody here thought of (schemathesis), good and bad."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from tests.web.acting import SLUG, convened
from tests.web.folders import AT, write_round

from cydradd_web.accounts.models import Person
from cydradd_web.api.main import api
from cydradd_web.api.models import Token
from cydradd_web.api.services.tokens import make_token
from cydradd_web.rounds.services import import_rounds

DOCUMENT = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
PATHS = sorted(path for path, methods in DOCUMENT.items() if "get" in methods)
ACTS = sorted(path for path, methods in DOCUMENT.items() if "post" in methods)
GOOD, BAD = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
CAN_BE_WRONG = ("/rounds", "/organisations", "/record", "{stage}", "{n}")
"""Ends of addresses with a number or a word of a list in them; any other text is right, if only for nothing there."""
CASES = [(path, GOOD) for path in PATHS] + [(path, BAD) for path in PATHS if path.endswith(CAN_BE_WRONG)]
THERE = {"slug": "valley", "stage": "listen", "n": 0}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rounds(home: Path) -> None:
    write_round(home, "valley")
    import_rounds(home, by="test", at=AT)
    convened()


@cache
def document() -> Any:
    """The document as it is served, with the site behind it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.parametrize(("path", "mode"), CASES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(data=st.data())
def test_every_answer_is_what_the_document_says(path: str, mode: GenerationMode, data: st.DataObject) -> None:
    operation = document()[path]["GET"]

    case = data.draw(operation.as_strategy(generation_mode=mode))
    if mode is GOOD and data.draw(st.booleans()):
        known = {name: value for name, value in THERE.items() if name in (case.path_parameters or {})}
        case.path_parameters = {**(case.path_parameters or {}), **known}

    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize(("path", "mode"), [(path, mode) for path in ACTS for mode in (GOOD, BAD)])
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(data=st.data())
def test_every_act_is_answered_as_the_document_says(path: str, mode: GenerationMode, data: st.DataObject) -> None:
    operation = document()[path]["POST"]
    person = Person.objects.get_or_create(email="program@example.org")[0].pk
    Token.objects.all().delete()
    headers = {"Authorization": f"Bearer {make_token(person=person, name='test', at=AT)}"}

    case = data.draw(operation.as_strategy(generation_mode=mode))
    if mode is GOOD and data.draw(st.booleans()):
        case.path_parameters = {**(case.path_parameters or {}), "slug": SLUG}

    case.call_and_validate(headers={"Accept-Encoding": "identity", **headers})

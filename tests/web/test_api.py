"""Reading by programs: each operation, each refusal, pages of lists, caching, and the document that describes it."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.folders import AT, write_round

from cydradd.cycle.stages import Stage
from cydradd_web.api.main import api
from cydradd_web.api.words import PARAMETERS, SUMMARIES
from cydradd_web.paths import ROOT
from cydradd_web.rounds import sources
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services import import_rounds

V1 = "/api/v1"
HOSTILE = "<script>alert(1)</script>"
MOST_QUERIES = 12

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rounds(home: Path) -> None:
    write_round(home, "valley")
    write_round(home, "hostile", title_cy=None, title_en=HOSTILE)
    import_rounds(home, by="test", at=AT)


@pytest.fixture
def demo(home: Path) -> None:
    """The demo's finished round, which has organisations, agreements and a long record."""
    (home / "eithin-25-003").symlink_to(ROOT / "demo" / "rounds" / "eithin-25-003", target_is_directory=True)
    import_rounds(home, by="test", at=AT)


def read(client: Client, path: str) -> Any:
    response = client.get(V1 + path)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"].startswith("application/json")
    return response.json()


def refused(client: Client, path: str, status: int) -> Mapping[str, Any]:
    response = client.get(V1 + path)
    assert response.status_code == status
    found: Mapping[str, Any] = response.json()
    assert set(found) == {"code", "message", "field"}
    assert all(found["message"][side] for side in ("cy", "en"))
    return found


def test_rounds_are_listed_with_both_languages_and_money_in_whole_units(client: Client) -> None:
    Round.objects.filter(slug="valley").update(money=123_456)

    found = read(client, "/rounds")

    assert (found["page"], found["pages"], found["of"], found["next"], found["previous"]) == (1, 1, 2, None, None)
    assert [each["slug"] for each in found["items"]] == ["hostile", "valley"]
    valley = found["items"][1]
    assert valley["title"] == {"cy": "Byw’n dda gartref", "en": "Staying well at home"}
    assert valley["money"] == {"minor_units": 123_456, "currency": "GBP", "decimals": 2}
    assert valley["pages"] == {code: f"http://testserver/{code}/rounds/valley/" for code in ("cy", "en")}
    assert found["items"][0]["title"] == {"cy": None, "en": HOSTILE}


def test_money_that_is_not_known_is_null_and_never_nothing(client: Client) -> None:
    Round.objects.update(money=None)

    assert read(client, "/rounds/valley")["money"] is None


def test_a_page_leads_to_its_neighbours_and_one_after_the_last_is_empty(client: Client) -> None:
    first, last = read(client, "/rounds?size=1"), read(client, "/rounds?size=1&page=2")
    after = read(client, "/rounds?size=1&page=9")

    assert first["next"] == "http://testserver/api/v1/rounds?page=2&size=1"
    assert (last["next"], last["previous"]) == (None, "http://testserver/api/v1/rounds?page=1&size=1")
    assert [page["items"][0]["slug"] for page in (first, last)] == ["hostile", "valley"]
    assert (after["items"], after["of"], after["pages"]) == ([], 2, 2)
    assert after["previous"].endswith("page=2&size=1")


def test_one_round_tells_its_gates_and_the_length_of_its_record(client: Client) -> None:
    found = read(client, "/rounds/valley")

    assert [each["gate"] for each in found["gates"]][:2] == ["open-listen", "open-design"]
    assert set(found["stages"]) == {str(stage) for stage in Stage}
    assert found["entries"] == read(client, "/rounds/valley/record")["of"]


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_gives_its_document_or_says_that_there_is_none(client: Client, stage: Stage) -> None:
    found = read(client, f"/rounds/valley/stages/{stage}")

    assert (found["round"], found["stage"]) == ("valley", str(stage))
    assert (found["document"] is None) == (stage not in (Stage.LISTEN, Stage.DECIDE, Stage.FOLLOW))
    assert found["state"] in {"done", "present", "opened", "faulty", "not_present"}


def test_the_results_are_those_of_results_json(client: Client, settings: Any) -> None:
    written = next(settings.DATA_DIR.rglob("results.json"), None)
    parts = read(client, "/rounds/valley/results")["parts"]

    of = sources.source("valley")
    assert of is not None
    assert parts["listen"] == sources.part(of.pk, "listen")
    assert {"listen", "decide", "gates"} <= set(parts)
    assert written is not None
    assert set(parts) <= set(json.loads(written.read_text("utf-8")))


def test_the_record_gives_what_was_hashed(client: Client, demo: None) -> None:
    page = read(client, "/rounds/eithin-25-003/record?size=3&page=2")

    assert [each["n"] for each in page["items"]] == [3, 4, 5]
    one = read(client, "/rounds/eithin-25-003/record/4")
    assert one == page["items"][1]
    canonical = json.dumps(one["entry"], ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert one["leaf"] == hashlib.sha256(b"\0" + canonical).hexdigest()


def test_organisations_tell_what_they_asked_for_and_got_and_each_can_be_read(client: Client, demo: None) -> None:
    found = read(client, "/organisations?size=100")

    names = [each["name"].casefold() for each in found["items"]]
    assert len(names) == found["of"] > 5
    assert names == sorted(names)
    paid = next(each for each in found["items"] if each["got"])
    one = client.get(paid["url"]).json()
    assert {name: one[name] for name in paid} == paid
    assert paid["got"][0]["currency"] == "GBP"
    assert sum(len(each["requests"]) for each in one["in_rounds"]) == one["asked"] > 0
    assert one["in_rounds"][0]["agreements"][0]["amount"]["minor_units"] > 0


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/rounds/nowhere", "slug"),
        ("/rounds/a%00b", "slug"),
        ("/rounds/" + "a" * 500, "slug"),
        ("/rounds/nowhere/results", "slug"),
        ("/rounds/nowhere/stages/listen", "slug"),
        ("/rounds/nowhere/record", "slug"),
        ("/rounds/nowhere/record/0", "slug"),
        ("/rounds/valley/record/2147483647", "n"),
        ("/organisations/GB-CHC-999", "id"),
        ("/organisations/~00", "id"),
        ("/organisations/%FF", "id"),
    ],
)
def test_what_is_not_there_is_said_with_where_to_look(client: Client, path: str, field: str) -> None:
    found = refused(client, path, 404)

    assert (found["code"], found["field"]) == ("not-found", field)
    assert "/api/v1/" in found["message"]["en"]


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/rounds/", "/rounds/valley/", "/../../admin", "/rounds.json"])
def test_an_address_that_is_none_leads_to_the_document(client: Client, path: str) -> None:
    response = client.get(f"/api/v1{path}" if path != "/" else "/api/v2/")

    assert response.status_code in (302, 404)
    if response.status_code == 404:
        assert "/api/v1/openapi.json" in response.json()["message"]["cy"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/rounds?page=0", "page"),
        ("/rounds?page=-1", "page"),
        ("/rounds?page=two", "page"),
        ("/rounds?page=", "page"),
        ("/rounds?page=99999999999999999999999", "page"),
        ("/rounds?size=0", "size"),
        ("/rounds?size=101", "size"),
        ("/organisations?size=1e3", "size"),
        ("/rounds/valley/record?size=NaN", "size"),
        ("/rounds/valley/record/one", "n"),
        ("/rounds/valley/record/-1", "n"),
        ("/rounds/valley/record/99999999999", "n"),
        ("/rounds/valley/stages/campaign", "stage"),
        ("/rounds/valley/stages/Listen", "stage"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name_with_what_may_stand_there(
    client: Client, path: str, field: str
) -> None:
    found = refused(client, path, 422)

    assert (found["code"], found["field"]) == ("invalid", field)


@pytest.mark.parametrize("path", ["/rounds?pgae=2", "/rounds/valley?page=2", "/organisations?q=%00"])
def test_a_parameter_that_is_not_known_is_refused_rather_than_left_aside(client: Client, path: str) -> None:
    assert refused(client, path, 422)["code"] == "unknown-parameter"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/rounds", "/rounds/valley/record/0", "/openapi.json", "/nothing"])
def test_nothing_can_be_written(client: Client, method: str, path: str) -> None:
    response = getattr(client, method)(V1 + path)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["code"] == "not-allowed"


def test_a_fault_of_ours_has_the_same_envelope_and_is_noted(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of the inside")

    client.raise_request_exception = False
    monkeypatch.setattr(sources, "sources", broken)
    with caplog.at_level(logging.ERROR):
        found = refused(client, "/rounds", 500)

    assert found["code"] == "fault"
    assert "secret" not in json.dumps(found)
    assert "a secret of the inside" in caplog.text


def test_an_answer_is_known_again_and_another_one_when_something_changed(client: Client) -> None:
    first = client.get(f"{V1}/rounds/valley")
    again = client.get(f"{V1}/rounds/valley", headers={"if-none-match": first.headers["ETag"]})
    Round.objects.filter(slug="valley").update(objections=3)
    changed = client.get(f"{V1}/rounds/valley", headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_head_and_other_sites_may_read_and_the_licence_is_named(client: Client) -> None:
    head = client.head(f"{V1}/rounds")
    asked = client.options(f"{V1}/rounds")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in head.headers["Link"]
    assert asked.status_code == 204
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]
    assert not head.cookies


def test_no_answer_takes_many_queries(
    client: Client, demo: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    of = "/rounds/eithin-25-003"
    paths = ["/rounds", of, f"{of}/stages/evaluate", f"{of}/results", f"{of}/record?size=100", f"{of}/record/3"]

    for path in [*paths, "/organisations?size=100", "/organisations/GB-CHC-0000001"]:
        with django_assert_max_num_queries(MOST_QUERIES):
            read(client, path)


def test_the_document_is_openapi_3_1_and_tells_every_operation_in_both_languages(client: Client) -> None:
    document = read(client, "/openapi.json")

    assert document["openapi"].startswith("3.1")
    told = {each["operationId"]: each for methods in document["paths"].values() for each in methods.values()}
    assert set(told) == set(SUMMARIES)
    for name, operation in told.items():
        assert operation["x-summary"] == {"cy": SUMMARIES[name].cy, "en": SUMMARIES[name].en}
        reads = {"200", "404", "422"}
        assert set(operation["responses"]) - reads in (set(), {"201", "400", "401", "403", "409", "429"})
        assert {each["name"] for each in operation["parameters"]} <= set(PARAMETERS)
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.validator_for({**schema, "components": document["components"]})


@pytest.mark.parametrize("path", ["/cy/api/", "/en/api/"])
def test_the_page_lists_every_operation_in_its_own_language_without_a_script(client: Client, path: str) -> None:
    page = client.get(path).content.decode()

    for name, said in SUMMARIES.items():
        assert f'id="{name}"' in page
        assert (said.cy if path.startswith("/cy") else said.en) in page.replace("&#x27;", "'")
    assert all(address in page for address in api.get_openapi_schema(path_prefix="/api/v1/")["paths"])
    assert "<script" not in page


def test_the_root_leads_to_the_page_in_the_language_of_the_browser(client: Client) -> None:
    response = client.get("/api/v1/", headers={"accept-language": "cy"})

    assert (response.status_code, response.headers["Location"]) == (302, "/cy/api/")

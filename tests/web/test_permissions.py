"""Who may ask for what is stated for every address, and every answer is the one that is stated."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.web.acting import AT, SLUG, by, convened, person

from cydradd.cycle.events import Event, line
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts import permissions, who
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.permission_check import checked
from cydradd_web.accounts.permission_command import main
from cydradd_web.accounts.selectors import by_for
from cydradd_web.apply.models import Application
from cydradd_web.rounds.models import Act, Round
from cydradd_web.rounds.services.convening import convene, seat_person
from cydradd_web.rounds.services.seating import declare_in_row

LET_IN = {200, 201, 204, 302, 303, 404, 409, 422}
"""What may become of an act or a page that somebody may ask for."""
ORG, APPLICATION = "GB-CHC-1234567", "a1"
REFUSED_TWICE = ("nobody", "else", "far", "rhian")
"""Who is refused a page is asked for with POST too; of the others one method is enough, since one rule refuses both."""
KINDS = ("seat-citizens", "seat-third_sector", "seat-public")


def say(figures: str) -> None:
    """Figures for whoever runs the tests with ``-s``."""
    sys.stdout.write(f"\n{figures}\n")


def test_every_address_method_role_and_object_is_stated_and_nothing_else() -> None:
    found = checked()

    say(f"{len(found.addresses)} addresses, {found.cells} cells, {len(found.missing)} not stated")
    assert found.missing == (), "add rows to permissions.csv for these"
    assert found.unknown == (), "these addresses are not there"
    assert found.cells > 10_000


def test_the_command_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0

    assert "Everything is stated, and nothing else." in capsys.readouterr().out


def test_what_is_not_stated_is_refused() -> None:
    assert permissions.answer("no-such-address", "GET", {("operator", "none")}) == HTTPStatus.FORBIDDEN
    assert permissions.answer("my-page", "DELETE", {("member", "none")}) == HTTPStatus.FORBIDDEN


def test_whoever_stands_aside_has_no_other_role_there_but_the_applicants() -> None:
    held = {("recused", "own"), ("seat-citizens", "own"), ("round-officer", "own")}

    assert permissions.answer("invite", "GET", held - {("recused", "own")}) == HTTPStatus.OK
    assert permissions.answer("invite", "GET", held) == HTTPStatus.FORBIDDEN
    assert permissions.answer("home", "GET", held) == HTTPStatus.OK


def test_other_methods_are_not_answered(client: Client) -> None:
    for name in ("home", "my-page", "robots"):
        answer = client.delete(reverse(name))
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED, name
        assert answer.headers["Allow"] == "GET, HEAD", name


@dataclass(frozen=True)
class Asking:
    """Somebody who asks: with their roles in the round, and elsewhere."""

    name: str
    client: Client
    here: frozenset[str]
    elsewhere: frozenset[str]
    recused: bool = False

    def roles(self, parts: Mapping[str, object]) -> set[tuple[str, str]]:
        """Their roles before an address, as this test knows them."""
        if "slug" not in parts:
            named = {"anonymous", "operator"} & self.elsewhere or {"member"}
            return {(role, "none") for role in named | ({"member"} if "operator" in named else set())}
        if self.recused and "application" in parts:
            return {("recused", "own")}
        return {(role, "own") for role in self.here} | {(role, "other") for role in self.elsewhere}


def asking(name: str, here: str = "", elsewhere: str = "member", **columns: object) -> Asking:
    """Somebody with an account, signed in."""
    client = Client()
    client.force_login(Person.objects.get(pk=person(name, **columns)))
    return Asking(name, client, frozenset(here.split()), frozenset(elsewhere.split()), name == "rhian")


def everybody(round_id: int) -> list[Asking]:
    """Somebody in each role: of another round, of the site, of each partner, with each duty, and recused."""
    found = [Asking("nobody", Client(), frozenset(), frozenset({"anonymous"})), asking("else")]
    found += [asking("oper", elsewhere="member operator", operator=True)]
    found += [asking("far", elsewhere=" ".join(("member", *KINDS)), convener=True)]
    convene(reference="other-26-001", title=Bilingual("Arall", "Other"), place=None, by=by_for(_key("far")), at=AT)
    for partner in Partner:
        found.append(asking(f"sits-{partner}", f"member seat-{partner}", ""))
        seat_person(round_id=round_id, person=_key(f"sits-{partner}"), partner=partner, at=AT)
    for duty in Duty:
        found.append(asking(f"does-{duty}", f"member seat-citizens {who.ROLE_OF[duty]}", ""))
        seat_person(round_id=round_id, person=_key(f"does-{duty}"), partner=Partner.CITIZENS, duties=[duty], at=AT)
    for role in ("applicant-editor", "applicant-signer", "voter"):
        found.append(asking(f"is-{role}", role, "member"))
    found.append(asking("rhian", "member seat-third_sector assessor round-officer", ""))
    duties = [Duty.ASSESSOR, Duty.OFFICER]
    seat = seat_person(round_id=round_id, person=_key("rhian"), partner=Partner.THIRD_SECTOR, duties=duties, at=AT)
    declare_in_row(round_id=round_id, seat=seat, organisations=[ORG], relation="trustee")
    Application.objects.create(
        round_id=round_id, position=2, identifier=APPLICATION, cost=100, lot="L1", organisation=ORG
    )
    for number, kind in enumerate(("window_opens", "window_closes")):
        told = Event(kind, AT, object="call")
        Act.objects.create(round_id=round_id, position=100 + number, kind=kind, at=AT, object="call", line=line(told))
    return found


def _key(name: str) -> int:
    return Person.objects.get(email=f"{name}@example.org").pk


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern, dict[str, Any]]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            for name, found, converters in _patterns(each, inner):
                yield name, found, {**each.pattern.converters, **converters}
        else:
            yield f"{space}{each.name or ''}", each, dict(each.pattern.converters)


def _some(converter: Any) -> object:
    """A part of an address that its kind allows."""
    kinds = {"IntConverter": 1, "UUIDConverter": "12345678-1234-5678-1234-567812345678"}
    return kinds.get(type(converter).__name__) or (converter.regex.split("|")[0] if "|" in converter.regex else "a1")


def guarded() -> list[tuple[str, dict[str, object]]]:
    """Every address that some may ask for and others not, with the parts of one that is there."""
    known = {"slug": SLUG, "application": APPLICATION, "stage": "listen", "gate": "open-listen", "seat": "SEAT"}
    found = {}
    for name, _pattern, converters in _patterns(get_resolver()):
        if name and not all(permissions.is_for_everybody(name, method) for method in ("GET", "POST")):
            parts = {part: known.get(part) or _some(converter) for part, converter in converters.items()}
            found[name] = parts
    return sorted(found.items())


def expected(name: str, method: str, asks: Asking, parts: Mapping[str, object]) -> int:
    """The kindest answer that the file states for any of somebody's roles."""
    stated = {permissions.stated(name, method, role, thing) for role, thing in asks.roles(parts)}
    return next((answer for answer in (200, 405, 302, 404) if answer in stated), 403)


def why(name: str, method: str, asks: Asking, parts: Mapping[str, object]) -> frozenset[tuple[str, str]]:
    """By which of their roles somebody is let in; nobody else is asked for who is let in by the same."""
    held = asks.roles(parts)
    return frozenset(each for each in held if permissions.stated(name, method, *each) == HTTPStatus.OK)


def agrees(answer: Any, wanted: int) -> bool:
    """Whether a real answer is of the stated kind."""
    to_sign_in = answer.status_code == HTTPStatus.FOUND and "/account/login/" in answer.headers["Location"]
    if wanted == HTTPStatus.OK:
        return answer.status_code in LET_IN and not to_sign_in
    if wanted == HTTPStatus.FOUND:
        return to_sign_in
    return bool(answer.status_code == wanted)


def ask(asks: Asking, method: str, address: str) -> Any:
    """One request, after which nothing has changed."""
    cookies = copy.deepcopy(asks.client.cookies)
    asks.client.raise_request_exception = False
    with transaction.atomic():
        answer = asks.client.generic(method, address)
        transaction.set_rollback(True)
    asks.client.cookies = cookies
    return answer


@pytest.mark.django_db
def test_every_answer_is_the_one_that_is_stated(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_id = convened()
    people = everybody(round_id)
    given = {_key(f"is-{role}"): role for role in ("applicant-editor", "applicant-signer", "voter")}
    monkeypatch.setattr(who, "ROLE_GIVERS", [lambda key, slug, _application: given.get(key) if slug == SLUG else None])
    seat = by("ann").seat

    wrong, asked, refused = [], 0, 0
    for name, parts in guarded():
        address = reverse(name, kwargs={part: seat if value == "SEAT" else value for part, value in parts.items()})
        for method in ("GET", "POST"):
            seen = set()
            for asks in people:
                wanted, reason = expected(name, method, asks, parts), why(name, method, asks, parts)
                if reason in seen or (seen and permissions.is_for_everybody(name, method)):
                    continue
                if method == "POST" and not reason and asks.name not in REFUSED_TWICE:
                    continue
                seen |= {reason} if reason else {frozenset({(asks.name, "")})}
                answer = ask(asks, method, address)
                asked, refused = asked + 1, refused + (wanted != HTTPStatus.OK)
                if not agrees(answer, wanted):
                    wrong.append(f"{name} {method} {asks.name}: {wanted} stated, {answer.status_code} answered")

    say(
        f"{asked} requests to {len(guarded())} addresses by {len(people)} people, {refused} refused, {len(wrong)} wrong"
    )
    assert wrong == []
    assert asked > 1000
    assert Round.objects.count() == 2

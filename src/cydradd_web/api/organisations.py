"""``/organisations`` and ``/organisations/{id}``. People who hold money themselves are in neither."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema

from cydradd.vocabulary.text import Bilingual
from cydradd_web.api.fields import told
from cydradd_web.api.operations import reads
from cydradd_web.api.paging import Asked, numbers
from cydradd_web.api.refusals import no_such, only
from cydradd_web.api.schemas import Listed, Money, Words, money, words
from cydradd_web.follow.addresses import Body, body_at
from cydradd_web.follow.selectors.bodies import Joined, joined
from cydradd_web.follow.selectors.gathering import Told, every_round
from cydradd_web.follow.selectors.sums import requests

router = Router(tags=["organisations"])


class OrganisationLine(Schema):
    """One organisation over all rounds."""

    id: str = told("id")
    name: str = told("name")
    kind: str = told("kind")
    group: str = told("group")
    place: str | None = told("place")
    rounds: int = told("rounds")
    asked: int = told("asked")
    funded: int = told("funded")
    got: list[Money] = told("got")
    url: str = told("url")
    pages: Words = told("pages")


class Organisations(Listed):
    """A page of organisations."""

    items: list[OrganisationLine] = told("items")


class Request(Schema):
    """One request for money, whole: a consortium's is divided in ``got``, not here."""

    id: str = told("request_id")
    title: Words = told("title")
    cost: Money | None = told("cost")
    status: str | None = told("status")
    members: int = told("members")


class Agreement(Schema):
    """One agreement that was signed by the day of the round."""

    id: str = told("request_id")
    request: str | None
    kind: str | None = told("type")
    amount: Money | None
    start: str | None
    end: str | None


class InRound(Schema):
    """What it asked for and signed in one round."""

    slug: str = told("slug")
    title: Words = told("title")
    url: str = told("url")
    requests: list[Request] = told("requests")
    agreements: list[Agreement] = told("agreements")


class Organisation(OrganisationLine):
    """One organisation, round by round."""

    in_rounds: list[InRound] = told("in_rounds")


def _line(request: HttpRequest, one: Joined) -> dict[str, object]:
    page = reverse("organisation", args=[one.body.address]).split("/", 2)[2]
    return {
        "id": one.body.id,
        "name": one.name,
        "kind": one.kind.code,
        "group": one.kind.group,
        "place": one.place,
        "rounds": len(one.rounds),
        "asked": one.asked,
        "funded": one.funded,
        "got": [money(amount, currency) for currency, amount in sorted(one.got.items())],
        "url": request.build_absolute_uri(f"/api/v1/organisations/{one.body.address}"),
        "pages": Words(**{code: request.build_absolute_uri(f"/{code}/{page}") for code in ("cy", "en")}),
    }


def _in_round(request: HttpRequest, told: Told, body: Body) -> Mapping[str, object]:
    currency = told.round.currency
    signed = {row.id for row in told.published.agreements} - told.direct
    agreements = [
        row for row in told.tables.agreements or () if row.id in signed and told.body(row.organisation) == body
    ]
    return {
        "slug": told.round.slug,
        "title": words(told.round.title),
        "url": request.build_absolute_uri(f"/api/v1/rounds/{told.round.slug}"),
        "requests": [
            {
                "id": row.id,
                "title": words(row.title),
                "cost": money(row.cost, currency),
                "status": row.status,
                "members": len(members),
            }
            for row, members in requests(told, body)
        ],
        "agreements": [
            {
                "id": row.id,
                "request": row.application,
                "kind": row.kind,
                "amount": money(row.amount, currency),
                "start": row.start.isoformat() if row.start else None,
                "end": row.end.isoformat() if row.end else None,
            }
            for row in agreements
        ],
    }


@reads(router, "/organisations", Organisations, "organisations")
def organisations(request: HttpRequest, asked: Query[Asked]) -> dict[str, object]:
    """Every organisation, by name."""
    every = sorted(joined(every_round()).values(), key=lambda one: (one.name.casefold(), one.body.address))
    items = [_line(request, one) for one in every[asked.start : asked.start + asked.size]]
    return {"items": items, **numbers(request, asked, len(every))}


@reads(router, "/organisations/{id}", Organisation, "organisation")
def organisation(request: HttpRequest, id: str) -> dict[str, object]:
    """One organisation: what it asked for and what it got, round by round."""
    only(request)
    body = body_at(id)
    one = joined(every_round()).get(body) if body else None
    if one is None:
        raise no_such(Bilingual("Sefydliad", "Organisation"), "id", "/api/v1/organisations")
    return {**_line(request, one), "in_rounds": [_in_round(request, told, one.body) for told in one.rounds]}

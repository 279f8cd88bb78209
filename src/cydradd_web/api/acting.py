"""What a program does for somebody: vote on a statement, make one, cast a ballot, send an application.

Each is the same service that the site's own forms call, and gives the receipt of its entry. A program acts with a
token of a person; a ballot is cast with its code alone, so that nothing joins it to anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Header, Router, Schema, Status
from ninja.security import HttpBearer
from pydantic import Field

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.selectors.speaking import speaking
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.api.fields import told
from cydradd_web.api.operations import acts
from cydradd_web.api.refusals import NO_TOKEN, Refused, no_such, only
from cydradd_web.api.rounds import SLUG, no_round, round_of
from cydradd_web.api.schemas import Words
from cydradd_web.api.services.tokens import person_of
from cydradd_web.apply.selectors.bodies import by_identifier
from cydradd_web.apply.selectors.forms import writing
from cydradd_web.apply.services.drafting import Typed, begin, save_answers
from cydradd_web.apply.services.submitting import NoSuchForm, submit
from cydradd_web.components.clock import now
from cydradd_web.components.forms import plain
from cydradd_web.decide.booth import places
from cydradd_web.decide.services.casting import cast_ballot, enter_code
from cydradd_web.listen.selectors.asked import takes_part
from cydradd_web.listen.services.participating import take_part
from cydradd_web.listen.services.saying import say
from cydradd_web.listen.services.voting import cast_vote
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import AlreadyRecorded

router = Router(tags=["acting"])
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=64, default="")]
"""Names the act: sent again with the same key, it is done once and gives the same receipt."""
Reference = Annotated[str, Field(min_length=1, max_length=200)]


class Token(HttpBearer):
    """``Authorization: Bearer <token>``."""

    def authenticate(self, request: HttpRequest, token: str) -> int | None:  # noqa: ARG002  ninja’s signature
        """Key of the person for whom the token acts."""
        return person_of(token, at=now())


class ReceiptOf(Schema):
    """Where an act stands in the record."""

    n: int = told("n")
    leaf: str = told("leaf")
    code: str = told("code_of_receipt")
    type: str = told("type")
    at: datetime = told("at")


class VoteIn(Schema):
    """A vote on one statement. ``partner``: for whom the person speaks; needed once in a round."""

    statement: Reference
    vote: Literal[1, 0, -1]
    partner: Partner | None = None


class StatementIn(Schema):
    """A statement, in one language or both. ``sure``: a similar one is there, and this one says something else."""

    text: Words
    sure: bool = False
    partner: Partner | None = None


class BallotIn(Schema):
    """A ballot: the code it is cast with, and the projects that are chosen; none is a ballot too."""

    code: Reference
    choices: list[Reference] = Field(max_length=1_000)


class ApplicationIn(Schema):
    """An application for one lot. ``cost``: minor units; ``answers``: by the id of each question."""

    organisation: Reference
    lot: Reference
    title: Words
    cost: Annotated[int, Field(ge=0, le=10**13)]
    answers: dict[Reference, Annotated[str, Field(max_length=10_000)]] = Field(default_factory=dict, max_length=200)
    minutes: Annotated[int | None, Field(ge=0, le=100_000)] = None


def receipt(made: Receipt) -> ReceiptOf:
    """A receipt as a program gets it."""
    return ReceiptOf(n=made.number, leaf=made.leaf, code=made.code, type=made.type, at=made.at)


STATUS = {
    "not-yours": HTTPStatus.FORBIDDEN,
    "no-such-round": HTTPStatus.NOT_FOUND,
    "no-such-statement": HTTPStatus.NOT_FOUND,
    "too-many-tries": HTTPStatus.TOO_MANY_REQUESTS,
}


def done(act: Callable[[], Receipt | None]) -> Status[ReceiptOf]:
    """Do an act, or say why it was not done.

    Raises:
        Refused: With the code of what stood in its way.
    """
    try:
        made = act()
    except AlreadyRecorded as error:
        return Status(HTTPStatus.OK, receipt(error.receipt))
    except CydraddError as error:
        raise Refused(STATUS.get(error.code, HTTPStatus.CONFLICT), error.code, error.sentence) from None
    if made is None:
        raise Refused(HTTPStatus.CONFLICT, "not-recorded", Bilingual("Ni chofnodwyd dim.", "Nothing was recorded."))
    return Status(HTTPStatus.CREATED, receipt(made))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever a token acts for, as the services of the listening want to know them."""

    by: By
    voter: str
    round_id: int
    at: datetime

    @property
    def keys(self) -> dict[str, Any]:
        """The arguments that every service of the listening takes."""
        strength = self.by.level
        return {"round_id": self.round_id, "voter": self.voter, "strength": strength, "by": self.by, "at": self.at}

    def takes_part(self, partner: Partner | None) -> None:
        """Join the listening, the first time, for the partner of their seat or the one that was said."""
        speaks = self.by.partner or partner
        if speaks is not None and not takes_part(self.round_id, self.voter):
            take_part(partner=speaks, **self.keys)


def speaker(request: HttpRequest, slug: str) -> Speaker:
    """Whoever the token acts for, in one round."""
    found, at = speaking(_person(request), slug) if SLUG.fullmatch(slug) else None, now()
    if found is None:
        raise no_round()
    voter = found.voter or pseudonym_for(found.by.person, found.round_id, at)
    return Speaker(found.by, voter, found.round_id, at)


def _person(request: HttpRequest) -> int:
    found = getattr(request, "auth", None)
    if not isinstance(found, int):
        raise Refused(HTTPStatus.UNAUTHORIZED, "no-token", NO_TOKEN)
    return found


@acts(router, "/rounds/{slug}/votes", ReceiptOf, "votes", auth=Token())
def votes(request: HttpRequest, slug: str, sent: VoteIn, key: Key = "") -> Status[ReceiptOf]:
    """A vote on a statement: 1 agree, 0 no view, -1 disagree. The last vote counts."""
    only(request)
    who = speaker(request, slug)

    def vote() -> Receipt:
        who.takes_part(sent.partner)
        return cast_vote(statement=sent.statement, vote=sent.vote, key=key, **who.keys)

    return done(vote)


@acts(router, "/rounds/{slug}/statements", ReceiptOf, "statements", auth=Token())
def statements(request: HttpRequest, slug: str, sent: StatementIn, key: Key = "") -> Status[ReceiptOf]:
    """A statement; it is shown when a moderator has read it."""
    only(request)
    who = speaker(request, slug)
    text = Bilingual(plain(sent.text.cy or "") or None, plain(sent.text.en or "") or None)

    def make() -> Receipt | None:
        who.takes_part(sent.partner)
        return say(text=text, sure=sent.sure, key=key, **who.keys)

    return done(make)


@acts(router, "/rounds/{slug}/ballots", ReceiptOf, "ballots")
def ballots(request: HttpRequest, slug: str, sent: BallotIn, key: Key = "") -> Status[ReceiptOf]:
    """A ballot with its code, or a change of it. Nobody signs in for it: the code alone gives the right."""
    only(request)
    row, at = round_of(slug), now()

    def cast() -> Receipt:
        enter_code(round_id=row.pk, code=sent.code, places=places(request), at=at)
        return cast_ballot(round_id=row.pk, code=sent.code, choices=sent.choices, by=By(), at=at, key=key)

    return done(cast)


def _typed(sent: ApplicationIn) -> dict[str, str]:
    """What was sent as its form has it."""
    texts = {"title_cy": sent.title.cy or "", "title_en": sent.title.en or "", "cost": f"{sent.cost / 100:.2f}"}
    minutes = {} if sent.minutes is None else {"minutes": str(sent.minutes)}
    return {name: plain(text) for name, text in {**sent.answers, **texts, **minutes}.items()}


@acts(router, "/rounds/{slug}/applications", ReceiptOf, "applications", auth=Token())
def applications(request: HttpRequest, slug: str, sent: ApplicationIn, key: Key = "") -> Status[ReceiptOf]:
    """An application, written and sent at once, for an organisation that whoever the token acts for signs for."""
    only(request)
    row, at = round_of(slug), now()
    by = by_for(_person(request), slug)
    body = by_identifier(sent.organisation)
    if body is None:
        raise no_such(Bilingual("Sefydliad", "Organisation"), "organisation", "/api/v1/organisations")

    def send() -> Receipt:
        code = begin(round_id=row.pk, body=body.id, lot=sent.lot, by=by, at=at)
        form = writing(by.person, row.pk, code)
        if form is None:
            raise NoSuchForm
        typed = {
            question: Typed(text, form.answers[question].version if question in form.answers else 0)
            for question, text in _typed(sent).items()
        }
        save_answers(form=form.id, typed=typed, by=by, at=at)
        return submit(round_id=row.pk, code=code, by=by, at=at, key=key)

    return done(send)

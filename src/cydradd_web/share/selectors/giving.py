"""A proposal as the library has it, from its rows: what is calculated of it, the library calculates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from cydradd.share.proposal_parts import (
    Answer,
    Kind,
    Outcome,
    Point,
    Removal,
    Reply,
    Response,
    Result,
    Rules,
    Sent,
    Stance,
    State,
    Treatment,
    Version,
)
from cydradd.share.proposals import Proposal
from cydradd.share.support import Body, Extension, Letter, Level, Threshold, Withdrawal
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.share import models


def both(row: Any, name: str) -> Bilingual:
    """A text in two languages, from its two columns."""
    return Bilingual(getattr(row, f"{name}_cy"), getattr(row, f"{name}_en"))


def given(row: models.Proposal) -> Proposal:
    """A whole proposal. Six queries."""
    return Proposal(
        id=row.reference,
        title=both(row, "title"),
        versions=_versions(row),
        state=State(row.state),
        responses=_responses(row),
        letters=tuple(_letter(each) for each in models.Letter.objects.filter(proposal=row)),
        sent=_sent(row),
        replies=_replies(row),
        outcome=_outcome(row),
        rules=_rules(row),
    )


def _rules(row: models.Proposal) -> Rules:
    limit = None
    if row.threshold_organisations is not None and row.threshold_people is not None:
        limit = Threshold(row.threshold_organisations, row.threshold_people)
    return Rules(row.letter_words, row.days, limit)


def _versions(row: models.Proposal) -> tuple[Version, ...]:
    points: Mapping[int, list[Point]] = defaultdict(list)
    for each in models.Point.objects.filter(proposal=row):
        points[each.version].append(Point(each.number, both(each, "text"), tuple(each.because_of)))
    removed: Mapping[int, list[Removal]] = defaultdict(list)
    for gone in models.Removal.objects.filter(proposal=row):
        removed[gone.version].append(Removal(gone.number, both(gone, "reason"), tuple(gone.because_of)))
    return tuple(
        Version(each.number, each.at, tuple(points[each.number]), tuple(removed[each.number]))
        for each in models.Version.objects.filter(proposal=row)
    )


def _responses(row: models.Proposal) -> tuple[Response, ...]:
    found = models.Response.objects.filter(proposal=row).select_related("answer")
    return tuple(
        Response(
            each.identifier,
            each.version,
            each.point,
            Kind(each.kind),
            both(each, "text"),
            each.at,
            each.name,
            _answer(getattr(each, "answer", None)),
        )
        for each in found
    )


def _answer(row: models.Answer | None) -> Answer | None:
    return None if row is None else Answer(Treatment(row.treatment), both(row, "reason"), row.at)


def _letter(row: models.Letter) -> Letter:
    return Letter(
        writer=row.writer,
        body=Body(row.body),
        version=row.version,
        at=row.at,
        language=Language(row.language),
        why=row.why,
        difference=row.difference,
        level=Level(row.level),
        name=row.name,
        partner=Partner(row.partner) if row.partner else None,
        place=row.place,
        representative=row.representative,
        confirmed_by=row.confirmed_by,
        verified_domain=row.verified_domain,
        withdrawn=Withdrawal(row.withdrawn_at, both(row, "withdrawn_reason")) if row.withdrawn_at else None,
    )


def _sent(row: models.Proposal) -> Sent | None:
    if row.sent_at is None:
        return None
    longer = None
    if row.extension_at is not None and row.extension is not None:
        longer = Extension(row.extension_at, row.extension, both(row, "extension_reason"))
    return Sent(row.sent_at, both(row, "addressee"), longer)


def _replies(row: models.Proposal) -> tuple[Reply, ...]:
    return tuple(
        Reply(
            each.point,
            Stance(each.stance),
            both(each, "reason"),
            each.at,
            None if (who := both(each, "who_can")) == Bilingual() else who,
        )
        for each in models.Reply.objects.filter(proposal=row)
    )


def _outcome(row: models.Proposal) -> Outcome | None:
    if row.result is None or row.result_at is None:
        return None
    return Outcome(Result(row.result), both(row, "result_reason"), row.result_at)

"""A proposal of the library into rows, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cydradd.share.proposal_parts import Response as Said
from cydradd.share.proposals import Proposal as Read
from cydradd.share.support import Letter as Backing
from cydradd.vocabulary.facts import Defect as Wrong
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.storing import storable
from cydradd_web.share.models import (
    Answer,
    Defect,
    Letter,
    Point,
    Proposal,
    Removal,
    Reply,
    Response,
    Version,
)

MOST = 20_000
"""Letters of one text of a proposal that are kept."""
PARTS = (Version, Point, Removal, Response, Letter, Reply, Defect)


def text(words: str | None) -> str | None:
    """One text as any database can keep it."""
    return storable(words, MOST)


def needed(words: str) -> str:
    """The same of a text that is there."""
    return storable(words, MOST) or ""


def both(name: str, words: Bilingual | None) -> dict[str, str | None]:
    """The two columns of a text in two languages."""
    found = words or Bilingual()
    return {f"{name}_cy": text(found.cy), f"{name}_en": text(found.en)}


def columns(read: Read) -> dict[str, object]:
    """The columns of `Proposal` that come from the proposal itself."""
    sent, outcome, limit = read.sent, read.outcome, read.rules.threshold
    longer = sent.extension if sent else None
    return {
        "reference": text(read.id),
        "state": read.state.value,
        "letter_words": read.rules.letter_words,
        "days": read.rules.days,
        "threshold_organisations": limit.organisations if limit else None,
        "threshold_people": limit.people if limit else None,
        "sent_at": sent.at if sent else None,
        "extension_at": longer.at if longer else None,
        "extension": longer.days if longer else None,
        "result": outcome.result.value if outcome else None,
        "result_at": outcome.at if outcome else None,
        **both("title", read.title),
        **both("addressee", sent.addressee if sent else None),
        **both("extension_reason", longer.reason if longer else None),
        **both("result_reason", outcome.reason if outcome else None),
    }


def keep_parts(row: Proposal, read: Read, defects: Iterable[Wrong]) -> None:
    """Replace every part of a proposal."""
    for model in PARTS:
        model._default_manager.filter(proposal=row).delete()
    _versions(row, read)
    _responses(row, read.responses)
    _letters(row, read.letters)
    Reply.objects.bulk_create(
        Reply(
            proposal=row,
            position=number,
            point=each.point,
            stance=each.stance.value,
            at=each.at,
            **both("reason", each.reason),
            **both("who_can", each.who_can),
        )
        for number, each in enumerate(read.replies)
    )
    Defect.objects.bulk_create(
        Defect(proposal=row, position=number, place=needed(each.column or ""), **both("sentence", each.message))
        for number, each in enumerate(defects)
    )


def _versions(row: Proposal, read: Read) -> None:
    points: list[Point] = []
    removed: list[Removal] = []
    for version in read.versions:
        for point in version.points:
            points.append(
                Point(
                    proposal=row,
                    position=len(points),
                    version=version.number,
                    number=point.number,
                    because_of=[text(each) for each in point.because_of],
                    **both("text", point.text),
                )
            )
        for gone in version.removed:
            removed.append(
                Removal(
                    proposal=row,
                    position=len(removed),
                    version=version.number,
                    number=gone.number,
                    because_of=[text(each) for each in gone.because_of],
                    **both("reason", gone.reason),
                )
            )
    Version.objects.bulk_create(
        Version(proposal=row, position=number, number=each.number, at=each.at)
        for number, each in enumerate(read.versions)
    )
    Point.objects.bulk_create(points)
    Removal.objects.bulk_create(removed)


def _responses(row: Proposal, said: Sequence[Said]) -> None:
    made = [
        Response(
            proposal=row,
            position=number,
            identifier=needed(each.id),
            version=each.version,
            point=each.point,
            kind=each.kind.value,
            at=each.at,
            name=text(each.name),
            **both("text", each.text),
        )
        for number, each in enumerate(said)
    ]
    Response.objects.bulk_create(made)
    Answer.objects.bulk_create(
        Answer(
            response=response,
            treatment=each.answer.treatment.value,
            at=each.answer.at,
            **both("reason", each.answer.reason),
        )
        for response, each in zip(made, said, strict=True)
        if each.answer is not None
    )


def _letters(row: Proposal, letters: Sequence[Backing]) -> None:
    Letter.objects.bulk_create(
        Letter(
            proposal=row,
            position=number,
            writer=needed(each.writer),
            body=each.body.value,
            version=each.version,
            at=each.at,
            language=each.language.value,
            why=needed(each.why),
            difference=needed(each.difference),
            level=each.level.value,
            name=text(each.name),
            partner=each.partner.value if each.partner else None,
            place=each.place,
            representative=text(each.representative),
            confirmed_by=text(each.confirmed_by),
            verified_domain=text(each.verified_domain),
            withdrawn_at=each.withdrawn.at if each.withdrawn else None,
            **both("withdrawn_reason", each.withdrawn.reason if each.withdrawn else None),
        )
        for number, each in enumerate(letters)
    )

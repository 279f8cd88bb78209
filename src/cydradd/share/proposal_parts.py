"""The parts of a proposal: its states and words, versions, points, responses, replies and outcome (share.md 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cydradd.share.support import DAYS, LEAST_WORDS, Extension, Threshold
from cydradd.vocabulary.text import Bilingual


class State(StrEnum):
    """Where a proposal stands. Each has one call to action (`proposal_words.CALLS`)."""

    DRAFT = "draft"
    RESPONSES_OPEN = "responses-open"
    REVISING = "revising"
    NEW_VERSION = "new-version"
    SUPPORT_OPEN = "support-open"
    SENT = "sent"
    ANSWERED = "answered"
    OUTCOME = "outcome"


class Kind(StrEnum):
    """What a response is."""

    SUPPORT = "support"
    CONCERN = "concern"
    CHANGE = "change"
    QUESTION = "question"


class Treatment(StrEnum):
    """What those who draft did with a response."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"


class Stance(StrEnum):
    """How the addressee answers one point."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"
    CANNOT_ANSWER = "cannot-answer"


class Result(StrEnum):
    """What came of a proposal."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    REFUSED = "refused"
    NO_ANSWER = "no-answer"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What those who draft say to one response, with their reason."""

    treatment: Treatment
    reason: Bilingual
    at: datetime


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to one point of one version. ``name`` is as they chose to be named; ``None``: not named."""

    id: str
    version: int
    point: int
    kind: Kind
    text: Bilingual
    at: datetime
    name: str | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered passage. Its number is the same in every version, and is never given again."""

    number: int
    text: Bilingual
    because_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """A point that a version leaves out, and why."""

    number: int
    reason: Bilingual
    because_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The whole text as it stood from one instant on."""

    number: int
    at: datetime
    points: tuple[Point, ...]
    removed: tuple[Removal, ...] = ()

    def point(self, number: int) -> Point | None:
        """The point of a number; ``None`` when this version has none."""
        return next((point for point in self.points if point.number == number), None)


@dataclass(frozen=True, slots=True)
class Sent:
    """That a proposal was sent, when, and to which office (never a person)."""

    at: datetime
    addressee: Bilingual
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The addressee's answer to one point. ``who_can`` names who can answer where the addressee cannot."""

    point: int
    stance: Stance
    reason: Bilingual
    at: datetime
    who_can: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, with the reason."""

    result: Result
    reason: Bilingual
    at: datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """What a network sets: words in each part of a letter, days to answer, and a threshold (``None``: none)."""

    letter_words: int = LEAST_WORDS
    days: int = DAYS
    threshold: Threshold | None = None

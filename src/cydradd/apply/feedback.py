"""Feedback: what an applicant is told, and whether everybody was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reason given for one application (apply/feedback.csv). `at` is when it was sent."""

    application: str
    code: str
    at: datetime
    text: Bilingual | None = None
    row: int | None = None

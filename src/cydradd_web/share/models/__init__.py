"""Proposals with their parts, and the index of the search."""

from cydradd_web.share.models.index import Entry, Word
from cydradd_web.share.models.letters import Letter
from cydradd_web.share.models.proposals import (
    Answer,
    Defect,
    Fault,
    Point,
    Proposal,
    Removal,
    Reply,
    Response,
    Version,
)

__all__ = [
    "Answer", "Defect", "Entry", "Fault", "Letter", "Point", "Proposal", "Removal", "Reply", "Response", "Version",
    "Word",
]  # fmt: skip

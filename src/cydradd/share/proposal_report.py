"""What `cydradd share proposal` tells of one proposal (share.md section 5)."""

from __future__ import annotations

from datetime import date

from cydradd.share.proposals import Proposal, blocked_by, is_addressed, what_changed
from cydradd.share.support import Clock, clock, count_letters
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


def clock_of(proposal: Proposal, on: date | None) -> Clock | None:
    """The clock of a proposal on a local day; ``None`` while it is not sent.

    Raises:
        NotPossible: A day before it was sent.
    """
    if proposal.sent is None:
        return None
    return clock(
        proposal.sent.at,
        on,
        days=proposal.rules.days,
        extension=proposal.sent.extension,
        answered=proposal.answered_at,
    )


def document(proposal: Proposal, running: Clock | None) -> dict[str, JsonValue]:
    """The keys of section 5. ``clock`` is null while a proposal is not sent; without a day, what depends on it is.

    ``passage`` is the number of a point, ``because_of`` the ids of responses, ``overdue`` days, and ``blocked_by``
    the ids of responses without an answer and stable words.
    """
    counts = count_letters(proposal.letters, proposal.version.number)
    blocks = blocked_by(proposal)
    return {
        "state": proposal.state.value,
        "version": proposal.version.number,
        "points": [
            {
                "number": point.number,
                "text": point.text.as_json(),
                "addressed": is_addressed(proposal, point.number),
            }
            for point in proposal.version.points
        ],
        "responses": {
            "total": len(proposal.responses),
            "answered": sum(response.answer is not None for response in proposal.responses),
        },
        "changes": [
            {
                "passage": change.passage,
                "before": _text(change.before),
                "after": _text(change.after),
                "because_of": [response.id for response in change.because_of],
            }
            for change in what_changed(proposal)
        ],
        "letters": {
            "organisations": counts.organisations,
            "people": counts.people,
            "withdrawn": counts.withdrawn,
        },
        "clock": None
        if running is None
        else {
            "sent": running.sent.isoformat(),
            "due": running.due.isoformat(),
            "days_left": running.days_left,
            "overdue": running.overdue,
            "answered": running.answered,
        },
        "can_open_support": not blocks,
        "blocked_by": [block.word for block in blocks],
    }


def _text(text: Bilingual | None) -> JsonValue:
    return None if text is None else text.as_json()

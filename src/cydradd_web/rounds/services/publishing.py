"""Making something public in Welsh and in English, at the same second (I12): neither language comes first."""

from __future__ import annotations

from datetime import datetime

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.publishable import lacking
from cydradd_web.rounds.selectors.evidence import acts_of, pots_of
from cydradd_web.rounds.selectors.scope import items_of, told_already
from cydradd_web.rounds.services.acting import Acting, acting

TEXT_NEEDED = frozenset({"notice"})
"""What is nothing but its text."""
LISTED = 10


class OneLanguage(CydraddError):
    """A side of what would be published is missing."""

    code = "one-language"


def publish(*, round_id: int, what: str, by: By, at: datetime, text: Bilingual | None = None, key: str = "") -> Receipt:
    """Publish something in both languages at once: two lines of the record, one transaction, the same second.

    Args:
        what: ``notice``, ``report``, ``design``, ``eligibility``, ``result``, ``ballots``, ``scores``, or the id of
            an award.
        text: What is said with it; a notice is nothing but its text. Given, it needs both languages.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        OneLanguage: A side is missing; the sentence names where.
        NotPossible: A notice, while nothing is said of what is open and closed, or of money, or while one tells of
            all this already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        return publish_in(act, what, text)


def publish_in(act: Acting, what: str, text: Bilingual | None = None) -> Receipt:
    """As `publish`, inside an act that does more than publish. The receipt is that of the Welsh line."""
    if not what.strip():
        raise NotPossible(Bilingual("Dywedwch beth i’w gyhoeddi.", "Say what to publish."))
    said = text or Bilingual()
    if (text is not None or what in TEXT_NEEDED) and not (said.cy and said.en):
        raise OneLanguage(
            Bilingual(
                "Rhowch y testun yn Gymraeg ac yn Saesneg. Mae’r ddau yn cael eu cyhoeddi gyda’i gilydd.",
                "Give the text in Welsh and in English. Both are published together.",
            )
        )
    if what == "notice":
        _must_have_a_scope(act)
        _must_be_new(act)
    if missing := lacking(act.round_id, what):
        raise OneLanguage(
            Bilingual(
                "Nid oes dim wedi’i gyhoeddi. Mae un iaith ar goll: " + _listed([each.cy or "" for each in missing]),
                "Nothing has been published. One language is missing: " + _listed([each.en or "" for each in missing]),
            )
        )
    first = act.record("publish", object=what, code="cy", text=Bilingual(said.cy) if text else None)
    act.record("publish", object=what, code="en", text=Bilingual(None, said.en) if text else None)
    return first


def _must_have_a_scope(act: Acting) -> None:
    """A notice tells of what is open and closed, and of money: without them it would tell of nothing."""
    if not items_of(acts_of(act.round_id, at=act.at)) or not pots_of(act.round_id):
        raise NotPossible(
            Bilingual(
                "Nid oes dim wedi’i gyhoeddi. Dywedwch yn gyntaf beth sy’n agored ac wedi cau, ac enwch gronfa.",
                "Nothing has been published. Say first what is open and what is closed, and name a pot.",
            )
        )


def _must_be_new(act: Acting) -> None:
    """A notice is sent once; another only when what it tells of has changed since."""
    if told_already(acts_of(act.round_id, at=act.at)):
        raise NotPossible(
            Bilingual(
                "Nid oes dim wedi’i gyhoeddi: mae’r hysbysiad yn gyhoeddus yn barod, ac nid oes dim y mae’n sôn "
                "amdano wedi newid ers hynny.",
                "Nothing has been published: the notice is public already, and nothing that it tells of has changed "
                "since.",
            )
        )


def _listed(sentences: list[str]) -> str:
    more = len(sentences) - LISTED
    return "; ".join(sentences[:LISTED]) + (f" (+{more})" if more > 0 else "")

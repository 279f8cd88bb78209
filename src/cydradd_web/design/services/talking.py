"""What people say to a design while it is open, what the seats answer, and what changed because of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, NotYours
from cydradd_web.design.kinds import KINDS
from cydradd_web.design.models import Contributor
from cydradd_web.design.selectors.agreed import DESIGN
from cydradd_web.design.services.checks import refuse
from cydradd_web.design.services.items import links_of, must_be_changeable, with_id
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import acting

MOST = 50
"""Comments of one person on one design."""


def contribute(
    *,
    round_id: int,
    text: Bilingual,
    by: By,
    at: datetime,
    item: str | None = None,
    partner: Partner | None = None,
    key: str = "",
) -> Receipt:
    """Comment on a design, or on one thing of it, while its window stands open. The text is public, the name is not.

    Args:
        item: Id of what it is about; ``None``: the design as a whole.
        partner: For whom somebody without a seat speaks; a seat speaks for its own partner.

    Raises:
        NotYours: A visitor without an account.
        NotNow: The design is not open for comments.
        NotPossible: Nothing is said, there is no such thing in the design, or this person has said enough.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        if by.person is None:
            raise NotYours(Bilingual("Mewngofnodwch i roi sylw.", "Sign in to comment."))
        act.must_be_open(DESIGN)
        _must_say(text)
        if item is not None and not _there(round_id, item):
            raise refuse(f"Nid yw hyn yn y dyluniad: {item[:40]}.", f"This is not in the design: {item[:40]}.")
        if Contributor.objects.filter(round_id=round_id, person_id=by.person).count() >= MOST:
            raise refuse(f"Y mwyaf o sylwadau gan un person: {MOST}.", f"The most comments of one person: {MOST}.")
        number = sum(1 for event in events_of(round_id) if event.kind == "contribution") + 1
        identifier = f"comment-{number}"
        Contributor.objects.create(round_id=round_id, person_id=by.person, identifier=identifier)
        role = "seat" if by.seat else "person"
        return act.record(
            "contribution", id=identifier, object=DESIGN, item=item, text=text, partner=by.partner or partner, role=role
        )


def reply(
    *, round_id: int, contribution: str, code: str, text: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Answer a comment, as a seat: what the partner makes of it, and why.

    Args:
        code: ``accepted``, ``partly``, ``not`` or ``out_of_scope``.

    Raises:
        NotYours: Whoever acts holds no seat.
        NotPossible: No such comment, or nothing is said.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        _must_say(text)
        links = links_of(events_of(round_id), [contribution])
        return act.record("reply", object=DESIGN, links=links, code=code, text=text)


def mark_change(
    *, round_id: int, contributions: Sequence[str], item: str, text: Bilingual, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Say what changed because of what people said, where the change itself was made before.

    Raises:
        NotYours: Whoever acts holds no seat.
        Amendment: The design is agreed.
        NotPossible: No such comment or thing, or nothing is said.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        events = events_of(round_id)
        must_be_changeable(events)
        _must_say(text)
        if not _there(round_id, item):
            raise refuse(f"Nid yw hyn yn y dyluniad: {item[:40]}.", f"This is not in the design: {item[:40]}.")
        links = links_of(events, contributions)
        return act.record("change", object=DESIGN, item=item, links=links, code="changed", text=text)


def publish_draft(*, round_id: int, text: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Publish a draft of the design in words, in both languages.

    Raises:
        NotYours: Whoever acts holds no seat.
        Amendment: The design is agreed.
        NotPossible: A language is missing.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_sit()
        must_be_changeable(events_of(round_id))
        _must_be_both(text)
        return act.record("design_text", object=DESIGN, text=text)


def take_up_again(*, round_id: int, why: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Take an agreed design up again, so that it can be changed, agreed and consented to anew.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: It is not agreed, a partner's consent to it stands, or the call has opened.
    """
    from cydradd_web.design.services.agreeing import must_be_free

    with acting(round_id, by=by, at=at, key=key) as act:
        must_be_free(act)
        _must_be_both(why)
        return act.record("change", object=DESIGN, code="taken_up", text=why)


def _must_say(text: Bilingual) -> None:
    if not (text.cy or text.en):
        raise refuse("Ysgrifennwch rywbeth mewn un iaith o leiaf.", "Write something in one language at least.")


def _must_be_both(text: Bilingual) -> None:
    if not (text.cy and text.en):
        raise refuse(
            "Rhowch y testun yn Gymraeg ac yn Saesneg.", "Give the text in Welsh and in English.", "one-language"
        )


def _there(round_id: int, item: str) -> bool:
    """Whether a design holds a thing of this id."""
    return any(with_id(round_id, kind, item) is not None for kind in KINDS.values())

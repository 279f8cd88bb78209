"""Statements: making, keeping as a draft, sending, taking back."""

from __future__ import annotations

from datetime import datetime

from cydradd.listen.similar import MOST as LONGEST
from cydradd.listen.similar import clusters, near_duplicates, shows
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.listen.models import Statement
from cydradd_web.listen.policy import MOST, VERSION
from cydradd_web.listen.services.participating import must_take_part
from cydradd_web.listen.services.positions import after_last
from cydradd_web.listen.words import NotThere, Similar
from cydradd_web.record.services import Receipt, withdraw_part
from cydradd_web.rounds.services.acting import Acting, acting


def say(
    *,
    round_id: int,
    text: Bilingual,
    voter: str,
    strength: str,
    by: By,
    at: datetime,
    key: str = "",
    sure: bool = False,
    draft: bool = False,
    statement: str | None = None,
) -> Receipt | None:
    """Make a statement, which waits for a moderator; or keep it as a draft that only its author sees.

    Args:
        text: In one language or both; one is enough.
        sure: Its author has seen that a similar one is there, and says that theirs differs.
        statement: The draft it was kept as; ``None``: it is new.

    Returns:
        The receipt; ``None`` of a draft, which is not in the record.

    Raises:
        NotNow: Listening is not open.
        NotPossible: It is empty or too long, or its author has made as many as one may.
        Similar: One that says nearly the same is there.
        NotThere: There is no such draft of theirs.
    """
    must_be_readable(text)
    with acting(round_id, by=by, at=at, key=key) as act:
        act.must_be_open("listen")
        partner = must_take_part(act, voter, strength)
        row = _draft(act, voter, statement)
        if not draft:
            _must_not_be_too_many(round_id, voter)
            if not sure:
                _must_be_new(round_id, text, row)
        _fill(row, text, "draft" if draft else "waiting", act.at)
        if draft:
            return None
        body: dict[str, JsonValue] = {"statement": row.identifier, "policy": VERSION}
        return act.record_body(
            "listen.statement_made",
            body,
            sealed={"text": text.as_json()},
            partner=partner,
            seat=voter,
            role="voter",
        )


def plant(*, round_id: int, text: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Put a statement there to begin with, as a seat: in both languages, shown at once, marked as what it is.

    Raises:
        NotYours: Whoever acts holds no seat.
        NotPossible: A language is missing, or a side is too long.
    """
    must_be_readable(text)
    if not (text.cy and text.en):
        raise NotPossible(
            Bilingual(
                "Rhowch ddatganiad cychwynnol yn Gymraeg ac yn Saesneg.",
                "Give a statement to begin with in Welsh and in English.",
            )
        )
    with acting(round_id, by=by, at=at, key=key) as act:
        _partner, seat = by.must_sit()
        position = after_last(Statement, round_id)
        Statement.objects.create(
            round_id=round_id,
            position=position,
            identifier=str(position),
            text_cy=text.cy,
            text_en=text.en,
            moderated=1,
            meta=False,
            seed=True,
            author=seat,
            state="shown",
            origin_cy="original",
            origin_en="original",
            made_at=act.at,
        )
        body: dict[str, JsonValue] = {"statement": str(position), "policy": VERSION, "seed": 1}
        return act.record_body("listen.statement_made", body, sealed={"text": text.as_json()}, public=("text",))


def withdraw_statement(
    *, round_id: int, statement: str, voter: str, by: By, at: datetime, key: str = ""
) -> Receipt | None:
    """Take back a statement of one's own: it is shown no more, and it leaves the next map. A draft just goes.

    Raises:
        NotThere: It is not theirs.
        NotPossible: It has been taken back already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        row = own(round_id, statement, voter)
        if row.state == "withdrawn":
            raise NotPossible(
                Bilingual("Mae’r datganiad hwn wedi’i dynnu’n ôl yn barod.", "This statement is withdrawn already.")
            )
        was = row.state
        row.state, row.moderated = "withdrawn", -1
        row.save(update_fields=["state", "moderated"])
        if was == "draft":
            return None
        withdraw_part(round_id, type_="listen.statement_made", statement=statement, name="text")
        body: dict[str, JsonValue] = {"statement": statement, "outcome": "withdrawn"}
        return act.record_body("listen.statement_moderated", body, seat=voter, role="voter", partner=by.partner)


def own(round_id: int, statement: str, voter: str) -> Statement:
    """A statement of whoever asks.

    Raises:
        NotThere: It is somebody else's, or there is none.
    """
    row = Statement.objects.filter(round_id=round_id, identifier=statement, author=voter).first() if voter else None
    if row is None:
        raise NotThere
    return row


def must_be_readable(text: Bilingual) -> None:
    """Refuse what is empty or cannot be seen, or is longer than a reader can take in at once.

    Raises:
        NotPossible: With how long it is.
    """
    if not shows(text.cy or text.en or "") or not shows(text.en or text.cy or ""):
        raise NotPossible(
            Bilingual(
                "Ysgrifennwch y datganiad yn Gymraeg neu yn Saesneg.", "Write the statement in Welsh or in English."
            )
        )
    for side in (text.cy, text.en):
        if side and (long := clusters(side)) > LONGEST:
            raise NotPossible(
                Bilingual(
                    f"Mae’r datganiad yn rhy hir. Hyd nawr: {long}. Y mwyaf: {LONGEST}. Byrhewch ef.",
                    f"The statement is too long. It has {long} characters, and at most {LONGEST} are allowed. "
                    "Shorten it.",
                )
            )


def _draft(act: Acting, voter: str, statement: str | None) -> Statement:
    if statement is not None:
        row = own(act.round_id, statement, voter)
        if row.state != "draft":
            raise NotThere
        return row
    position = after_last(Statement, act.round_id)
    return Statement(
        round_id=act.round_id, position=position, identifier=str(position), author=voter, meta=False, seed=False
    )


def _fill(row: Statement, text: Bilingual, state: str, at: datetime) -> None:
    row.text_cy, row.text_en = text.cy, text.en
    row.origin_cy = "original" if text.cy else "missing"
    row.origin_en = "original" if text.en else "missing"
    row.state, row.moderated, row.made_at = state, 0, at
    row.save()


def _must_not_be_too_many(round_id: int, voter: str) -> None:
    made = Statement.objects.filter(round_id=round_id, author=voter).exclude(state__in=("draft", "withdrawn")).count()
    if made >= MOST:
        raise NotPossible(
            Bilingual(
                f"Cewch wneud {MOST} o ddatganiadau mewn rownd. Tynnwch un yn ôl i wneud un arall.",
                f"You can make {MOST} statements in a round. Withdraw one to make another.",
            )
        )


def _must_be_new(round_id: int, text: Bilingual, mine: Statement) -> None:
    """Refuse a near-duplicate of one that is shown, or of one's own that waits."""
    rows = Statement.objects.filter(round_id=round_id, state__in=("shown", "waiting")).exclude(
        identifier=mine.identifier
    )
    there = {
        row.identifier: row
        for row in rows.only("identifier", "text_cy", "text_en", "state", "author")
        if row.state == "shown" or row.author == mine.author
    }
    texts = {name: (row.text_cy, row.text_en) for name, row in there.items()}
    for side in (text.cy, text.en):
        if side and (ids := near_duplicates(side, texts)):
            cy, en = texts[ids[0]]
            likest = there[ids[0]]
            own = likest.state if likest.author == mine.author else ""
            raise Similar(ids, (cy if side == text.cy else en) or cy or en or "", own)

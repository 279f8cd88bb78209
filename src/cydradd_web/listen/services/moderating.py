"""Moderation under the published policy: every decision names its rule, and is in the public log without the text."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty, NotYours
from cydradd_web.accounts.selectors.pseudonyms import pseudonym_of
from cydradd_web.listen.models import Statement
from cydradd_web.listen.policy import BY_ID, NAMES, RISK, VERSION
from cydradd_web.listen.services.saying import must_be_readable, own
from cydradd_web.listen.words import DecidedMeanwhile, NotThere
from cydradd_web.record.services import Receipt, publish_part, withdraw_part
from cydradd_web.rounds.services.acting import Acting, acting

LONGEST_APPEAL = 1_000
MADE = "listen.statement_made"


class Outcome(StrEnum):
    """What a moderator can do with a statement."""

    APPROVED = "approved"
    RETURNED = "returned"
    HELD = "held"
    TRANSLATED = "translated"


def moderate(
    *,
    round_id: int,
    statement: str,
    outcome: Outcome,
    by: By,
    at: datetime,
    rule: str = "",
    translation: str | None = None,
    seen: str = "",
    key: str = "",
) -> Receipt:
    """Decide on one statement.

    Args:
        rule: Of the policy; needed to return. A statement that names somebody is held.
        translation: The side that was missing, written by whoever moderates.
        seen: `Statement.mark` as whoever moderates read it; empty: it is not compared.

    Raises:
        NotYours: Whoever acts is no moderator, wrote it, or decided on it before an appeal.
        NotThere: There is no such statement, or it does not wait for a moderator.
        DecidedMeanwhile: Somebody has decided on it since it was read.
        NotPossible: The rule or the translation is missing.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.MODERATOR)
        row = _statement(act, statement)
        if seen and seen != row.mark:
            raise DecidedMeanwhile
        _must_not_be_theirs(row, by, round_id)
        on_appeal = row.appeal == "asked"
        if on_appeal and row.decided_partner == by.partner:
            raise NotYours(
                Bilingual(
                    "Rhaid i gymedrolwr dros bartner arall benderfynu ar yr apêl hon.",
                    "A moderator for another partner must decide this appeal.",
                )
            )
        body = _body(statement, outcome, _rule(outcome, rule))
        _translate(row, outcome, translation)
        _decide(row, outcome, str(body.get("rule", "")), by)
        if on_appeal:
            row.appeal = "allowed" if outcome is Outcome.APPROVED else "upheld"
            body["appeal"] = row.appeal
        row.save()
        _publish(row)
        body["language"] = _language(row)
        return act.record_body("listen.statement_moderated", body)


def appeal(*, round_id: int, statement: str, why: str, voter: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Ask, once, that somebody of another partner looks again at a statement that was returned or held.

    Raises:
        NotThere: It is not theirs.
        NotPossible: It was not returned, or was appealed already, or no reason is given.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        row = own(round_id, statement, voter)
        if row.state not in ("returned", "held") or row.appeal is not None or row.rule == RISK:
            raise NotPossible(
                Bilingual(
                    "Gallwch apelio unwaith, yn erbyn datganiad a ddychwelwyd neu a ddaliwyd.",
                    "You can appeal once, about a statement that was returned or held.",
                )
            )
        if not why.strip():
            raise NotPossible(Bilingual("Dywedwch pam.", "Say why."))
        row.appeal, row.appeal_text = "asked", why[:LONGEST_APPEAL]
        row.save(update_fields=["appeal", "appeal_text"])
        body: dict[str, JsonValue] = {"statement": statement, "outcome": "appealed", "policy": VERSION}
        return act.record_body("listen.statement_moderated", body, seat=voter, role="voter")


def _statement(act: Acting, statement: str) -> Statement:
    """The statement, if a moderator may decide on it now. What somebody says is at risk is the officer's alone."""
    row = Statement.objects.filter(round_id=act.round_id, identifier=statement).first()
    if row is None or row.state in ("draft", "withdrawn") or row.rule == RISK:
        raise NotThere
    if row.state == "returned" and row.appeal != "asked":
        raise NotPossible(
            Bilingual("Mae penderfyniad ar hwn yn barod.", "This has been decided already. Nothing has changed.")
        )
    return row


def _must_not_be_theirs(row: Statement, by: By, round_id: int) -> None:
    theirs = by.person is not None and row.author in (by.seat, pseudonym_of(by.person, round_id))
    if theirs and row.author:
        raise NotYours(
            Bilingual(
                "Chi a wnaeth y datganiad hwn. Rhaid i gymedrolwr arall benderfynu.",
                "You made this statement. Another moderator must decide.",
            )
        )


def _rule(outcome: Outcome, rule: str) -> str:
    if outcome is Outcome.HELD:
        return NAMES
    if outcome is not Outcome.RETURNED:
        return ""
    if rule not in BY_ID or not BY_ID[rule].returns:
        raise NotPossible(
            Bilingual("Dewiswch y rheol. Bydd yr awdur yn ei gweld.", "Choose the rule. The author will be shown it.")
        )
    return rule


def _body(statement: str, outcome: Outcome, rule: str) -> dict[str, JsonValue]:
    body: dict[str, JsonValue] = {"statement": statement, "outcome": str(outcome), "policy": VERSION}
    return {**body, "rule": rule} if rule else body


def _translate(row: Statement, outcome: Outcome, translation: str | None) -> None:
    """Add the side that is missing. What its author wrote is never changed."""
    if outcome is Outcome.TRANSLATED and not translation:
        raise NotPossible(Bilingual("Ysgrifennwch y cyfieithiad.", "Write the translation."))
    if not translation:
        return
    if row.text_cy and row.text_en and "human" not in (row.origin_cy, row.origin_en):
        raise NotPossible(
            Bilingual("Mae’r datganiad yn y ddwy iaith yn barod.", "The statement is in both languages already.")
        )
    must_be_readable(Bilingual(translation, None))
    if row.text_cy is None or row.origin_cy == "human":
        row.text_cy, row.origin_cy = translation, "human"
    else:
        row.text_en, row.origin_en = translation, "human"


def _decide(row: Statement, outcome: Outcome, rule: str, by: By) -> None:
    if outcome is Outcome.TRANSLATED:
        return
    row.rule = rule or None
    row.decided_partner, row.decided_seat = None if by.partner is None else str(by.partner), by.seat
    row.state = {Outcome.APPROVED: "shown", Outcome.RETURNED: "returned", Outcome.HELD: "held"}[outcome]
    row.moderated = 1 if outcome is Outcome.APPROVED else -1


def _publish(row: Statement) -> None:
    """What is shown can be read in the record too, and what is not shown cannot."""
    change = publish_part if row.state == "shown" else withdraw_part
    change(row.round_id, type_=MADE, statement=row.identifier, name="text")


def _language(row: Statement) -> str:
    """The language in which its author wrote it; ``mul`` for both (ISO 639-2)."""
    first = [code for code, origin in (("cy", row.origin_cy), ("en", row.origin_en)) if origin == "original"]
    return first[0] if len(first) == 1 else "mul"

"""The rules of who can apply: data of a round, set before its call opens."""

from __future__ import annotations

from datetime import datetime

from cydradd.apply.eligibility import Rule, judge
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.apply.models import EligibilityRule
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, acting


def add_rule(
    *,
    round_id: int,
    lot: str,
    fact: str,
    op: str,
    value: JsonValue,
    reason: Bilingual,
    by: By,
    at: datetime,
    key: str = "",
) -> Receipt:
    """Set one rule more of who can apply.

    Args:
        lot: Of one lot; empty: of every lot.
        reason: Said to whoever does not meet it, in both languages.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: The call has opened, a language is missing, or the rule cannot be used.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        _may_change(act)
        if not (reason.cy and reason.en):
            raise NotPossible(
                Bilingual("Rhowch y rheswm yn Gymraeg ac yn Saesneg.", "Give the reason in Welsh and in English.")
            )
        names = EligibilityRule.objects.filter(round_id=round_id).values_list("identifier", flat=True)
        number = 1 + max((int(name[1:]) for name in names), default=0)
        judge({fact: "2000-01-01"}, [Rule(f"R{number}", fact, op, value)], local_date(act.at))
        EligibilityRule.objects.create(
            round_id=round_id,
            identifier=f"R{number}",
            lot=lot,
            fact=fact,
            op=op,
            value=value,
            reason_cy=reason.cy,
            reason_en=reason.en,
        )
        return act.record("change", object="eligibility-rules", item=f"R{number}", text=reason)


def remove_rule(*, round_id: int, rule: str, by: By, at: datetime, key: str = "") -> Receipt:
    """Take one rule away again.

    Raises:
        NotYours: As `add_rule`.
        NotPossible: The call has opened, or there is no such rule.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        _may_change(act)
        if not EligibilityRule.objects.filter(round_id=round_id, identifier=rule).delete()[0]:
            raise NotPossible(Bilingual("Nid yw’r rheol hon yno mwyach.", "This rule is not there any more."))
        return act.record("change", object="eligibility-rules", item=rule)


def _may_change(act: Acting) -> None:
    act.by.must_have(Duty.OFFICER)
    if acts_of(act.round_id, at=act.at).opened("call") is not None:
        raise NotPossible(
            Bilingual(
                "Mae’r alwad wedi agor: mae pobl yn dibynnu ar y rheolau, felly ni allant newid nawr.",
                "The call has opened: people rely on the rules, so they cannot change now.",
            )
        )

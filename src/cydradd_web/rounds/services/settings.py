"""What a round says of itself: how it counts, and how many options were considered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cydradd.decide.options import Options
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.design.selectors.agreed import agreement
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import acting

SEED = "seed"


def set_decide(
    *,
    round_id: int,
    decide: Mapping[str, JsonValue],
    by: By,
    at: datetime,
    options_considered: int | None = None,
    key: str = "",
) -> Receipt:
    """Say how the round will count: the ``[decide]`` table of its ``round.toml``, whole. Its seed stays.

    Args:
        decide: Options of `cydradd decide count` by their names; the seed comes from the three partners.
        options_considered: ``None``: as it was.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: The design is agreed, or an option is not offered; the sentence names what is.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        if agreement(events_of(round_id)) is not None:
            raise NotPossible(
                Bilingual(
                    "Mae’r dyluniad wedi’i gytuno, a’r dull cyfrif gydag ef. Diwygio yw ei newid.",
                    "The design is agreed, and the way of counting with it. A change to it is an amendment.",
                )
            )
        before = act.round.settings
        kept = {name: value for name, value in before.get("decide", {}).items() if name == SEED}
        table = {**{name: value for name, value in decide.items() if name != SEED}, **kept}
        Options.from_settings(table)
        told = before.get("design", {})
        if options_considered is not None:
            told = {**told, "options_considered": options_considered}
        act.round.settings = {**before, "decide": table, "design": told}
        act.round.save(update_fields=["settings"])
        return act.record("change", object="design", item="decide", code="changed")


def keep_seed(round_id: int, seed: str | None) -> None:
    """Keep the seed for drawing lots, or take it away, inside the caller's transaction."""
    row = Round.objects.get(pk=round_id)
    decide = {name: value for name, value in row.settings.get("decide", {}).items() if name != SEED}
    row.settings = {**row.settings, "decide": decide | ({SEED: seed} if seed else {})}
    row.save(update_fields=["settings"])


def decide_of(round_id: int) -> tuple[Mapping[str, JsonValue], int | None]:
    """How a round counts as far as it says so, and how many options it says were considered. One query."""
    settings = Round.objects.filter(pk=round_id).values_list("settings", flat=True).first() or {}
    return settings.get("decide", {}), settings.get("design", {}).get("options_considered")

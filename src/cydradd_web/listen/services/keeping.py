"""Keeping what was said and voted."""

from __future__ import annotations

from cydradd.listen.polis_export import PolisExport
from cydradd.vocabulary.text import Bilingual
from cydradd_web.components.rows import BATCH
from cydradd_web.listen.models import Participant, Statement, Vote


def keep_export(round_id: int, export: PolisExport | None) -> None:
    """Replace the statements, people and votes of a round, inside the caller's transaction."""
    for model in (Statement, Participant, Vote):
        model.objects.filter(round_id=round_id).delete()
    if export is None:
        return
    Statement.objects.bulk_create(_statements(round_id, export), batch_size=BATCH)
    Participant.objects.bulk_create(_participants(round_id, export), batch_size=BATCH)
    Vote.objects.bulk_create(_votes(round_id, export), batch_size=BATCH)


def _statements(round_id: int, export: PolisExport) -> list[Statement]:
    return [
        Statement(
            round_id=round_id,
            position=number,
            identifier=each.id,
            text_cy=each.text.cy,
            text_en=each.text.en,
            moderated=each.moderated,
            meta=each.meta,
            seed=each.seed,
            author=each.author,
            state="returned" if each.moderated == -1 else "shown",
            **_origins(each.text),
        )
        for number, each in enumerate(export.statements, 1)
    ]


def _origins(text: Bilingual) -> dict[str, str | None]:
    """Where each side comes from, as far as a file tells: of two sides it does not say which was first."""
    if text.cy and text.en:
        return {"origin_cy": None, "origin_en": None}
    return {"origin_cy": "original" if text.cy else "missing", "origin_en": "original" if text.en else "missing"}


def _participants(round_id: int, export: PolisExport) -> list[Participant]:
    return [
        Participant(
            round_id=round_id,
            position=number,
            voter=each.voter,
            partner=None if each.partner is None else str(each.partner),
            strength=each.strength,
            place=each.place,
            profile=dict(each.profile),
        )
        for number, each in enumerate(export.participants or (), 1)
    ]


def _votes(round_id: int, export: PolisExport) -> list[Vote]:
    """The vote that counts of each person and statement."""
    votes = export.votes
    given = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    return [
        Vote(
            round_id=round_id,
            position=number,
            voter=votes.participants[person],
            statement=votes.statements[statement],
            vote=value,
        )
        for number, (person, statement, value) in enumerate(given, 1)
    ]

"""What is made of a round and can always be made again: results, figures, pieces of pages, what search finds."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from cydradd.cycle import round_folder
from cydradd.cycle.output import RunResult
from cydradd.listen.places import Places, as_json
from cydradd_web.rounds.convert import pieces
from cydradd_web.rounds.models import Document, KeptMap, Piece, Round, Tally
from cydradd_web.rounds.tallies import tally
from cydradd_web.share.services import index as share


def keep_made(row: Round, result: RunResult, path: Path) -> None:
    """Replace what was made of a round, inside the caller's transaction.

    Args:
        path: The folder that it was made of.
    """
    Document.objects.filter(round=row).delete()
    Document.objects.bulk_create(
        Document(round=row, part=part, content=content) for part, content in result.results.items()
    )
    Tally.objects.update_or_create(round=row, defaults=tally(result.story))
    Piece.objects.filter(round=row).delete()
    Piece.objects.bulk_create(
        Piece(round=row, language=str(language), name=name, position=number, html=html)
        for number, ((language, name), html) in enumerate(pieces(result.story, row.slug).items())
    )
    _keep_map(row, result)
    title, place = result.story.settings.title, result.story.place
    share.keep_round(row.pk, row.slug, title, place, round_folder.read(path))


def _keep_map(row: Round, result: RunResult) -> None:
    """Keep what one person's own place is worked out from, where people vote here; what was kept before goes."""
    KeptMap.objects.filter(round=row).delete()
    heard = result.story.heard
    places: Places | None = heard.places if heard else None
    if row.live and places is not None:
        content = as_json(places)
        digest = sha256(json.dumps(content).encode()).hexdigest()
        KeptMap.objects.create(round=row, as_of=result.story.settings.as_of, digest=digest, content=content)

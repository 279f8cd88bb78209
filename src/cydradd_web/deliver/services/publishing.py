"""Publishing where the money went: the awards in both languages, and the files of open data by their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.deliver.models import Agreement, Published
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.services.acting import Acting, acting
from cydradd_web.rounds.services.publishing import publish_in


def publish_awards(
    *, round_id: int, files: Mapping[str, bytes], valid: bool, by: By, at: datetime, key: str = ""
) -> Receipt:
    """Publish every signed award that is not public yet, and the files of open data as they were made last.

    Their bytes are kept as they were published, because the site makes them again after each act.

    Args:
        files: 360Giving and OCDS packages by path.
        valid: Whether each follows its standard.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: Nothing is signed, nothing was made, or a package has faults.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        signed = list(Agreement.objects.filter(round_id=round_id).values_list("application", flat=True))
        if not signed or not files:
            raise NotPossible(
                Bilingual(
                    "Nid oes cytundeb wedi’i lofnodi, felly nid oes dyfarniad i’w gyhoeddi eto.",
                    "No agreement is signed, so there is no award to publish yet.",
                )
            )
        if not valid:
            raise NotPossible(
                Bilingual(
                    "Mae diffygion yn y data agored, felly nid oes dim wedi’i gyhoeddi. Maent wedi’u rhestru ar y "
                    "dudalen hon.",
                    "The open data has faults, so nothing has been published. They are listed on this page.",
                )
            )
        receipts = [*_awards(act, signed), *_files(act, files)]
        if not receipts:
            raise NotPossible(
                Bilingual(
                    "Mae popeth eisoes yn gyhoeddus. Nid oes dim wedi newid ers hynny.",
                    "Everything is public already. Nothing has changed since.",
                )
            )
        return receipts[0]


def _awards(act: Acting, signed: list[str]) -> list[Receipt]:
    acts = acts_of(act.round_id, at=act.at)
    return [publish_in(act, name) for name in sorted(signed) if acts.published(name) is None]


def _files(act: Acting, files: Mapping[str, bytes]) -> list[Receipt]:
    receipts = []
    for path, data in sorted(files.items()):
        sha256 = hashlib.sha256(data).hexdigest()
        _row, fresh = Published.objects.get_or_create(
            round_id=act.round_id, path=path, sha256=sha256, defaults={"content": data, "at": act.at}
        )
        if fresh:
            receipts.append(act.record_body("follow.file_published", {"path": path, "sha256": sha256}))
    return receipts

"""Opening the ballots and counting them: one press, one truth."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from cydradd.cycle import round_folder
from cydradd.cycle.calculation import calculate
from cydradd.cycle.output_results import decided_document
from cydradd.decide.count import Count
from cydradd.record.canonical import serialise
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.decide.models import Ballot, Score
from cydradd_web.decide.services.checking import paper_must_be_checked
from cydradd_web.decide.services.roll import forget_addresses
from cydradd_web.record.services import Receipt, publish_parts
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.selectors.live import live_files
from cydradd_web.rounds.services.acting import Acting, NotNow, acting

BALLOTS, SCORES = "decide/ballots.pb", "decide/scores.csv"


class CountRefused(CydraddError):
    """The rule that the round chose does not allow a count of these ballots."""

    code = "count-refused"


def count_ballots(*, round_id: int, by: By, at: datetime, key: str = "") -> Receipt:
    """Open every ballot in force and every score in the same second, and compute the allocation.

    In the record, in this order: `decide.ballots_published`, what was published, `decide.allocation_computed` with
    the rule and the hashes of what was counted and of what came of it (RFC 8785 bytes of
    `cydradd decide count`, or of `cydradd decide fund` where the round has pots).
    Ballots that were changed stay sealed: only the last of each person counts. Two who press at once count once.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotNow: Voting has not closed.
        NotPossible: They were counted already, nobody voted, or paper ballots are not finished and checked.
        CountRefused: The rule does not allow it; nothing has been opened.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _must_be_closed(act)
        paper_must_be_checked(round_id)
        ballots = dict(Ballot.objects.filter(round_id=round_id, live=True).values_list("number", "times"))
        if not ballots:
            raise NotPossible(
                Bilingual(
                    "Ni fwriwyd papur pleidleisio, felly nid oes dim i’w gyfrif.",
                    "No ballot was cast, so there is nothing to count.",
                )
            )
        files = live_files(round_id, as_of=act.at, sealed=False)
        count, output = _counted(files)
        publish_parts(round_id, [number for number in ballots if number is not None], "ballot")
        receipt = _published(act, files, many=len(ballots), changed=sum(times > 1 for times in ballots.values()))
        act.record_body(
            "decide.allocation_computed",
            {
                "rule": count.options.rule,
                "input": _sha256(files[BALLOTS]),
                "output": output,
                "winners": len(count.winners),
            },
        )
        forget_addresses(round_id)
        return receipt


def _must_be_closed(act: Acting) -> None:
    acts = acts_of(act.round_id, at=act.at)
    if acts.of("decide.ballots_published"):
        raise NotPossible(
            Bilingual(
                "Mae’r papurau pleidleisio eisoes wedi’u cyfrif. Mae’r canlyniad ar y dudalen Penderfynu.",
                "The ballots are counted already. The result is on the Decide page.",
            )
        )
    if acts.closed("ballot") is None:
        raise NotNow(
            Bilingual(
                "Nid yw’r pleidleisio wedi cau, felly nid oes dim wedi’i agor na’i gyfrif.",
                "Voting has not closed, so nothing has been opened or counted.",
            )
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _counted(files: Mapping[str, bytes]) -> tuple[Count, str]:
    """The count of a round's files, and the hash of its document: as whoever downloads them gets it.

    Raises:
        CountRefused: With the sentence of the rule.
    """
    with tempfile.TemporaryDirectory(prefix="cydradd-count-") as home:
        for path, data in files.items():
            if path.startswith("listen/"):
                continue
            place = Path(home) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        # whoever acts at this instant has not published yet: the folder says that voting is over
        folder = round_folder.read(Path(home))
        calculated = calculate(folder, with_map=False)
    if calculated.count is None:
        refused = [each.message for each in calculated.defects if each.code == "refused-count"]
        why = refused[0] if refused else Bilingual("Ni ellid eu darllen.", "They could not be read.")
        raise CountRefused(
            Bilingual(f"Nid oes dim wedi’i agor na’i gyfrif. {why.cy}", f"Nothing has been opened or counted. {why.en}")
        )
    return calculated.count, _sha256(serialise(decided_document(folder, calculated)))


def _published(act: Acting, files: Mapping[str, bytes], *, many: int, changed: int) -> Receipt:
    """Say that ballots, and scores if there are any, are public in both languages: all in the same second."""
    scores = files.get(SCORES)
    receipt = act.record_body(
        "decide.ballots_published",
        {
            "ballots": many,
            "changed": changed,
            "ballots_sha256": _sha256(files[BALLOTS]),
            "scores": Score.objects.filter(round_id=act.round_id).count(),
            "scores_sha256": None if scores is None else _sha256(scores),
        },
    )
    for what in ("ballots", "scores") if scores is not None else ("ballots",):
        for language in ("cy", "en"):
            act.record("publish", object=what, code=language)
    return receipt

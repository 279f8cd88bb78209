"""Taking up a round that lies in a folder, so that people carry it on here: rows, acts, record and seats."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from cydradd.cycle import round_folder
from cydradd.cycle.acts import Acts, in_order
from cydradd.cycle.record_of_folder import record_of
from cydradd.cycle.round_folder import RoundFolder
from cydradd.cycle.stages import Gate
from cydradd.record.entry import decode
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.time import local_date
from cydradd_web.accounts.duties import Duty
from cydradd_web.accounts.services.places import take_place
from cydradd_web.record import services as record
from cydradd_web.rounds.convert import slug_of
from cydradd_web.rounds.models import Opened, Round, RoundFile
from cydradd_web.rounds.services.renewing import renew
from cydradd_web.rounds.services.rows import keep_folder

FILES = "record.file_bound"
WINDOWS = {
    Gate.OPEN_LISTEN: "listen",
    Gate.OPEN_DESIGN: "design",
    Gate.OPEN_APPLY: "call",
    Gate.OPEN_DECIDE: "ballot",
}
"""The window that each gate opens."""
OWN_COLUMNS = ("id", "title_cy", "title_en", "place", "currency", "as_of")
"""Settings that the row of a round has columns for."""


def adopt_round(path: Path, *, at: datetime) -> int:
    """Read a round folder as a round that is carried on here; its key.

    The record begins with the acts of the folder. What its ballots, if any, were sealed with is not known here, so a
    round is taken up before its ballot opens or after it is counted.

    Raises:
        UnreadableFile: The folder is no round.
    """
    folder = round_folder.read(path)
    settings = tomllib.loads((path / round_folder.SETTINGS).read_text("utf-8"))
    with transaction.atomic():
        row = Round.objects.create(
            slug=slug_of(folder.settings.id, path.name),
            reference=folder.settings.id,
            live=True,
            settings={name: value for name, value in settings.items() if name not in OWN_COLUMNS},
            title_cy=folder.settings.title.cy,
            title_en=folder.settings.title.en,
            place_code=folder.settings.place,
            currency=folder.settings.currency,
            as_of=folder.settings.as_of,
            plan=_days_ahead(folder, at),
            imported_at=at,
            imported_by="adopted",
        )
        keep_folder(row.pk, folder)
        RoundFile.objects.filter(round_id=row.pk).delete()
        _keep_record(row.pk, folder)
        _keep_gates(row.pk, folder)
    renew(row.pk, as_of=max(at, folder.settings.as_of))
    return row.pk


def _days_ahead(folder: RoundFolder, at: datetime) -> dict[str, str]:
    """The announced last day of each window that stands open. A day that is over already is not taken up: the site
    would close the window at once, and what was sealed elsewhere; its officer says what becomes of it."""
    acts = Acts(in_order(folder.tables.events or (), folder.settings.as_of))
    found: dict[str, str] = {}
    for act in acts.events:
        window = act.object
        if window is None or act.kind not in ("window_opens", "change") or not acts.is_open(window):
            continue
        day = _day(act.item)
        if window in WINDOWS.values() and day is not None and day >= local_date(at):
            found[window] = day.isoformat()
    return found


def _day(said: str | None) -> date | None:
    """A day that an act names; ``None``: it names something else."""
    try:
        return None if said is None else date.fromisoformat(said)
    except ValueError:
        return None


def _keep_record(round_id: int, folder: RoundFolder) -> None:
    """The acts of the folder as the beginning of the record; its files change from now on, and stay out."""
    made = record_of(folder)
    kept = [number for number, data in enumerate(made.entries) if decode(data).type != FILES]
    entries = [made.entries[number] for number in kept]
    record.keep_record(round_id, entries, [each for each in made.openings if each.index < len(entries)])


def _keep_gates(round_id: int, folder: RoundFolder) -> None:
    """The gates that were passed before: each by the window or the agreement that it opens, as the acts tell."""
    acts = Acts(in_order(folder.tables.events or (), folder.settings.as_of))
    opened = {gate: at for gate, window in WINDOWS.items() if (at := acts.opened(window)) is not None}
    if folder.tables.agreements and Gate.OPEN_DECIDE in opened:
        opened[Gate.OPEN_DELIVER] = acts.published("result") or opened[Gate.OPEN_DECIDE]
    Opened.objects.bulk_create(
        Opened(round_id=round_id, gate=str(gate), missing=0, overridden=False, at=at) for gate, at in opened.items()
    )


def seat_people(round_id: int, seats: Mapping[str, tuple[int, Partner, tuple[Duty, ...]]], *, at: datetime) -> None:
    """Join seats of a round that was taken up with people: by pseudonym, who sits there and with which duties."""
    for seat, (person, partner, duties) in seats.items():
        take_place(person=person, round_id=round_id, partner=partner, seat=seat, duties=duties, at=at)

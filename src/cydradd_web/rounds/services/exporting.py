"""Writing a round out of the database, as a round folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from cydradd_web.apply import selectors as apply
from cydradd_web.components.rows import cells_of
from cydradd_web.decide import selectors as decide
from cydradd_web.deliver import selectors as deliver
from cydradd_web.design import selectors as design
from cydradd_web.evaluate import selectors as evaluate
from cydradd_web.rounds.convert import table_bytes
from cydradd_web.rounds.models import Round, RoundFile, Seat
from cydradd_web.rounds.services.renewing import write_folder

Cells = Sequence[tuple[int, Mapping[str, str]]]


def _seats(round_id: int, _path: str) -> Cells:
    return cells_of(Seat, round_id)


GIVERS: Mapping[str, Callable[[int, str], Cells]] = {
    "design": design.cells,
    "apply": apply.cells,
    "decide": decide.cells,
    "deliver": deliver.cells,
    "evaluate": evaluate.cells,
    "cycle": _seats,
}
"""Who gives back the tables of each part of a round folder."""


def export_round(round_id: int, folder: Path) -> tuple[str, ...]:
    """Write every file of a round into an empty folder; the paths written.

    A table is written from its rows. What is no table, or was not written as we write, comes as it came. A round that
    is carried here is written as it stood when its pages were made, without what is sealed.
    """
    row = Round.objects.get(pk=round_id)
    if row.live:
        return write_folder(round_id, folder, as_of=row.as_of)
    paths = []
    for file in RoundFile.objects.filter(round_id=round_id):
        place = folder / file.path
        if not place.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"{file.path} leaves the folder")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bytes(file.content) if file.content is not None else _table(round_id, file))
        paths.append(file.path)
    return tuple(paths)


def _table(round_id: int, file: RoundFile) -> bytes:
    rows = GIVERS[file.path.split("/")[0]](round_id, file.path)
    return table_bytes(file.header, rows, [(position, cells) for position, cells in file.unread])

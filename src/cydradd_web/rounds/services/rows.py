"""Rows of a round folder into the database: typed where a rule knows them, as text everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cydradd.cycle.columns import TABLES
from cydradd.cycle.events import Event, line
from cydradd.cycle.raw_tables import RawTable, raw_table
from cydradd.cycle.round_folder import RoundFolder
from cydradd_web.apply import services as apply
from cydradd_web.components.rows import BATCH, keep_rows
from cydradd_web.decide import services as decide
from cydradd_web.deliver import services as deliver
from cydradd_web.design import services as design
from cydradd_web.evaluate import services as evaluate
from cydradd_web.listen import services as listen
from cydradd_web.rounds.convert import table_bytes
from cydradd_web.rounds.models import Act, RoundFile, Seat

Cells = Mapping[int, Mapping[str, str]]
Keep = Callable[[int, str, Iterable[object], Cells], None]


def _keep_seats(round_id: int, _path: str, rows: Iterable[object], cells: Cells) -> None:
    keep_rows(Seat, round_id, rows, cells)


KEEPERS: Mapping[str, Keep] = {
    "design": design.keep_table,
    "apply": apply.keep_table,
    "decide": decide.keep_table,
    "deliver": deliver.keep_table,
    "evaluate": evaluate.keep_table,
    "cycle": _keep_seats,
}
"""Who keeps the tables of each part of a round folder."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file as it is kept beside its rows."""

    header: tuple[str, ...] = ()
    unread: tuple[tuple[int, tuple[str, ...]], ...] = ()
    content: bytes | None = None


def keep_folder(round_id: int, folder: RoundFolder) -> None:
    """Replace everything of a round by what its folder holds, inside the caller's transaction."""
    RoundFile.objects.filter(round_id=round_id).delete()
    files = {path: (folder.path / path).read_bytes() for path in folder.files}
    kept: dict[str, _Kept] = {}
    for path, table in TABLES.items():
        rows = getattr(folder.tables, table.name) or ()
        kept[path] = _keep_table(round_id, path, rows, files.get(path))
    listen.keep_export(round_id, folder.listening)
    decide.keep_election(round_id, folder.election)
    _keep_acts(round_id, folder.tables.events or ())
    RoundFile.objects.bulk_create(
        _file(round_id, path, kept.get(path, _Kept(content=data))) for path, data in files.items()
    )


def _file(round_id: int, path: str, kept: _Kept) -> RoundFile:
    unread = [[position, list(cells)] for position, cells in kept.unread]
    return RoundFile(round_id=round_id, path=path, header=list(kept.header), unread=unread, content=kept.content)


def _keep_table(round_id: int, path: str, rows: Sequence[Any], data: bytes | None) -> _Kept:
    """Keep the rows of one table; what our writer would not give back to the byte is kept as it came."""
    raw = _raw(data)
    typed = {row.row for row in rows}
    cells = {each.line: dict(zip(raw.header, each.cells, strict=False)) for each in raw.rows}
    KEEPERS[path.split("/")[0]](round_id, path, rows, cells)
    unread = tuple((each.line, each.cells) for each in raw.rows if each.line not in typed)
    known = [(number, cells[number]) for number in sorted(typed & cells.keys())]
    same = table_bytes(raw.header, known, unread) == data
    return _Kept(raw.header, unread, None if same else data)


def _raw(data: bytes | None) -> RawTable:
    """The text of a table; empty when it is no text, and then its bytes are kept whole."""
    try:
        return RawTable((), ()) if data is None else raw_table(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return RawTable((), ())


def _keep_acts(round_id: int, events: Iterable[Event]) -> None:
    Act.objects.filter(round_id=round_id).delete()
    Act.objects.bulk_create(
        (
            Act(
                round_id=round_id,
                position=event.row or number,
                kind=event.kind,
                at=event.at,
                object=event.object,
                gate=event.gate,
                partner=None if event.partner is None else str(event.partner),
                seat=event.seat,
                code=event.code,
                line=line(event),
            )
            for number, event in enumerate(events, 1)
        ),
        batch_size=BATCH,
    )

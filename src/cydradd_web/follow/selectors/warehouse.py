"""The warehouse of open data: opened once in each process, to read alone; each request asks through its own cursor.

DuckDB is loaded with the first page that needs it. A file that takes the place of the one that is open is opened when
nobody reads the old one any more; within one process DuckDB would hand out the old one until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cydradd.follow.warehouse.offered import Offered
    from cydradd.follow.warehouse.store import Warehouse

Mark = tuple[str, int, int, int]


@dataclass(slots=True)
class _Open:
    mark: Mark
    warehouse: Warehouse
    offered: Offered
    readers: int = 0


_open: list[_Open] = []
_lock = Lock()


def _mark(path: Path) -> Mark | None:
    """Which file lies there: its place, number, size and time; ``None``: none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (str(path), found.st_ino, found.st_size, found.st_mtime_ns)


def _current(mark: Mark, path: Path) -> _Open:
    """The file that is open, or the new one where it is another and nobody reads the old one."""
    from cydradd.follow.warehouse.offered import offered
    from cydradd.follow.warehouse.store import open_warehouse

    known = _open[0] if _open else None
    if known and (known.mark == mark or known.readers):
        return known
    _forget()
    warehouse = open_warehouse(path)
    try:
        _open.append(_Open(mark, warehouse, offered(warehouse)))
    except BaseException:
        warehouse.close()
        raise
    return _open[0]


def _forget() -> None:
    while _open:
        _open.pop().warehouse.close()


@contextmanager
def opened() -> Iterator[tuple[Warehouse, Offered] | None]:
    """The warehouse and what it holds; ``None``: there is no file yet.

    Raises:
        UnreadableFile: The file is no warehouse of this version, or a program is writing to it.
    """
    path = Path(settings.WAREHOUSE)
    mark = _mark(path)
    if mark is None:
        yield None
        return
    from cydradd.follow.warehouse.store import Warehouse

    with _lock:
        one = _current(mark, path)
        one.readers += 1
        cursor = one.warehouse.connection.cursor()
    try:
        yield Warehouse(path, cursor), one.offered
    finally:
        cursor.close()
        with _lock:
            one.readers -= 1


def let_go() -> None:
    """Close the file, so that another program may write to it."""
    with _lock:
        _forget()

"""A package of grants written as one file, and read back: what the form could not hold as it was is told."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from cydradd.follow.reading.opening import open_file
from cydradd.follow.reading.reading import Reading
from cydradd.follow.reading.shape import Shape, grant
from cydradd.follow.writing.documents import document, plain_values
from cydradd.follow.writing.forms import Grants, as_text, write_csv, write_json
from cydradd.vocabulary.errors import CydraddError, UnreadableFile
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


class FileForm(StrEnum):
    """A form in which grants are published."""

    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"


class CannotWrite(CydraddError):
    """Grants that a form has no way to hold."""

    code = "cannot-write"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        count: Grants.
        changed: Values that read otherwise from the new file than they were, by field without places in lists: a form
            may not hold them. Empty for a file that reads the same.
        left_out: Members of the package, such as ``publisher``, that the form has no place for.
    """

    count: int
    changed: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def _writer(form: FileForm) -> Callable[[Mapping[str, JsonValue], Grants, Path], None]:
    if form is FileForm.XLSX:
        from cydradd.follow.writing.workbook import write_workbook  # only where a workbook is asked for

        return write_workbook
    return write_json if form is FileForm.JSON else write_csv


def write(
    package: Mapping[str, JsonValue] | Reading,
    path: Path,
    form: FileForm,
    watch: Callable[[int], None] | None = None,
) -> Written:
    """Write a package of grants, or a file that was opened with its safe repairs made, and read it back.

    The file appears whole or not at all. A form may hold less than there is: comma-separated text has no place for the
    package around the grants, and no table tells an empty list from none. Nothing of it is lost in silence.

    Args:
        package: The members of a package, ``grants`` among them; or a file that is read again for each pass.
        path: The file to write; one that is there is replaced.
        watch: Told now and then how many bytes of a file have been read in this pass; what it raises ends the writing.

    Raises:
        UnreadableFile: The file that is read is broken.
        CannotWrite: The form cannot hold the grants at all.
    """
    meta, grants = _taken(package, watch or (lambda _: None))
    part = path.with_name(f".{path.name}.part")
    try:
        _writer(form)(meta, grants, part)
        written = _proved(meta, grants, part, form)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return written


def _taken(
    package: Mapping[str, JsonValue] | Reading, watch: Callable[[int], None]
) -> tuple[Mapping[str, JsonValue], Grants]:
    """The members around the grants, and every grant as a document."""
    if isinstance(package, Mapping):
        listed = package.get("grants")
        grants = listed if isinstance(listed, list | tuple) else ()
        return {name: value for name, value in package.items() if name != "grants"}, lambda: grants

    def documents() -> Iterator[JsonValue]:
        for number, row in enumerate(package.rows()):
            if not number & 255:
                watch(package.bytes_read)
            yield document(row)

    deque(documents(), maxlen=0)  # what is around the grants is known at the end of the file
    return dict(package.meta), documents


def _proved(meta: Mapping[str, JsonValue], grants: Grants, part: Path, form: FileForm) -> Written:
    """Read what was written, and tell how it differs from what was to be written."""
    changed, count = Counter[str](), 0
    is_text = form is FileForm.CSV
    try:
        back = open_file(part)
        again = map(document, back.rows())
        for each in grants():
            count += 1
            before = _values(each, is_text)
            after = _values(next(again, {}), is_text) if before or form is FileForm.JSON else {}
            if before != after:
                changed.update(_field(key) for key in before.keys() | after.keys() if before.get(key) != after.get(key))
        changed.update("" for _ in again)
    except UnreadableFile:
        raise CannotWrite(
            Bilingual(
                f"Ni all {form.upper()} ddal y grantiau hyn. Ysgrifennwch JSON, sy’n dal popeth.",
                f"{form.upper()} cannot hold these grants. Write JSON, which holds everything.",
            )
        ) from None
    kept, said = _values(meta, False), _values(back.meta, False)
    lost = sorted({key.split("/")[1] for key in kept if said.get(key) != kept[key]})
    return Written(count, dict(sorted(changed.items())), tuple(lost))


def _values(document: JsonValue, is_text: bool) -> dict[str, JsonValue]:
    """The plain values of a document. In a table of text, what no field holds has no kind but text."""
    return {
        key: as_text(value) if is_text and isinstance(value, bool | int | float) and _is_beside(_field(key)) else value
        for key, value in plain_values(document)
    }


@cache
def _is_beside(field: str) -> bool:
    """Whether no field of the standard is there."""
    inside: Shape | None = grant()
    for part in field.split("/"):
        member = inside.members.get(part) if inside is not None else None
        if member is None:
            return True
        inside = member.inside
    return False


def _field(pointer: str) -> str:
    return "/".join(part for part in pointer.split("/")[1:] if not part.isdigit())

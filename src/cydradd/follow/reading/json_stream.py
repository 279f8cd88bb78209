"""A package of JSON read as a stream: the entries of its one long list, and beside it its other members.

The list is cut at the bytes between two entries and each piece is parsed whole. Where to cut is guessed from the end
of a piece by counting brackets, and the parser confirms it: a piece that parses as a list when it is put between
brackets holds whole entries, since a parser that reads the file from its beginning is in the same state at the cut.
When the guess is wrong, because a text holds brackets, one entry is cut out exactly, string by string.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import orjson

from cydradd.follow.reading.refusing import DEEPEST, line_and_character, refuse, too_deep
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import JsonValue

PIECE = 1 << 18
"""Bytes of the list that are parsed at once."""
LARGEST = 1 << 24
"""Bytes of one entry or one other member above which a file is not read."""

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[\[\]{}]', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,\[\]{}\"]+")
_SPACE = re.compile(rb"[ \t\r\n]*")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_LOOKBACK = 64
"""Objects from the end of a piece that are tried as its last entry."""
_PATIENCE = 256
"""Entries that are cut out exactly after a wrong guess, before another guess."""


def is_deep(text: bytes) -> bool:
    """Whether brackets in a text of JSON may stand deeper in one another than `DEEPEST`.

    Brackets inside strings count too: ``True`` can be wrong, ``False`` cannot.
    """
    left = text.translate(None, _NO_BRACKETS)
    for _ in range(DEEPEST):
        if not left:
            return False
        left = left.replace(b"{}", b"").replace(b"[]", b"")
    return bool(left)


def depth_is_over(value: JsonValue, most: int = DEEPEST) -> bool:
    """Whether objects and lists stand deeper in one another than ``most``."""
    level: list[JsonValue] = [value]
    for _ in range(most):
        inner: list[JsonValue] = []
        for each in level:
            inner += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        level = [each for each in inner if isinstance(each, dict | list)]
        if not level:
            return False
    return True


class JsonPackage:
    """One object of JSON with a long list, read once from beginning to end.

    Attributes:
        name: The member that is the list, once it is found.
        others: Every other member. Complete when the list has been read to its end.
        bytes_read: How far into the file reading is.
    """

    def __init__(self, path: Path, lists: Collection[str]) -> None:
        self.path = path
        self.name: str | None = None
        self.others: dict[str, JsonValue] = {}
        self.bytes_read = 0
        self._lists = lists
        self._file: BinaryIO = path.open("rb")
        self._buffer = b""
        self._at = 0
        self._offset = 0
        self._ended = False
        self._exact = 0

    def __enter__(self) -> JsonPackage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def find_list(self) -> str | None:
        """The name of the list, with reading at its first entry; ``None``: the package has none of the lists.

        Raises:
            UnreadableFile: The file is no object of JSON, or is broken before the list.
        """
        if self._next() == b"\xef" and self._buffer.startswith(b"\xef\xbb\xbf"):
            self._at += 3
        if self._next() != b"{":
            raise self._broken()
        self._at += 1
        if self._next() == b"}":
            self._at += 1
            return None
        return self._members()

    def entries(self) -> Iterator[JsonValue]:
        """Every entry of the list, one after another, as `pieces` gives them."""
        return chain.from_iterable(self.pieces())

    def pieces(self) -> Iterator[list[JsonValue]]:
        """Every entry of the list, after `find_list`, some at a time; then the members after it are read.

        Raises:
            UnreadableFile: Broken or cut off, with line and character; nested too deep; one entry too large.
        """
        if self._next() == b"]":
            self._at += 1
        else:
            while True:
                yield self._run()
                mark = self._next()
                self._at += 1
                if mark == b"]":
                    break
                if mark != b",":
                    self._at -= 1
                    raise self._broken()
        self._rest()

    def _rest(self) -> None:
        """The members after the list."""
        if self._next() == b",":
            self._at += 1
            if self._members() is not None:
                raise refuse(self.path, "mae dwy restr yn y pecyn.", "the package holds two lists.")
        elif self._next() == b"}":
            self._at += 1
        else:
            raise self._broken()
        if self._next():
            raise self._broken()

    def _members(self) -> str | None:
        """Read members until the list begins, or to the end of the object."""
        while True:
            if self._next() != b'"':
                raise self._broken()
            name = str(self._value())
            if self._next() != b":":
                raise self._broken()
            self._at += 1
            if name in self._lists and self._next() == b"[":
                self.name = name
                self._at += 1
                return name
            self.others[name] = self._value()
            mark = self._next()
            if mark not in (b",", b"}"):
                raise self._broken()
            self._at += 1
            if mark == b"}":
                return None

    def _run(self) -> list[JsonValue]:
        """As many whole entries as a piece holds, at least one."""
        self._fill(PIECE)
        if self._exact:
            self._exact -= 1
        else:
            found = self._guessed()
            if found is not None:
                return found
            self._exact = _PATIENCE
        return [self._value()]

    def _guessed(self) -> list[JsonValue] | None:
        """The entries up to the last `}` of the piece that seems to end one; ``None`` when the guess is wrong."""
        text, start = self._buffer, self._at
        end = text.rfind(b"}", start) + 1
        curly = text.count(b"{", start, end) - text.count(b"}", start, end)
        square = text.count(b"[", start, end) - text.count(b"]", start, end)
        for _ in range(_LOOKBACK):
            if not end:
                return None
            if not curly and not square and self._ends_entry(end):
                return self._parsed(text[start:end])
            before = text.rfind(b"}", start, end - 1) + 1
            curly -= text.count(b"{", before or start, end) - text.count(b"}", before or start, end)
            square -= text.count(b"[", before or start, end) - text.count(b"]", before or start, end)
            end = before
        return None

    def _ends_entry(self, end: int) -> bool:
        after = _SPACE.match(self._buffer, end)
        return after is not None and self._buffer[after.end() : after.end() + 1] in (b",", b"]")

    def _parsed(self, text: bytes) -> list[JsonValue] | None:
        try:
            found: list[JsonValue] = orjson.loads(b"[" + text + b"]")
        except orjson.JSONDecodeError:
            return None
        if is_deep(text) and any(depth_is_over(each) for each in found):
            raise too_deep(self.path)
        self._at += len(text)
        return found

    def _value(self) -> JsonValue:
        """One value, cut out exactly."""
        self._next()
        end = self._end_of_value()
        text = self._buffer[self._at : end]
        try:
            value: JsonValue = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            self._at += len(str(error.doc)[: error.pos].encode("utf-8", "surrogatepass"))
            raise self._broken() from None
        self._at = end
        return value

    def _end_of_value(self) -> int:
        """Where the value that begins here ends; more of the file is read until it does."""
        while True:
            end = _end(self._buffer, self._at, self.path)
            whole = end is not None and (end < len(self._buffer) or self._buffer[end - 1 : end] in b'"}]')
            if end is not None and (whole or self._ended):
                return end
            size = len(self._buffer) - self._at
            if size > LARGEST:
                raise refuse(
                    self.path,
                    f"mae un cofnod dros {LARGEST >> 20} MB (llinell {self._place()[0]}).",
                    f"one entry is larger than {LARGEST >> 20} MB (line {self._place()[0]}).",
                )
            if self._ended:
                self._at = len(self._buffer)
                raise self._broken()
            self._fill(2 * size + PIECE)

    def _next(self) -> bytes:
        """The next character that is no space, without passing it; empty at the end of the file."""
        while True:
            space = _SPACE.match(self._buffer, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._buffer) or not self._fill(PIECE):
                return self._buffer[self._at : self._at + 1]

    def _fill(self, size: int) -> bool:
        """Have at least so many bytes at hand, or all that are left; whether any were added."""
        missing = size - (len(self._buffer) - self._at)
        if self._ended or missing <= 0:
            return False
        more = self._file.read(max(missing, PIECE))
        self._ended = not more
        self.bytes_read += len(more)
        self._buffer = self._buffer[self._at :] + more
        self._offset += self._at
        self._at = 0
        return bool(more)

    def _place(self) -> tuple[int, int]:
        return line_and_character(self.path, self._offset + self._at)

    def _broken(self) -> UnreadableFile:
        """What is said of a file that stops being JSON here."""
        line, character = self._place()
        if self._ended and self._at >= len(self._buffer):
            return refuse(
                self.path,
                f"mae’r ffeil wedi’i thorri’n fyr (llinell {line}, llythyren {character}). Lawrlwythwch hi eto.",
                f"the file is cut off (line {line}, character {character}). Download it again.",
            )
        return refuse(
            self.path,
            f"nid JSON cyfan yw’r ffeil (llinell {line}, llythyren {character}).",
            f"the file is not whole JSON (line {line}, character {character}).",
        )


def _end(text: bytes, start: int, path: Path) -> int | None:
    """Where the value at ``start`` ends; ``None`` when the text ends before it does."""
    first = text[start : start + 1]
    if first not in (b"{", b"[", b'"'):
        scalar = _SCALAR.match(text, start)
        return scalar.end() if scalar else start + 1 if first else None
    depth = 0
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if mark in (b"{", b"["):
            depth += 1
            if depth > DEEPEST:
                raise too_deep(path)
        elif mark in (b"}", b"]"):
            depth -= 1
        elif not token[1]:
            return None
        if depth == 0:
            return token.end()
    return None


def members(value: JsonValue) -> Mapping[str, JsonValue]:
    """A value as an object; anything else has no members."""
    return value if isinstance(value, Mapping) else {}

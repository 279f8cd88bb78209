"""One file from the web to disk: politely, with an end to its size, and going on where it stopped.

HTTP as in RFC 9110: ranges with ``If-Range`` (14, 13.1.5), ``Retry-After`` (10.2.3).
"""

from __future__ import annotations

import hashlib
import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from cydradd import __version__
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

AGENT = f"cydradd/{__version__} (open data reader; urllib)"
TIMEOUT = 60.0
"""Seconds in which a server must say something."""
ATTEMPTS = 5
PATIENCE = 120
"""Seconds that are waited, at most, when a server asks for it."""
_CHUNK = 1 << 16
_BUSY = frozenset({429, 500, 502, 503, 504})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Watch = Callable[[int, int | None], None]
"""Told how many bytes are there, and of how many; ``None``: the server does not say."""


class CannotFetch(CydraddError):
    """A file that could not be had from the web. What was read of it stays, to go on from."""

    code = "cannot-fetch"


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that is there now. ``resumed_at``: bytes that an earlier attempt had left."""

    url: str
    size: int
    sha256: str
    resumed_at: int
    content_type: str | None


def download(
    url: str,
    out: Path,
    *,
    largest: int,
    watch: Watch = lambda _done, _of: None,
    wait: Callable[[float], None] = time.sleep,
) -> Downloaded:
    """Fetch a file; it appears under its name when it is whole.

    A part of it that an earlier attempt left is gone on from, if the server says that the file is still the same.

    Args:
        largest: Bytes above which the file is refused.

    Raises:
        CannotFetch: No web address, a server that refuses or cannot be reached, or a file too large.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise CannotFetch(Bilingual(f"Nid cyfeiriad gwe yw “{url}”.", f"“{url}” is no web address."))
    return _Download(url, out, largest, watch, wait).run()


class _Download:
    """One file while it is fetched. Beside its part lies what tells whether the file is still the same."""

    def __init__(self, url: str, out: Path, largest: int, watch: Watch, wait: Callable[[float], None]) -> None:
        self.url, self.out, self.largest, self.watch, self.wait = url, out, largest, watch, wait
        self.part = out.with_name(f".{out.name}.part")
        self.note = out.with_name(f".{out.name}.part.json")
        self.opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler,
            urllib.request.HTTPHandler,
            urllib.request.HTTPSHandler,
            urllib.request.HTTPRedirectHandler,
            urllib.request.HTTPDefaultErrorHandler,
            urllib.request.HTTPErrorProcessor,
            urllib.request.UnknownHandler,
        ):
            self.opener.add_handler(handler())

    def run(self) -> Downloaded:
        """Try until it is whole, or until trying is of no use."""
        first = self.held()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                kind = self.attempt()
            except urllib.error.HTTPError as error:
                self.after_refusal(error, attempt)
            except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as error:
                if attempt == ATTEMPTS:
                    raise self.unreachable(error) from None
                self.wait(2.0 ** (attempt - 1))
            else:
                return self.whole(first, kind)
        raise AssertionError("the last attempt returns or raises")

    def held(self) -> int:
        """Bytes of the part that may be gone on from."""
        return self.part.stat().st_size if self.part.is_file() and self.validator() else 0

    def validator(self) -> str | None:
        """What the server called the state of the file when the part was read."""
        try:
            note = orjson.loads(self.note.read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return None
        same = isinstance(note, dict) and note.get("url") == self.url
        return note["validator"] if same and isinstance(note.get("validator"), str) else None

    def attempt(self) -> str | None:
        """Ask once, and read what comes; the type of the content."""
        start = self.held()
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        if start:
            headers |= {"Range": f"bytes={start}-", "If-Range": self.validator() or ""}
        request = urllib.request.Request(self.url, headers=headers)  # noqa: S310 (the scheme was looked at)
        with self.opener.open(request, timeout=TIMEOUT) as response:
            goes_on = response.status == 206 and _begins_at(response.headers, start)
            if response.status == 206 and not goes_on:
                self.part.unlink()
                raise http.client.HTTPException("another range came than was asked for")
            start = start if goes_on else 0
            length = response.headers.get("Content-Length")
            total = start + int(length) if length is not None and length.isdigit() else None
            self.refuse_too_large(total or 0)
            with self.part.open("ab" if goes_on else "wb") as file:
                self.remember(response.headers)
                while chunk := response.read(_CHUNK):
                    file.write(chunk)
                    self.refuse_too_large(file.tell())
                    self.watch(file.tell(), total)
                if total is not None and file.tell() < total:
                    raise http.client.IncompleteRead(b"", total - file.tell())
            kind: str | None = response.headers.get_content_type() if response.headers.get("Content-Type") else None
            return kind

    def remember(self, headers: Message) -> None:
        """Keep what tells the state of the file: a strong ETag, else the time of its last change."""
        etag = headers.get("ETag", "")
        validator = etag if etag and not etag.startswith("W/") else headers.get("Last-Modified")
        self.note.write_bytes(orjson.dumps({"url": self.url, "validator": validator}))

    def refuse_too_large(self, size: int) -> None:
        if size > self.largest:
            self.part.unlink(missing_ok=True)
            self.note.unlink(missing_ok=True)
            limit = f"{self.largest / 1e6:,.0f} MB"
            raise CannotFetch(
                Bilingual(
                    f"Mae’r ffeil yn fwy na {limit}. Codwch y terfyn â --most os ydych am ei chael.",
                    f"The file is larger than {limit}. Raise the limit with --most if you want it.",
                )
            )

    def after_refusal(self, error: urllib.error.HTTPError, attempt: int) -> None:
        """Wait when the server asks for it or is busy; give up when it says no."""
        error.close()
        if error.code == 416 and self.held():
            self.part.unlink()  # what is held is no beginning of the file any more
            return
        asked = _seconds(error.headers.get("Retry-After"))
        if error.code not in _BUSY or attempt == ATTEMPTS or (asked or 0) > PATIENCE:
            raise self.refused(error, asked) from None
        self.wait(2.0 ** (attempt - 1) if asked is None else asked)

    def refused(self, error: urllib.error.HTTPError, asked: float | None) -> CannotFetch:
        later = asked is not None
        return CannotFetch(
            Bilingual(
                f"Gwrthododd {self.host} y cais ({error.code})."
                + (f" Rhowch gynnig arall ymhen {asked:.0f} eiliad." if later else " Gwiriwch y cyfeiriad."),
                f"{self.host} refused ({error.code} {error.reason})."
                + (f" Try again in {asked:.0f} seconds." if later else " Check the address."),
            )
        )

    def unreachable(self, error: Exception) -> CannotFetch:
        reason = getattr(error, "reason", None) or error or type(error).__name__
        return CannotFetch(
            Bilingual(
                f"Ni ellid darllen o {self.host} ({reason}). Rhowch yr un gorchymyn eto i fynd ymlaen.",
                f"{self.host} could not be read from ({reason}). Give the same command again to go on.",
            )
        )

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url

    def whole(self, resumed_at: int, kind: str | None) -> Downloaded:
        """The file under its name."""
        with self.part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = self.part.stat().st_size
        self.part.replace(self.out)
        self.note.unlink(missing_ok=True)
        return Downloaded(self.url, size, sha256, resumed_at, kind)


def _begins_at(headers: Message, start: int) -> bool:
    """Whether the range that came is the one asked for."""
    match = _RANGE.match(headers.get("Content-Range", ""))
    return match is not None and int(match[1]) == start


def _seconds(text: str | None) -> float | None:
    """How long a server asks to wait: seconds, or until a date; ``None``: it does not say."""
    if not text:
        return None
    if text.strip().isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)

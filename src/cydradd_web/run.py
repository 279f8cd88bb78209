"""Start the site: ``python -m cydradd_web.run``. This is what ``cydradd serve`` and ``make run`` do.

Make ready (catalogue, styles, database, rounds), then serve, and print the address once the site answers. Beside the
server one worker runs (`cydradd_web.work`); it is started again if it dies. Ctrl-C or a TERM signal ends both cleanly.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cydradd_web import assets, catalogue
from cydradd_web.work import ONE_THREAD, PARENT

PORTS_TRIED = 50
THREADS = 32
"""Requests answered at once. Most of them wait, for the disk or for one another: acts that wait together are one
transaction (`cydradd_web.components.together`)."""
GRACE = 2.0
"""Seconds for the task in hand to come to its end; after that it waits for the next worker."""
LONGEST_WAIT = 30.0


def say(text: str) -> None:
    """One line to stderr."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def free_port(host: str, first: int) -> int:
    """``first``, or the next port on which nothing listens. Raises `OSError` when fifty in a row are taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port on {host} from {first} on: give another with --port")


def prepare() -> None:
    """Bring the database up to date, and read the round folders and the proposals that have changed."""
    import django
    from django.conf import settings

    django.setup()
    from cydradd_web.new_database import bring_up_to_date
    from cydradd_web.rounds.services import Imported, import_rounds
    from cydradd_web.share.services import import_proposals

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    bring_up_to_date()

    def tell(path: Path, imported: str) -> None:
        if imported != Imported.UNCHANGED:
            say(f"{path.name}: {'read' if imported == Imported.READ else 'could not be read; the site says why'}")

    if settings.DEMO:
        load_demo()
        return
    counts = import_rounds(settings.ROUNDS_DIR, by="start", at=datetime.now(UTC), tell=tell)
    if not any(counts.values()):
        say(f"No round folders in {settings.ROUNDS_DIR}: the site starts empty.")
    import_proposals(settings.PROPOSALS_DIR, by="start", at=datetime.now(UTC), tell=tell)


def load_demo() -> None:
    """Load the demo network into an empty database, to be carried on here; from then on it is what people make it."""
    from django.conf import settings

    from cydradd_web import demo
    from cydradd_web.share.services import import_proposals

    home = settings.ROUNDS_DIR.parent
    if not demo.is_loaded(home):
        say("Loading the demo network ...")
        demo.load(home, at=datetime.now(UTC))
    import_proposals(settings.PROPOSALS_DIR, by="start", at=datetime.now(UTC))


def announce(address: str, stop: threading.Event) -> None:
    """Print the address on stdout as soon as the site answers there, however long that takes."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while not stop.is_set():
        try:
            with opener.open(f"{address}/en/", timeout=5):
                break
        except urllib.error.HTTPError:
            break  # it answers: a redirect to https, or a name that production does not know
        except OSError:
            stop.wait(0.05)
    else:
        return
    sys.stdout.write(f"Cydradd: {address}\n")
    sys.stdout.writelines(f"{line}\n" for line in whom())
    sys.stdout.flush()


def whom() -> list[str]:
    """Whom to sign in as, one line a person: in the demo alone."""
    from django.conf import settings

    from cydradd_web import demo

    return list(demo.whom(settings.ROUNDS_DIR.parent)) if settings.DEMO else []


def keep_working(stop: threading.Event) -> None:
    """Keep one worker running until the server ends, and then end it."""
    wait, own = 1.0, {**ONE_THREAD, PARENT: str(os.getpid())}
    while not stop.is_set():
        began = time.monotonic()
        with subprocess.Popen([sys.executable, "-m", "cydradd_web.work"], env={**os.environ, **own}) as worker:
            while worker.poll() is None and not stop.wait(0.2):
                pass
            end(worker)
        if stop.is_set():
            return
        wait = 1.0 if time.monotonic() - began > LONGEST_WAIT else min(2 * wait, LONGEST_WAIT)
        say(f"The worker ended (status {worker.returncode}). It is started again in {wait:.0f} s.")
        stop.wait(wait)


def end(worker: subprocess.Popen[bytes]) -> None:
    """Ask a worker to end, then tell it, then make it."""
    for ask in (worker.terminate, worker.terminate, worker.kill):
        if worker.poll() is not None:
            return
        ask()
        try:
            worker.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            continue


def beside(address: str, stop: threading.Event) -> None:
    """What runs beside the server: first its address is told, then the worker begins, so that neither is in the way."""
    announce(address, stop)
    keep_working(stop)


def tell_address(address: str) -> None:
    """What links in messages begin with, unless the deployment says it."""
    from django.conf import settings

    if "SITE_ADDRESS" not in os.environ and settings.SITE_ADDRESS.startswith("http://127.0.0.1"):
        os.environ["SITE_ADDRESS"] = settings.SITE_ADDRESS = address


class Wakeful(threading.Event):
    """An event whose waiter looks up twice a second. The system may hand a signal to any thread, and Python acts on it
    only when its first thread wakes: one that waited without end would never hear of it."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until set; with ``timeout`` at most so many seconds. Whether it is set."""
        if timeout is not None:
            return super().wait(timeout)
        while not super().wait(0.5):
            pass
        return True


def serve(host: str, port: int) -> None:
    """Serve until Ctrl-C or TERM."""
    from granian.constants import Interfaces
    from granian.server.mp import MPServer

    shown = f"[{host}]" if ":" in host else host
    stop = threading.Event()
    tell_address(f"http://{shown}:{port}")
    company = threading.Thread(target=beside, args=(f"http://{shown}:{port}", stop), daemon=True)

    class Site(MPServer):
        """The server. A thread that holds a lock at the fork of the serving process leaves it locked there for ever
        (the lock of an import, say), so that the company starts when the fork is done."""

        def startup(self, spawn_target: Any, target_loader: Any) -> None:
            super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
            company.start()

    server = Site(
        "cydradd_web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=5,
    )
    server.main_loop_interrupt = Wakeful()
    try:
        server.serve()
    finally:
        stop.set()
        if company.is_alive():
            company.join(timeout=3 * GRACE)


def parser() -> argparse.ArgumentParser:
    """Where to serve, and which rounds."""
    found = argparse.ArgumentParser(prog="python -m cydradd_web.run", description="Serve the site.")
    found.add_argument("--host", default="127.0.0.1")
    found.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    found.add_argument("--rounds", type=Path, help="folder whose folders are rounds (default: demo/rounds)")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Make ready and serve. Exit status 1, with one sentence, when the site cannot start."""
    options = parser().parse_args(arguments)
    if options.rounds is not None:
        if not options.rounds.is_dir():
            say(f"cydradd: {options.rounds} is not a folder. Give a folder whose folders are rounds.")
            return 1
        os.environ["CYDRADD_ROUNDS"] = str(options.rounds.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cydradd_web.settings.development")
    if catalogue.main([]) or assets.main([]):
        return 1
    from django.core.exceptions import ImproperlyConfigured

    try:
        prepare()
        serve(options.host, free_port(options.host, options.port))
    except KeyboardInterrupt:
        return 130
    except (ImproperlyConfigured, OSError) as error:
        say(f"cydradd: the site cannot start. {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

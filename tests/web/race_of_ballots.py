"""Eight ballots of one code at once, then eight officers who count at once: ``python -m tests.web.race_of_ballots FOLDER``.

It is a process of its own, with the database that ``CYDRADD_TEST_DATABASE_URL`` names, because threads need a
database that more than one connection can reach.
"""

from __future__ import annotations

import json
import secrets
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from cydradd.vocabulary.errors import CydraddError

MANY = 8


def at_once(act: Callable[[int], object]) -> list[object]:
    """What came of acts that were all begun at the same instant: a value, or the error."""
    start, found = threading.Barrier(MANY), list[object]()

    def run(number: int) -> None:
        start.wait()
        try:
            found.append(act(number))
        except (CydraddError, DatabaseError) as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _own_database(name: str) -> None:
    """A new, empty database on the same server."""
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connections.settings["default"]["NAME"] = name


def main(folder: Path) -> None:
    """Race, and print what is in the database."""
    django.setup()
    settings.DATA_DIR = folder / "data"
    if connection.vendor == "postgresql":
        _own_database(f"race_{secrets.token_hex(6)}")
    call_command("migrate", verbosity=0)
    from tests.web.acting import by
    from tests.web.voting import CLOSED, PROJECTS, everybody_votes, opened, say, vote

    from cydradd.vocabulary.people import Partner
    from cydradd_web.decide.models import Ballot
    from cydradd_web.decide.services.counting import count_ballots
    from cydradd_web.record.models import Entry
    from cydradd_web.record.services import Receipt

    round_id, codes = opened()
    code, names = codes[Partner.CITIZENS][0], list(PROJECTS)
    done = at_once(lambda number: vote(round_id, code, [names[number % len(names)]]))
    receipts = [each for each in done if isinstance(each, Receipt)]
    entries = Entry.objects.filter(round_id=round_id, type="decide.ballot_cast").count()
    ballot = Ballot.objects.get(round_id=round_id)
    told = {
        "acknowledged": len(receipts),
        "entries": entries,
        "in_force": Ballot.objects.filter(round_id=round_id).count(),
        "is_the_last": ballot.number == max(each.number for each in receipts),
    }
    everybody_votes(round_id, codes)
    say(round_id, "window_closes", "ballot", CLOSED)
    counted = at_once(lambda number: count_ballots(round_id=round_id, by=by("olwen"), at=CLOSED, key=f"k{number}"))
    told["counts"] = Entry.objects.filter(round_id=round_id, type="decide.allocation_computed").count()
    told["second"] = sum(not isinstance(each, Receipt) for each in counted)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

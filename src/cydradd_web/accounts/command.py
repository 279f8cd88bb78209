"""People by the command line: ``python -m cydradd_web.accounts.command``, which `cydradd serve person` calls."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from cydradd.vocabulary.errors import CydraddError


def _add(told: argparse.Namespace) -> None:
    """Make an account, or find the one there is, and print a link that signs in."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import translation

    from cydradd_web.accounts.selectors import people
    from cydradd_web.accounts.services.links import make_link
    from cydradd_web.accounts.services.people import add_person
    from cydradd_web.components.clock import now

    person = people.number_of(told.email)
    if person is None:
        person = add_person(
            email=told.email, name=told.name, language=told.language, convener=told.convener, operator=told.operator
        )
    else:
        sys.stderr.write("This address has an account already: nothing of it was changed. A link to it:\n")
    with translation.override(told.language or "en"):
        path = reverse("sign-in-by-link", args=[make_link(person=person, at=now())])
    sys.stdout.write(f"{settings.SITE_ADDRESS.rstrip('/')}{path}\n")
    sys.stderr.write("The link signs in once, for 30 minutes. Give it to nobody else.\n")


def _list(told: argparse.Namespace) -> None:
    """Everybody who has an account."""
    from cydradd_web.accounts.selectors import people

    rows = people.people()
    if told.json:
        found = [{"id": row.number, "email": row.email, "name": row.name, "level": row.level} for row in rows]
        sys.stdout.write(json.dumps({"people": found}, ensure_ascii=False, indent=2) + "\n")
        return
    for row in rows:
        sys.stdout.write(f"{row.number}\t{row.email}\t{row.name}\t{row.level}\n")
    if not rows:
        sys.stderr.write("Nobody has an account yet. Add one with: cydradd serve person add EMAIL\n")


def _export(told: argparse.Namespace) -> None:
    """Everything that is held of one person, as a ZIP."""
    from cydradd_web.accounts.own_data import exported
    from cydradd_web.accounts.selectors import people

    if people.account(told.person) is None:
        raise _nobody()
    told.out.write_bytes(exported(told.person))
    told.out.chmod(0o600)
    sys.stderr.write(f"Written: {told.out}\n")


def _erase(told: argparse.Namespace) -> None:
    """Erase one person's account."""
    from cydradd_web.accounts.services.erasing import Ground, erase_person
    from cydradd_web.components.clock import now

    erase_person(person=told.person, ground=Ground(told.ground), at=now())
    sys.stderr.write("Erased. What was said and decided stays, under pseudonyms that lead to nobody.\n")


def _nobody() -> CydraddError:
    from cydradd.vocabulary.text import Bilingual

    return CydraddError(
        Bilingual(
            "Nid oes cyfrif â’r rhif hwn. Gwelwch y rhifau â: cydradd serve person list",
            "There is no account with this number. See the numbers with: cydradd serve person list",
        )
    )


def parser() -> argparse.ArgumentParser:
    """What can be asked."""
    found = argparse.ArgumentParser(prog="cydradd serve person")
    parts = found.add_subparsers(required=True)

    def part(name: str, does: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        made = parts.add_parser(name)
        made.set_defaults(does=does)
        return made

    add = part("add", _add)
    add.add_argument("email")
    add.add_argument("--name", default="")
    add.add_argument("--language", choices=("cy", "en"))
    add.add_argument("--convener", action="store_true")
    add.add_argument("--operator", action="store_true")
    part("list", _list).add_argument("--json", action="store_true")
    export = part("export", _export)
    export.add_argument("person", type=int)
    export.add_argument("--out", type=Path, required=True)
    erase = part("erase", _erase)
    erase.add_argument("person", type=int)
    erase.add_argument("--ground", required=True)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked. Exit status 1, with one sentence, when it cannot be done."""
    told = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cydradd_web.settings.development")
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError

    from cydradd_web import catalogue

    try:
        if catalogue.main([]):
            return 1
        django.setup()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        told.does(told)
    except (CydraddError, ImproperlyConfigured, DatabaseError, OSError) as error:
        sys.stderr.write(f"cydradd: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What `cydradd serve permissions` runs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

from cydradd_web.accounts.permission_check import Checked, checked


def _told(found: Checked) -> str:
    lines = [f"{len(found.addresses)} addresses, {found.cells} cells of method, role and object."]
    lines += [f"Not stated for every role: {name} {method}" for name, method in found.missing]
    lines += [f"Stated, and not there: {name}" for name in sorted({cell[0] for cell in found.unknown})]
    return "\n".join([*lines, *(["Everything is stated, and nothing else."] if found.ok else [])])


def _document(found: Checked) -> str:
    missing = [{"url_name": name, "method": method} for name, method in found.missing]
    unknown = sorted({cell[0] for cell in found.unknown})
    told = {"addresses": len(found.addresses), "cells": found.cells, "missing": missing, "unknown": unknown}
    return json.dumps(told | {"ok": found.ok}, indent=2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what a walk over every address found; 1 with ``--check`` where something is not stated."""
    parser = argparse.ArgumentParser(prog="cydradd serve permissions")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    found = checked()
    sys.stdout.write((_document(found) if asked.json else _told(found)) + "\n")
    if asked.check and not found.ok:
        sys.stderr.write(
            "cydradd: permissions.csv and the addresses of the site differ. What is not stated is refused. "
            "Add or remove the rows that are named above.\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cydradd_web.settings.development")
    import django

    django.setup()
    sys.exit(main())

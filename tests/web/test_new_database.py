"""A new embedded database has the tables that all migrations give, and none is left to run."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

STEP = "import django; django.setup(); from {where} import {what}; {what}({arguments})"
WAYS = {
    "at once": STEP.format(where="cydradd_web.new_database", what="bring_up_to_date", arguments=""),
    "step by step": STEP.format(
        where="django.core.management", what="call_command", arguments="'migrate', interactive=False, verbosity=0"
    ),
}
CHECKS = re.compile(r'CONSTRAINT "\w+" (?:CHECK|UNIQUE) ?\(.*?\)(?=, CONSTRAINT|, FOREIGN|\)$)|REFERENCES .*?DEFERRED')


def django(data: Path, program: str) -> str:
    """What a program prints that has an embedded database of its own."""
    env = {
        "PATH": "/usr/bin:/bin",
        "CYDRADD_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "cydradd_web.settings.development",
        "HOME": str(data),
    }
    data.mkdir(exist_ok=True)
    return subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True).stdout


def tables(data: Path) -> dict[str, tuple[object, ...]]:
    """By table its columns, constraints and indexes, in an order that does not depend on how they came to be."""
    (path,) = data.glob("*.sqlite3")
    found = {}
    with sqlite3.connect(path) as base:
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(names):
            columns = base.execute('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (name,))
            (sql,) = base.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
            indexes = base.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (name,))
            found[name] = (
                sorted(columns.fetchall()),
                sorted(CHECKS.findall(sql)),
                sorted(str(index) for (index,) in indexes),
            )
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A database made in each way."""
    folders = {way: tmp_path_factory.mktemp("new") for way in WAYS}
    for way, folder in folders.items():
        django(folder, WAYS[way])
    return folders


def test_the_tables_are_those_of_all_migrations(both: dict[str, Path]) -> None:
    at_once, step_by_step = (tables(both[way]) for way in WAYS)
    assert sorted(at_once) == sorted(step_by_step)
    assert at_once == step_by_step
    assert sum(len(constraints) for _, constraints, _ in at_once.values()) > 100


def test_no_migration_is_left_to_run_and_kinds_of_rows_are_known(both: dict[str, Path]) -> None:
    told = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', plan=True)"
    assert "No planned migration operations." in django(both["at once"], told)
    rows = "SELECT app_label, model FROM django_content_type ORDER BY 1, 2"
    kinds = []
    for folder in both.values():
        (path,) = folder.glob("*.sqlite3")
        with sqlite3.connect(path) as base:
            kinds.append(base.execute(rows).fetchall())
    assert kinds[0] == kinds[1] and kinds[0]

"""The tables of a new embedded database, made from the models in one step.

Running every migration from the first gives the same tables (a test holds them to be equal) and takes ten times as
long, most of it to picture states that no longer matter. All migrations are then marked as run.
"""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def bring_up_to_date() -> None:
    """Make the tables of a new embedded database; run the migrations that any other database lacks."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        _make_tables()
        call_command("migrate", interactive=False, verbosity=0, fake=True)
        return
    call_command("migrate", interactive=False, verbosity=0)


def _make_tables() -> None:
    kept = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    try:
        call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    finally:
        settings.MIGRATION_MODULES = kept

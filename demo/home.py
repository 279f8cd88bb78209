"""A site of the demo's own, empty and thrown away afterwards: its rounds are carried there by people's acts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def thrown_away() -> Iterator[None]:
    """An empty database and data folder. Nothing is made again after each act: the folder is written at the end."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cydradd_web.settings.test"
    os.environ["CYDRADD_TEST_DATABASE_URL"] = "sqlite://:memory:"
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    with tempfile.TemporaryDirectory() as home:
        django.setup()
        settings.DATA_DIR = Path(home)
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

"""``python -m django import_rounds [FOLDER]``: read the round folders again without starting the site anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cydradd_web.rounds.services import Imported, import_rounds


class Command(BaseCommand):
    """Read every round folder; those that are unchanged are left as they are."""

    help = "Read the round folders: each folder in FOLDER (default: the setting CYDRADD_ROUNDS) is a round."

    def add_arguments(self, parser: CommandParser) -> None:
        """One optional folder."""
        parser.add_argument("folder", nargs="?", type=Path, default=None)

    def handle(self, *args: Any, folder: Path | None = None, **options: Any) -> None:  # noqa: ARG002
        """Say what became of each folder."""

        def tell(path: Path, imported: Imported) -> None:
            self.stdout.write(f"{path.name}: {imported}")

        import_rounds(folder or settings.ROUNDS_DIR, by="command", at=datetime.now(UTC), tell=tell)

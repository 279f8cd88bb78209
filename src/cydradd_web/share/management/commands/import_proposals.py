"""``python -m django import_proposals [FOLDER]``: read the proposal files again without starting the site anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cydradd_web.share.services import Imported, import_proposals


class Command(BaseCommand):
    """Read every proposal; those that are unchanged are left as they are."""

    help = "Read the proposals: each TOML or JSON file in FOLDER (default: the setting CYDRADD_PROPOSALS) is one."

    def add_arguments(self, parser: CommandParser) -> None:
        """One optional folder."""
        parser.add_argument("folder", nargs="?", type=Path, default=None)

    def handle(self, *args: Any, folder: Path | None = None, **options: Any) -> None:  # noqa: ARG002
        """Say what became of each file."""

        def tell(path: Path, imported: Imported) -> None:
            self.stdout.write(f"{path.name}: {imported}")

        import_proposals(folder or settings.PROPOSALS_DIR, by="command", at=datetime.now(UTC), tell=tell)

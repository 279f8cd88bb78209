"""`cydradd share`: Members, proposals, letters of support, practice."""

from __future__ import annotations

from cydradd_cli.common import command_group

app = command_group("Members, proposals, letters of support, practice. Not offered yet.")

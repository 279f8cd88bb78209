"""`cydradd apply`: Organisations, applications, consortia and feedback."""

from __future__ import annotations

from cydradd_cli.common import command_group

app = command_group("Organisations, applications, consortia and feedback. No commands yet; see `cydradd round`.")

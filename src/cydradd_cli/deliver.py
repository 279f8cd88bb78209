"""`cydradd deliver`: Agreements, payments, check-ins and endings."""

from __future__ import annotations

from cydradd_cli.common import command_group

app = command_group("Agreements, payments, check-ins and endings. No commands yet; see `cydradd round`.")

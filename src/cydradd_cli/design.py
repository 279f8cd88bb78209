"""`cydradd design`: Needs, pots, lots, criteria and what is asked."""

from __future__ import annotations

from cydradd_cli.common import command_group

app = command_group("Needs, pots, lots, criteria and what is asked. No commands yet; see `cydradd round`.")

"""`cydradd evaluate`: Outcomes, effect sizes and synthesis."""

from __future__ import annotations

from cydradd_cli.common import command_group

app = command_group("Outcomes, effect sizes and synthesis. No commands yet; see `cydradd round`.")

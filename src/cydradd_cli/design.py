"""`cydradd design`: Needs, pots, lots, criteria and what is asked."""

from __future__ import annotations

from cydradd_cli.common import command_group
from cydradd_cli.design_involvement import involvement
from cydradd_cli.design_level_field import level_field
from cydradd_cli.design_proportion import proportion
from cydradd_cli.design_trace import trace
from cydradd_cli.design_weigh import weigh

app = command_group("Needs, pots, lots, criteria and what is asked.")
app.command("involvement")(involvement)
app.command("level-field")(level_field)
app.command("proportion")(proportion)
app.command("trace")(trace)
app.command("weigh")(weigh)

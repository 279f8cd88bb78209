"""`cydradd follow`: Open grant and contract data: who the money reached."""

from __future__ import annotations

from cydradd_cli.common import command_group
from cydradd_cli.follow_check import check
from cydradd_cli.follow_concentration import concentration
from cydradd_cli.follow_publish import publish_

app = command_group("Open grant and contract data: who the money reached.")
app.command("check")(check)
app.command("concentration")(concentration)
app.command("publish")(publish_)

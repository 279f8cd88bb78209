"""`cydradd follow`: Open grant and contract data: who the money reached."""

from __future__ import annotations

from cydradd_cli.common import command_group
from cydradd_cli.follow_check import check
from cydradd_cli.follow_classify import classify_
from cydradd_cli.follow_concentration import concentration
from cydradd_cli.follow_export import export_
from cydradd_cli.follow_fetch import fetch
from cydradd_cli.follow_import import import_
from cydradd_cli.follow_indicators import indicators
from cydradd_cli.follow_merge import merge
from cydradd_cli.follow_publish import publish_
from cydradd_cli.follow_reach import reach_
from cydradd_cli.follow_register import app as register_app
from cydradd_cli.follow_slice import slice_
from cydradd_cli.follow_trace import trace_

app = command_group("Open grant and contract data: who the money reached.")
app.command("check")(check)
app.command("import")(import_)
app.command("reach")(reach_)
app.command("concentration")(concentration)
app.command("classify")(classify_)
app.command("slice")(slice_)
app.command("trace")(trace_)
app.command("export")(export_)
app.command("merge")(merge)
app.command("indicators")(indicators)
app.command("fetch")(fetch)
app.command("publish")(publish_)
app.add_typer(register_app, name="register")

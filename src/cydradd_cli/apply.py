"""`cydradd apply`: Organisations, applications, consortia and feedback."""

from __future__ import annotations

from cydradd_cli.apply_consortium import consortium
from cydradd_cli.apply_duplicates import duplicates
from cydradd_cli.apply_effort import effort
from cydradd_cli.apply_feedback import feedback
from cydradd_cli.apply_net import net
from cydradd_cli.common import command_group

app = command_group("Organisations, applications, consortia and feedback.")
app.command("effort")(effort)
app.command("net")(net)
app.command("consortium")(consortium)
app.command("feedback")(feedback)
app.command("duplicates")(duplicates)

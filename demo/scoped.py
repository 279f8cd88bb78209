"""What is open and what is closed in a round of the demo, and the ways in which it could be done."""

from __future__ import annotations

from carried import OFFICER, Carried, both
from cydradd_web.rounds.services.scoping import set_item, state_option


def state_scope(carried: Carried) -> None:
    """Every ``item`` about the scope, and every option of the design, in the written content."""
    for row in carried.content["acts"]:
        if row["kind"] == "item" and row["object"] in ("scope", "profile"):
            carried.on(row["at"], OFFICER, set_item, name=row["id"], code=row["code"], text=both(row))
        elif row["kind"] == "option" and row["object"] == "design":
            carried.on(row["at"], OFFICER, state_option, name=row["id"], text=both(row))

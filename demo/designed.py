"""What a design of the demo is made of, stated by the seats of its round."""

from __future__ import annotations

import json
from typing import Any

from carried import OFFICER, Carried
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import Pence
from cydradd_web.design.services.pots import state_pot


def pence(pounds: int) -> Pence:
    """Whole pounds of the written content."""
    return Pence(pounds * 100)


def state_pots(carried: Carried, at: str) -> None:
    """The officer puts every pot on the table; whose it is has not consented yet."""
    for row in carried.content["pots"]:
        carried.on(at, OFFICER, state_pot, pot=_pot(row))


def _pot(row: dict[str, Any]) -> Pot:
    return Pot(
        id=row["id"],
        commissioner=row["commissioner"],
        commissioner_kind=row["commissioner_kind"],
        amount=pence(row["amount"]),
        mode=row["mode"],
        restriction=json.loads(row.get("restriction", "{}")),
    )

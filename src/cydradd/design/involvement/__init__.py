"""Involvement: was it decided first, and then consulted on? Read from acts, with the act that gives it away.

`signals` and `rung` take one object, `involvement` every object of a log; `read_acts` reads ``events.jsonl``. How
each rule is read stands in `cydradd.design.involvement.signals`. A low rung is not claimed to be unlawful, nor a high
one to be sincere.
"""

from cydradd.design.involvement.acts import Act, UnreadableAct, read_act
from cydradd.design.involvement.events_file import read_acts, read_events_file
from cydradd.design.involvement.report import Involvement, document, involvement
from cydradd.design.involvement.rung import LADDER, Reached, Rung, rung
from cydradd.design.involvement.signals import NAMES, Signal, signals

__all__ = [
    "LADDER",
    "NAMES",
    "Act",
    "Involvement",
    "Reached",
    "Rung",
    "Signal",
    "UnreadableAct",
    "document",
    "involvement",
    "read_act",
    "read_acts",
    "read_events_file",
    "rung",
    "signals",
]

"""How people were involved in what a round decided, from the acts of its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cydradd.cycle.acts import is_about_seats
from cydradd.cycle.calculation import Calculated
from cydradd.cycle.events import FILE, Event, line
from cydradd.cycle.round_folder import RoundFolder
from cydradd.design.involvement import Act, Involvement, document, involvement, read_act
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.facts import Defect, JsonValue


@dataclass(frozen=True, slots=True)
class Found:
    """What the acts of a folder show, and the lines that are no acts to the detector."""

    objects: tuple[Involvement, ...]
    defects: tuple[Defect, ...]


def _plain(event: Event) -> dict[str, JsonValue]:
    """The line of an event with what could be read of it."""
    return line(replace(event, extra={name: event.extra[name] for name in ("imported",) if name in event.extra}))


def found_in(folder: RoundFolder) -> Found:
    """Every object of a folder that has a window, a contribution or a decision; none without acts.

    What comes after the folder's clock has not happened. ``defects`` are those of an entry's body, which only its
    own reader can see; those of lines are in the folder's.
    """
    acts: list[Act] = []
    defects: list[Defect] = []
    for event in folder.tables.events or ():
        if is_about_seats(event):
            continue
        try:
            acts += [read_act(_plain(event), event.row or 0)] if event.at <= folder.settings.as_of else []
        except CydraddError as error:
            defects.append(Defect(error.code, error.sentence, FILE, event.row))
    return Found(tuple(involvement(acts)), tuple(defects))


def results(folder: RoundFolder, calculated: Calculated) -> dict[str, JsonValue] | None:  # noqa: ARG001
    """What `cydradd design involvement` prints of the folder; ``None`` when it has no acts."""
    return document(found_in(folder).objects) if folder.tables.events else None

"""When people came and how fast they answered, from the times of an export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.exports.files import open_export
from cydradd.listen.exports.rows import api_of, events_of

Floats = NDArray[np.float64]

NO_TIME_BEFORE = 946_684_800_000
"""Milliseconds of 2000-01-01: what is less is a number in place of a time."""


def times_of(path: Path, participants: Sequence[str]) -> tuple[Floats | None, Floats | None]:
    """First vote (milliseconds since 1970) and seconds between two votes, in the middle: N each, NaN = not known.

    ``None`` when the export holds no time at all. Of a vote that was changed, the last time is what is told.
    """
    files = open_export(path)
    api = api_of(files)
    events = api[0] if api is not None else events_of(files)
    told: dict[str, list[int]] = {}
    for (participant, _), (at, _) in ({} if events is None else events.last).items():
        if at >= NO_TIME_BEFORE:
            told.setdefault(participant, []).append(at)
    if not told:
        return None, None
    arrived, pace = np.full(len(participants), np.nan), np.full(len(participants), np.nan)
    for i, participant in enumerate(participants):
        times = np.sort(np.array(told.get(participant, []), dtype=float))
        if len(times):
            arrived[i] = times[0]
        if len(times) > 1:
            pace[i] = np.median(np.diff(times)) / 1000
    return arrived, pace

"""The parts of an invented log, one function a signal: each writes the lines that a choice asks for, and traps beside.

Nothing here calculates a signal: a choice is made first, and the lines are written to fit it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any

from tests.agreement.design.windows_of_logs import LONDON, Window

FLAGGED, CLEAN, NOTHING = "flagged", "clean", "nothing"
PARTNERS = ("citizens", "third_sector", "public")
GATES = ("open-apply", "open-deliver", "open-share")
COMMITMENTS = ("budget_fixed", "provider_named", "spec_published", "paper_approved", "announced", "signed")
REPLIES = ("accepted", "partly", "not", "out_of_scope")
WORDS = (
    "plant", "rhieni", "gofal", "clwb", "bws", "pentref", "swper", "oriau", "haf", "cegin",
    "carers", "lunch", "evening", "minibus", "school", "garden", "music",
)  # fmt: skip


@dataclass
class Log:
    """One log and what is true of its object by construction.

    Attributes:
        labels: By signal; a signal that the choices leave open is not among them.
        capped: Whether S1 holds the rung down, which is then ``informing``.
        near: Whether it was planted near the limits.
    """

    name: str
    about: str
    rung: str
    near: bool
    labels: dict[str, str] = field(default_factory=dict)
    capped: bool = False
    events: list[dict[str, Any]] = field(default_factory=list)

    def lines(self) -> str:
        """The log as a file."""
        return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in self.events)


@dataclass
class Writing:
    """A log while it is written: the choices of chance, the window and the day of the decision."""

    log: Log
    rng: Random
    window: Window | None
    end: datetime
    contributions: list[dict[str, Any]] = field(default_factory=list)

    def add(self, at: datetime, kind: str, **keys: Any) -> dict[str, Any]:
        """One line on the log's own object, unless another is given; its time in some offset from UTC."""
        offset = self.rng.choice((0, 0, 60, 60, 120))
        zoned = at.astimezone(LONDON if self.rng.random() < 0.5 else timezone(timedelta(minutes=offset)))
        text = zoned.isoformat(timespec="seconds")
        event = {
            "id": f"e{len(self.log.events) + 1:03}",
            "at": text.replace("+00:00", self.rng.choice(("Z", "+00:00"))),
        }
        event |= {"object": self.log.about, "kind": kind} | keys
        self.log.events.append({key: value for key, value in event.items() if value is not None})
        return event

    def between(self, first: float, last: float) -> datetime:
        """Some whole second between two shares of the window."""
        assert self.window is not None
        share = self.rng.uniform(first, last)
        return (self.window.opens + (self.window.closes - self.window.opens) * share).replace(microsecond=0)


def commitments(writing: Writing, label: str) -> None:
    """S1: somebody was bound before the window opened; or only afterwards; or nobody."""
    window, rng, near = writing.window, writing.rng, writing.log.near
    if window is None or label == NOTHING:
        return
    if label == FLAGGED:
        before = timedelta(minutes=rng.randint(5, 180)) if near else timedelta(days=rng.randint(3, 60))
        writing.add(window.opens - before, "commitment", code=rng.choice(COMMITMENTS), partner="public")
    elif near:
        writing.add(window.opens + timedelta(minutes=5), "commitment", code="budget_fixed", partner="public")
    writing.add(writing.end + timedelta(days=9), "commitment", code="signed", partner="public")


def items(writing: Writing, label: str) -> None:
    """S2: how much was still open on the day. What is opened again during the window came too late."""
    window, rng = writing.window, writing.rng
    if label == NOTHING:
        return
    opens = window.opens if window else writing.end - timedelta(days=30)
    still_open, of = rng.choice(
        ((0, 3), (1, 4), (1, 5), (2, 7)) if label == FLAGGED else ((3, 4), (5, 5), (3, 3), (6, 7))
    )
    if writing.log.near:
        still_open, of = rng.choice(((4, 9), (3, 7))) if label == FLAGGED else rng.choice(((1, 2), (3, 6)))
    for number in range(of):
        code, name = ("open" if number < still_open else "closed"), f"item-{number + 1}"
        if rng.random() < 0.3:  # the last word before the opening counts
            other = "closed" if code == "open" else "open"
            writing.add(opens - timedelta(days=12, hours=number), "item", item=name, code=other)
        writing.add(opens - timedelta(days=5, hours=number), "item", item=name, code=code, text=f"Item {number + 1}.")
        if window and rng.random() < 0.4:  # the window's own changes come after its opening
            writing.add(writing.between(0.3, 0.9), "item", item=name, code="open" if code == "closed" else "closed")


def options(writing: Writing, label: str) -> None:
    """S3: at least two ways were open, or one alone."""
    if label == NOTHING:
        return
    opens = writing.window.opens if writing.window else writing.end - timedelta(days=30)
    alive = 1 if label == FLAGGED else 2 if writing.log.near else writing.rng.randint(2, 5)
    for number in range(alive):
        name = f"option-{number + 1}"
        writing.add(opens - timedelta(days=4, hours=number), "option", item=name, text=f"Option {number + 1}.")
    if writing.window and writing.rng.random() < 0.4:
        writing.add(writing.between(0.5, 0.9), "option", item="option-late", text="An option that came too late.")


def contributions(writing: Writing, how_many: int, on: int) -> None:
    """What people said; ``on`` items, or none of them named."""
    for number in range(how_many):
        writing.contributions.append(
            writing.add(
                writing.between(0.02, 0.6),
                "contribution",
                item=f"item-{number % on + 1}" if on else None,
                partner=writing.rng.choice(PARTNERS),
                seat=f"seat-{writing.rng.randint(1, 40)}",
                text=f"Contribution {number + 1}.",
                channel=writing.rng.choice((None, "system", "paper", "meeting")),
            )
        )


def changes(writing: Writing, changed: int, on: int) -> None:
    """S5: items changed because of what was said; and one changed because of nothing that anybody said."""
    rng, together = writing.rng, writing.log.rung in ("co-design", "co-production")
    who = rng.sample(PARTNERS, rng.randint(2, 3)) if together else [rng.choice(PARTNERS)]
    for number in range(changed):
        item = f"item-{number + 1}"
        said = [each["id"] for each in writing.contributions if each["item"] == item]
        for partner in who if number == 0 else [rng.choice(who)]:
            links = rng.sample(said, min(len(said), rng.randint(1, 3)))
            writing.add(writing.between(0.62, 0.78), "change", item=item, partner=partner, links=links)
    if rng.random() < 0.5:
        writing.add(writing.between(0.62, 0.78), "change", item=f"item-{max(on, 1)}", partner=who[0], links=[])


def replies(writing: Writing, label: str) -> None:
    """S6: every contribution answered before the decision; or some of them afterwards or never."""
    rng, ids = writing.rng, [each["id"] for each in writing.contributions]
    missed = 0 if label == CLEAN else 1 if writing.log.near else max(1, round(len(ids) * rng.uniform(0.3, 0.9)))
    rng.shuffle(ids)
    late, ids = ids[:missed], ids[missed:]
    while ids:
        size = rng.randint(1, 4)
        writing.add(writing.between(0.62, 0.88), "reply", links=ids[:size], code=rng.choice(REPLIES), partner="public")
        ids = ids[size:]
    for name in late:
        if rng.random() < 0.5:
            after = writing.end + timedelta(days=rng.randint(1, 20))
            writing.add(after, "reply", links=[name], code=rng.choice(REPLIES), partner="public")


def drafts(writing: Writing, label: str) -> None:
    """S8: the last text is the first one, whatever was tried between; or it was written anew; or there is one text."""
    if writing.window is None:
        return
    rng = writing.rng
    first = [rng.choice(WORDS) for _ in range(100 if writing.log.near else rng.randint(120, 200))]
    last = list(first)
    different = 0
    if label == CLEAN and len(writing.contributions) >= 20:
        different = 2 if writing.log.near else len(first) // 4
    elif writing.log.near:
        different = 1
    for place in rng.sample(range(len(last)), different):
        last[place] = f"newydd{place}"
    writing.add(writing.window.opens - timedelta(days=2), "design_text", text=" ".join(first))
    if label != NOTHING:
        writing.add(writing.between(0.3, 0.5), "design_text", text=" ".join(rng.sample(first, 60)))
        writing.add(writing.between(0.8, 0.9), "design_text", text=" ".join(last))


def when_decided(writing: Writing, label: str, how_many: int) -> datetime:
    """S7: two minutes for each contribution had passed, or had not."""
    assert writing.window is not None
    if label == CLEAN:
        near = timedelta(minutes=2 * how_many)
        return writing.window.closes + (near if writing.log.near else timedelta(days=writing.rng.randint(2, 30)))
    if writing.log.near:
        return writing.window.closes + timedelta(minutes=2 * how_many - 2)
    if writing.rng.random() < 0.2:
        return writing.between(0.93, 0.98)  # decided before it closed
    return writing.window.closes + timedelta(minutes=max(1, how_many // 2))


def decisions(writing: Writing, label: str) -> None:
    """S9: all three partners stand under the decision, or one or two of them."""
    few = 2 if writing.log.near else writing.rng.randint(1, 2)
    who = PARTNERS if label == CLEAN else ("public", "third_sector")[:few]
    for partner in writing.rng.sample(who, len(who)):
        writing.add(writing.end, "decision", partner=partner)

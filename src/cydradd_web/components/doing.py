"""What somebody can do now at one stage of one round, as a page lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that can be done: its words, where it is done, and ``why_not`` where it cannot be done yet.

    ``first``: what most people come for; it is a button, the others are links. ``note``: what it does, where its words
    do not say so.
    """

    words: str
    href: str
    why_not: str = ""
    first: bool = False
    note: str = ""

"""Chance that is the same each time: for the script of the demo alone, never for a site that people use.

A site draws pseudonyms, codes and seals from the machine's own randomness. The demo's script is to give the same
bytes in every run, so here, and only here, they are drawn from a seeded generator.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def seed(words: str) -> None:
    """From now on everything that is drawn in this process follows from ``words``."""
    rng = Random(words)

    def token_bytes(nbytes: int | None = None) -> bytes:
        return rng.randbytes(32 if nbytes is None else nbytes)

    def token_hex(nbytes: int | None = None) -> str:
        return token_bytes(nbytes).hex()

    def token_urlsafe(nbytes: int | None = None) -> str:
        return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")

    def choice(among: Sequence[Thing]) -> Thing:
        return among[rng.randrange(len(among))]

    secrets.token_bytes = token_bytes  # type: ignore[assignment]
    secrets.token_hex = token_hex  # type: ignore[assignment]
    secrets.token_urlsafe = token_urlsafe  # type: ignore[assignment]
    secrets.choice = choice  # type: ignore[assignment]
    secrets.randbelow = rng.randrange  # type: ignore[assignment]

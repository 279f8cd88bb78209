"""Drawings that are made on the server: where each line goes, as text that every machine writes alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

LEFT, TOP, SIDE = 50, 12, 280
"""Where the square of a Lorenz curve begins, and its side, in units of its drawing (360 by 350)."""


@dataclass(frozen=True, slots=True)
class Lorenz:
    """A Lorenz curve: its line, the area between it and equality, and two points with their places."""

    line: str
    area: str
    half: tuple[str, str]
    ten: tuple[str, str] | None


def _text(value: Fraction) -> str:
    return f"{float(round(value, 1)):g}"


def _at(people: Fraction, money: Fraction) -> tuple[str, str]:
    return _text(LEFT + SIDE * people), _text(TOP + SIDE * (1 - money))


def lorenz(
    points: Sequence[tuple[Fraction, Fraction]], recipients: int, half: Fraction | None, ten: Fraction | None
) -> Lorenz | None:
    """The drawing of a Lorenz curve; ``None``: no money, or one recipient alone, so no curve.

    Args:
        points: From (0, 0) to (1, 1), as `cydradd.follow.concentration.lorenz` gives them.
        half, ten: What the smaller half and the ten largest hold. The point of the ten is left out where there are
            no more than ten.
    """
    if not points or recipients < 2 or half is None or ten is None:
        return None
    steps = "L".join(" ".join(_at(people, money)) for people, money in points)
    corner = " ".join(_at(Fraction(0), Fraction(0)))
    below = Fraction(recipients // 2, recipients)
    return Lorenz(
        line=f"M{steps}",
        area=f"M{steps}L{corner}Z",
        half=_at(below, half),
        ten=_at(Fraction(recipients - 10, recipients), 1 - ten) if recipients > 10 else None,
    )

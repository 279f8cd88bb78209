"""How strongly somebody is known, in words (trust.md 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEVELS: tuple[tuple[str, Promise, Promise], ...] = (
    (
        "open",
        _("Anyone"),
        _("You can read, download and check everything, and say whether you agree with a statement."),
    ),
    (
        "email",
        _("An address"),
        _("A link to your e-mail address was followed. You can also make statements and reply."),
    ),
    ("phone", _("A telephone"), _("You can also vote on smaller sums, up to the sum that the round sets.")),
    ("list", _("On a list"), _("An eligibility office has found you on its list. You can also vote on larger sums.")),
    ("post", _("Received a letter"), _("A code came to you by post. You can also vote on larger sums.")),
    ("in_person", _("Seen"), _("Two people have seen you. You can also vote on larger sums.")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its number, its name, what it means and allows, and whether it is the person's."""

    number: int
    name: Promise
    meaning: Promise
    own: bool


def levels(own: str) -> Sequence[Level]:
    """Every level, weakest first."""
    return [Level(number, name, meaning, code == own) for number, (code, name, meaning) in enumerate(LEVELS)]

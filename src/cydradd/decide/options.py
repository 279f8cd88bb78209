"""The options of a count: what a round fixes and publishes before anybody votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction

from cydradd.decide.comparison import MODES
from cydradd.decide.completion import COMPLETIONS
from cydradd.decide.equal_shares import Utility
from cydradd.decide.greedy import ORDERS, VARIANTS
from cydradd.decide.phragmen import STOPS
from cydradd.decide.seats import LEAST_BALLOTS
from cydradd.decide.ties import DEFAULT, KEYS
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

RULES = ("equal-shares", "phragmen", "greedy")
FALL_BACK = "one-person-one-weight"


def refused(name: str, value: object, allowed: Sequence[str]) -> NotPossible:
    """The sentence for an option that is not offered."""
    known = ", ".join(allowed)
    return NotPossible(
        Bilingual(
            cy=f"Nid yw “{value}” ar gael ar gyfer {name}. Dewiswch un o’r rhain: {known}.",
            en=f"“{value}” is not offered for {name}. Choose one of: {known}.",
        ),
        code="option-not-offered",
    )


def fraction(name: str, value: object) -> Fraction:
    """An exact number from text such as ``1/3`` or ``0.5``, or from an integer."""
    try:
        if isinstance(value, bool | float) or not isinstance(value, str | int | Fraction):
            raise ValueError
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise refused(name, value, ["a number such as 1/3 or 2.5, as text"]) from None


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `cydradd decide count`, by their names with ``_`` (decide.md section 5).

    Attributes:
        utility: ``None`` = cost for approvals, score for ballots with points.
        weights: Column of the ballots that names the partner; each partner holds its share. ``None``: every
            ballot weighs the same.
        shares: Share of each partner; ``None`` = equal among those with ballots.
        consent: Least share of a partner's ballots that must approve a project, by partner.
    """

    rule: str = "equal-shares"
    utility: Utility | None = None
    completion: str = "none"
    increment: Fraction = Fraction(1)
    start: str = "exact"
    compare: str = "off"
    stop: str = "halt"
    variant: str = "skip"
    by: str = "score"
    threshold: Fraction | None = None
    tie: tuple[str, ...] = DEFAULT
    seed: str | None = None
    weights: str | None = None
    shares: Mapping[Partner, Fraction] | None = None
    min_partner: int = LEAST_BALLOTS
    small_partner: str | None = None
    consent: Mapping[Partner, Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is not offered, with what is."""
        _one_of("rule", self.rule, RULES)
        _one_of("completion", self.completion, COMPLETIONS)
        _one_of("start", self.start, ("exact", "floor"))
        _one_of("compare", self.compare, MODES)
        _one_of("stop", self.stop, STOPS)
        _one_of("variant", self.variant, VARIANTS)
        _one_of("by", self.by, ORDERS)
        for key in self.tie:
            _one_of("tie", key, KEYS)
        if self.small_partner is not None:
            _one_of("small_partner", self.small_partner, (FALL_BACK,))
        if self.shares is not None and (sum(self.shares.values()) != 1 or min(self.shares.values()) <= 0):
            raise refused("shares", dict(self.shares), ["fractions above 0 that add up to 1"])

    @classmethod
    def from_settings(cls, settings: Mapping[str, JsonValue]) -> Options:
        """Options from the ``[decide]`` table of a round, or from the words of a command.

        Raises:
            NotPossible: A name or value that is not offered; the sentence names what is.
        """
        known = {entry.name for entry in fields(cls)}
        values: dict[str, object] = {}
        for name, value in settings.items():
            if name not in known:
                raise refused("[decide]", name, sorted(known))
            values[name] = _read(name, value)
        return cls(**values)  # type: ignore[arg-type]


def _one_of(name: str, value: object, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise refused(name, value, allowed)


def _partners(name: str, value: object) -> dict[Partner, Fraction]:
    """``citizens=1/2,public=1/2`` or a table of the same."""
    if isinstance(value, str):
        pairs = dict(part.partition("=")[::2] for part in value.split(",") if part)
    elif isinstance(value, Mapping):
        pairs = dict(value)
    else:
        raise refused(name, value, ["citizens=1/2,public=1/2"])
    for word in pairs:
        _one_of(name, word, [str(partner) for partner in Partner])
    return {Partner(word): fraction(name, share) for word, share in pairs.items()}


def _read(name: str, value: JsonValue) -> object:
    """One option in its own type."""
    if name == "utility":
        _one_of(name, value, [str(utility) for utility in Utility])
        return Utility(str(value))
    if name == "increment" and fraction(name, value) <= 0:
        raise refused(name, value, ["a number above 0"])
    if name in ("increment", "threshold"):
        return fraction(name, value)
    if name == "tie":
        return tuple(value.split(",")) if isinstance(value, str) else tuple(str(key) for key in _list(name, value))
    if name in ("shares", "consent"):
        return _partners(name, value)
    if name == "min_partner":
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise refused(name, value, ["a whole number from 1"])
        return value
    if name == "weights" and value == "none":
        return None
    if not isinstance(value, str):
        raise refused(name, value, ["a word"])
    return value


def _list(name: str, value: JsonValue) -> Sequence[JsonValue]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    raise refused(name, value, ["a list of words"])

"""What money is worth after the time that asking for it and reporting on it took.

After Kate Frykberg, "Funding burden" (kate.frykberg.co.nz, 15 May 2015). Hours are exact fractions and a cost is
rounded once, half to even, to whole pence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cydradd.apply.results import ApplicationResult, Outcome, Seconds
from cydradd.vocabulary.money import Pence

METHOD = "frykberg-2015"
SOURCE = "Kate Frykberg, Funding burden, 15 May 2015, kate.frykberg.co.nz"
HIGHEST_RATE = 10**7
"""Pence an hour above which a rate is taken for a mistake."""
LEAST_KNOWN = 5
"""Known times below which nothing is said of the missing ones."""
SECONDS = 3600


def cost(seconds: Seconds, rate: Pence) -> Pence:
    """What hours cost at ``rate`` pence an hour, rounded once, half to even."""
    return Pence(round(Fraction(seconds) * rate / SECONDS))


def net_grant(award: Pence, apply_hours: Fraction | None, report_hours: Fraction | None, rate: Pence) -> Pence | None:
    """What one grant is worth after the hours of applying and reporting; ``None`` when hours are not known.

    It may be below 0: then asking cost more than the grant gave.
    """
    if apply_hours is None or report_hours is None:
        return None
    return Pence(award - cost((apply_hours + report_hours) * SECONDS, rate))


def percentile_90(known: Sequence[Seconds]) -> Fraction | None:
    """The 90th percentile, exact, by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).

    ``None`` below `LEAST_KNOWN` values.
    """
    if len(known) < LEAST_KNOWN:
        return None
    ordered = sorted(known)
    position = Fraction(9 * (len(ordered) - 1), 10)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return Fraction(ordered[below] + (position - below) * (ordered[above] - ordered[below]))


@dataclass(frozen=True, slots=True)
class Spent:
    """Time that several applications took.

    Attributes:
        seconds: Sum of the known times. ``None``: none is known, which is not 0.
        known: The known times.
        missing: Ids of the applications whose time is not known.
    """

    seconds: Seconds | None
    known: tuple[Seconds, ...]
    missing: tuple[str, ...]

    @property
    def least(self) -> Fraction:
        """All the time, when what is missing is taken as 0."""
        return Fraction(sum(self.known))

    @property
    def most(self) -> Fraction | None:
        """All the time, when each missing one is the 90th percentile of the known; ``None``: too few are known."""
        if not self.missing:
            return self.least
        each = percentile_90(self.known)
        return None if each is None else self.least + len(self.missing) * each


def spent(seconds: Mapping[str, Seconds | None]) -> Spent:
    """Known and missing times of applications, by id."""
    known = tuple(each for each in seconds.values() if each is not None)
    missing = tuple(sorted(id for id, each in seconds.items() if each is None))
    return Spent(sum(known) if known else None, known, missing)


@dataclass(frozen=True, slots=True)
class NetAward:
    """One grant and its hours. ``net`` is ``None`` when hours or rate are not known."""

    application: str
    award: Pence | None
    apply_seconds: Seconds | None
    report_seconds: Seconds | None
    volunteer_seconds: Seconds | None
    net: Pence | None


@dataclass(frozen=True, slots=True)
class NetFunding:
    """What the money of one round is worth after the time it took.

    Attributes:
        awards: Sum of the awards; ``None``: nothing is decided yet, or an award is not known.
        apply: Time of all applicants, successful or not, withdrawn ones too.
        report: Time of reporting on the awards.
        volunteers: The part of that time which volunteers gave; it is in `apply` and `report` already.
        rate: Pence an hour; ``None``: not given, so that nothing is said in money.
        costs: Least and most that the time cost; equal when nothing is missing, the most ``None`` when too few
            times are known. ``None``: no rate.
        per_award: Every grant.
    """

    awards: Pence | None
    apply: Spent
    report: Spent
    volunteers: Spent
    rate: Pence | None
    costs: tuple[Pence, Pence | None] | None
    per_award: tuple[NetAward, ...]

    @property
    def missing(self) -> int:
        """How many times of applying and reporting are not known."""
        return len(self.apply.missing) + len(self.report.missing)

    @property
    def cost(self) -> Pence | None:
        """What the time cost; ``None`` when a time or the rate is not known."""
        return self.costs[0] if self.costs and not self.missing else None

    @property
    def net(self) -> Pence | None:
        """Awards less cost; ``None`` when one of them is not known."""
        return None if self.awards is None or self.cost is None else Pence(self.awards - self.cost)

    @property
    def share(self) -> Fraction | None:
        """The part of the money that is left."""
        return None if self.net is None or not self.awards else Fraction(self.net, self.awards)

    @property
    def interval(self) -> tuple[Pence | None, Pence] | None:
        """Least and most that is left when times are missing; ``None`` when none is, or money is not known."""
        if self.awards is None or self.costs is None or not self.missing:
            return None
        least, most = self.costs
        return (None if most is None else Pence(self.awards - most)), Pence(self.awards - least)


def net_funding(results: Sequence[ApplicationResult], rate: Pence | None) -> NetFunding:
    """What the awards of a round are worth after all applicants' time and the time of reporting.

    Args:
        results: Every application of the round.
        rate: Pence an hour.
    """
    funded = [each for each in results if each.outcome is Outcome.FUNDED]
    outcomes = {each.outcome for each in results}
    decided = bool(outcomes) and (None not in outcomes or not outcomes.isdisjoint((Outcome.FUNDED, Outcome.NOT_FUNDED)))
    apply = spent({each.id: each.apply_seconds for each in results})
    # reporting is owed for an award alone; what others spent on it counts when it is known
    owed = [e for e in results if e.outcome is Outcome.FUNDED or e.report_seconds is not None]
    report = spent({each.id: each.report_seconds for each in owed})
    costs = None
    if rate is not None:
        most = None if apply.most is None or report.most is None else cost(apply.most + report.most, rate)
        costs = cost(apply.least + report.least, rate), most
    return NetFunding(
        awards=_awards(funded) if decided else None,
        apply=apply,
        report=report,
        volunteers=spent({each.id: each.volunteer_seconds for each in results}),
        rate=rate,
        costs=costs,
        per_award=tuple(_award(each, rate) for each in funded),
    )


def _awards(funded: Sequence[ApplicationResult]) -> Pence | None:
    """Sum of the awards; ``None`` when one of them is not known."""
    known = [each.award for each in funded if each.award is not None]
    return Pence(sum(known)) if len(known) == len(funded) else None


def _award(each: ApplicationResult, rate: Pence | None) -> NetAward:
    apply, report = (None if s is None else Fraction(s, SECONDS) for s in (each.apply_seconds, each.report_seconds))
    net = None if rate is None or each.award is None else net_grant(each.award, apply, report, rate)
    return NetAward(each.id, each.award, each.apply_seconds, each.report_seconds, each.volunteer_seconds, net)

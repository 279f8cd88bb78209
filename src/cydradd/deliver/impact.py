"""The impact report: what an ending would do to people and providers, written before anybody decides (deliver.md 3.7).

The stages and the three months are those of the National Audit Office's decommissioning toolkit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.deliver.moments import Moment
from cydradd.deliver.runway import LEAST_NOTICE, Runway
from cydradd.vocabulary.text import Bilingual

BRIDGE = "bridge"
"""Kind of the alternative that carries providers over the gap."""

LEAST_ALTERNATIVES = 2

GAPS = {
    "when": Bilingual("pryd ysgrifennwyd yr adroddiad", "when the report was written"),
    "people": Bilingual("y bobl y mae’n effeithio arnyn nhw", "people affected"),
    "places": Bilingual("y lleoedd y mae’n effeithio arnyn nhw", "places affected"),
    "providers": Bilingual("y darparwyr", "the providers"),
    "runway": Bilingual("am ba hyd y bydd pob darparwr yn parhau", "how long each provider carries on"),
    "jobs": Bilingual("swyddi", "jobs"),
    "volunteers": Bilingual("gwirfoddolwyr", "volunteers"),
    "capacity": Bilingual("rhagolwg o’r capasiti", "a forecast of capacity"),
    "alternatives": Bilingual("o leiaf dau ddewis arall", "at least two alternatives"),
    "bridge": Bilingual("pont ymhlith y dewisiadau", "a bridge among the alternatives"),
    "welsh": Bilingual("yr effaith ar ddarpariaeth Gymraeg", "the effect on Welsh-language provision"),
    "asked": Bilingual("pwy a holwyd, a phryd", "who was asked, and when"),
}
"""What a report may lack, in the order of the specification."""


@dataclass(frozen=True, slots=True)
class AffectedProvider:
    """One provider. ``runway`` is ``None`` where nobody knows it; ``told`` whether the report says so at all."""

    id: str
    runway: Runway | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """What an impact report says; ``None``: it does not say. 0 jobs are told, and are no gap.

    Attributes:
        capacity: Whether there is a forecast.
        alternatives: Kind of each alternative considered.
        asked: Whether each one asked has a day.
        gap_months: Months from the notice to the next service; ``None``: not told.
        date_alone: Only the date of the report is known, so that nothing can be said of what it lacks.
    """

    at: Moment | None = None
    people: int | None = None
    places: tuple[str, ...] | None = None
    providers: tuple[AffectedProvider, ...] | None = None
    jobs: Fraction | None = None
    volunteers: Fraction | None = None
    capacity: bool = False
    alternatives: tuple[str, ...] = ()
    welsh: bool = False
    asked: tuple[bool, ...] = ()
    gap_months: Fraction | None = None
    date_alone: bool = False


def impact_gaps(report: ImpactReport) -> tuple[str, ...]:
    """What the report does not say: keys of `GAPS`."""
    if report.date_alone:
        return ()
    lacking = {
        "when": report.at is None,
        "people": report.people is None,
        "places": not report.places,
        "providers": not report.providers,
        "runway": bool(report.providers) and not all(each.told for each in report.providers or ()),
        "jobs": report.jobs is None,
        "volunteers": report.volunteers is None,
        "capacity": not report.capacity,
        "alternatives": len(report.alternatives) < LEAST_ALTERNATIVES,
        "bridge": BRIDGE not in report.alternatives,
        "welsh": not report.welsh,
        "asked": not report.asked or not all(report.asked),
    }
    return tuple(name for name in GAPS if lacking[name])


def median_runway(runways: tuple[Runway | None, ...]) -> Runway | Fraction:
    """The median months that providers live on; a `Runway` without end when most survive.

    A runway that is not known shortens no notice: it takes its place below all others, which is no claim that it
    is 0. Between one that ends and one that does not, the one that ends counts.
    """
    order = sorted(
        Fraction(-1) if r is None else Fraction(r.months or 0) for r in runways if r is None or not r.survives
    )
    count = len(runways)
    if not count:
        return Fraction(0)
    low, high = (count - 1) // 2, count // 2
    if low >= len(order):
        return Runway(None)
    lower, upper = max(order[low], Fraction(0)), order[high] if high < len(order) else order[low]
    return (lower + max(upper, Fraction(0))) / 2


def notice_needed(report: ImpactReport) -> Fraction | None:
    """Months of notice that protect capacity: at least 3, and the gap less the median runway (L17).

    Where no gap is told, only the least can be asked. ``None``: the gap is longer, and no provider is told.
    """
    gap = report.gap_months
    if gap is None or gap <= LEAST_NOTICE:
        return Fraction(LEAST_NOTICE)
    if not report.providers:
        return None
    median = median_runway(tuple(each.runway for each in report.providers))
    return Fraction(LEAST_NOTICE) if isinstance(median, Runway) else max(Fraction(LEAST_NOTICE), gap - median)

"""What the commands of the apply stage print as JSON (apply.md section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cydradd.apply.consortium import Consortium, ready
from cydradd.apply.effort import Effort
from cydradd.apply.feedback import Answered
from cydradd.apply.net import METHOD, SECONDS, SOURCE, NetAward, NetFunding
from cydradd.apply.results import Seconds
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual

Object = dict[str, JsonValue]


def _number(value: Fraction | None) -> int | float | None:
    """A whole number where it is one."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _hours(seconds: Seconds | None) -> int | float | None:
    return None if seconds is None else _number(Fraction(seconds) / SECONDS)


def _listed(defects: Sequence[Defect]) -> list[JsonValue]:
    return [defect.as_json() for defect in defects]


def effort_document(effort: Effort, idle: int, defects: Sequence[Defect] = ()) -> Object:
    """``apply effort``. `offline_minutes` is null when nobody told."""
    return {
        "active_seconds": effort.active_seconds,
        "editors": effort.editors,
        "events": effort.events,
        "gaps_cut": effort.gaps_cut,
        "duplicates": effort.duplicates,
        "offline_minutes": effort.offline_minutes,
        "missing_offline": effort.missing_offline,
        "idle": idle,
        "defects": _listed(defects),
    }


def net_document(
    found: NetFunding, rate_source: Bilingual | None = None, defects: Sequence[Defect] | None = None
) -> Object:
    """``apply net``. Hours are those that are known; what is missing is counted and named beside them."""
    costs, interval = found.costs, found.interval
    document: Object = {
        "awards_pence": found.awards,
        "apply_hours": _hours(found.apply.seconds),
        "report_hours": _hours(found.report.seconds),
        "volunteer_hours": _hours(found.volunteers.seconds),
        "cost_pence": found.cost,
        "net_funding_pence": found.net,
        "net_share": _number(found.share),
        "interval_pence": None if interval is None else list(interval),
        "missing": found.missing,
        "missing_hours": {"apply": list(found.apply.missing), "report": list(found.report.missing)},
        "cost_interval_pence": None if costs is None or not found.missing else list(costs),
        "rate_pence": found.rate,
        "rate_source": None if rate_source is None else rate_source.as_json(),
        "method": METHOD,
        "source": SOURCE,
        "per_award": [_award(each) for each in found.per_award],
    }
    return document if defects is None else {**document, "defects": _listed(defects)}


def _award(each: NetAward) -> Object:
    return {
        "application": each.application,
        "award_pence": each.award,
        "apply_hours": _hours(each.apply_seconds),
        "report_hours": _hours(each.report_seconds),
        "volunteer_hours": _hours(each.volunteer_seconds),
        "net_grant_pence": each.net,
    }


def consortium_document(consortium: Consortium, defects: Sequence[Defect] = ()) -> Object:
    """``apply consortium``. `pence` is null while the money is not known or the shares do not add up to 1."""
    waiting, pence = set(consortium.waiting), consortium.pence
    return {
        "members": [
            {
                "org": each.organisation,
                "share": str(each.share),
                "pence": None if pence is None else pence[number],
                "consented": each.organisation not in waiting,
            }
            for number, each in enumerate(consortium.members)
        ],
        "share_sum": str(consortium.share_sum),
        "version": consortium.version,
        "ready": ready(consortium),
        "blocked_by": list(consortium.blocked_by),
        "defects": _listed(defects),
    }


def feedback_document(found: Answered, defects: Sequence[Defect] | None = None) -> Object:
    """``apply feedback``. `coverage` is null when nobody was unsuccessful: then nothing is missing."""
    document: Object = {
        "unsuccessful": found.unsuccessful,
        "complete": found.complete,
        "coverage": _number(found.coverage),
        "missing": [{"application": id, "lacks": list(lacking)} for id, lacking in found.missing],
        "withdrawn": found.withdrawn,
        "undecided": list(found.undecided),
    }
    return document if defects is None else {**document, "defects": _listed(defects)}

"""Endings: how an agreement ends without losing what was built (deliver.md 3.7).

The order is proposal, impact report, the partners' consent or an override, notice, end. Whether objections and
mediation allow an override is a matter of consent, judged over the acts of the round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cydradd.deliver.impact import GAPS, ImpactReport, impact_gaps, notice_needed
from cydradd.deliver.moments import Moment
from cydradd.deliver.months import days_ahead
from cydradd.deliver.runway import LEAST_NOTICE
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd.vocabulary.time import FIRST_YEAR, LAST_YEAR, add_working_days

KINDS = ("expired", "ended_early", "not_renewed", "moved_in_house", "replaced", "provider_withdrew", "emergency")

AT_ONCE = frozenset({"provider_withdrew", "emergency"})
"""Kinds that may end at once; they are counted as such."""

REPORT_DAYS = 20
"""Working days within which the report follows an ending at once."""

CODES: Mapping[str, Bilingual] = {
    "no-proposal": Bilingual("Nid oes cynnig â dyddiad.", "There is no dated proposal."),
    "no-impact-report": Bilingual(
        "Nid oes adroddiad effaith y gellir dangos iddo ddod ar ôl y cynnig a chyn y penderfyniad a’r rhybudd.",
        "There is no impact report that can be shown to come after the proposal and before decision and notice.",
    ),
    "late-report": Bilingual(
        "Daeth yr adroddiad fwy nag 20 diwrnod gwaith ar ôl y diwedd.",
        "The report came more than 20 working days after the end.",
    ),
    "bad-override": Bilingual(
        "Mae gweithredu er gwaethaf gwrthwynebiad angen swydd, sail gyfreithiol, rhesymau yn y ddwy iaith ac amser.",
        "An override needs an office, a legal ground, reasons in both languages, and a time.",
    ),
    "no-notice": Bilingual("Ni roddwyd rhybudd.", "No notice was given."),
    "no-end": Bilingual("Nid oes dyddiad i’r diwedd.", "There is no date of the end."),
    "notice-before-decision": Bilingual("Daeth y rhybudd cyn y penderfyniad.", "Notice came before the decision."),
    "short-notice": Bilingual("Mae’r rhybudd yn rhy fyr.", "The notice is too short."),
    "unknown-runway": Bilingual(
        "Mae’r bwlch yn hirach na’r rhybudd, ac nid yw’n hysbys am ba hyd y bydd y darparwyr yn parhau.",
        "The gap is longer than the notice, and how long the providers carry on is not known.",
    ),
    **{
        f"report:{name}": Bilingual(f"Yn eisiau o’r adroddiad: {t.cy}.", f"The report lacks: {t.en}.")
        for name, t in GAPS.items()
    },
    **{
        f"no-consent:{p}": Bilingual("Nid yw’r partner wedi cydsynio.", "The partner has not consented.")
        for p in Partner
    },
}
"""What may be missing before an agreement ends, and what it means."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending with its dates in order (deliver/endings.csv)."""

    agreement: str
    kind: str
    proposed_on: date
    report_on: date | None = None
    decided_on: date | None = None
    notice_on: date | None = None
    transfer_on: date | None = None
    ended_on: date | None = None
    reviewed_on: date | None = None
    replacement: str | None = None
    gap_months: Fraction | None = None
    capacity: str | None = None
    capacity_lost: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Overriding:
    """A public body acts alone: whether everything is told that an override needs, and when it acted."""

    whole: bool
    at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One ending that is proposed. What has not happened, or is not told, is ``None``.

    Attributes:
        consents: Partners that consented, each with the moment where it is told; ``None``: nothing is told of them,
            and a decision with a day stands alone.
        decided_at: Moment of the decision, where it is told apart from the consents.
    """

    kind: str
    agreement: str | None = None
    proposed_at: Moment | None = None
    report: ImpactReport | None = None
    consents: Mapping[Partner, Moment | None] | None = None
    override: Overriding | None = None
    decided_at: Moment | None = None
    notice_at: Moment | None = None
    ends_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class MayEnd:
    """Whether an agreement may end, and what is missing: keys of `CODES`.

    Attributes:
        notice_days: From the notice to the end; ``None``: one of them is not told.
        notice_needed_days: What is asked, from the notice, else from the proposal; ``None``: neither is told.
        at_once: One of the two exceptions, to be counted as such.
    """

    missing: tuple[str, ...]
    notice_days: int | None
    notice_needed_days: int | None
    at_once: bool = False

    @property
    def may_end(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    def sentence(self, code: str) -> Bilingual:
        """What a code means."""
        return CODES[code]

    def as_json(self) -> dict[str, JsonValue]:
        """The keys that the command promises."""
        return {
            "may_end": self.may_end,
            "missing": list(self.missing),
            "notice_days": self.notice_days,
            "notice_needed_days": self.notice_needed_days,
        }


def may_end(proposal: Proposal, on: date | None = None) -> MayEnd:
    """Whether an agreement may end.

    Args:
        on: The day of the question, by which a report that is to follow may be late; ``None``: not asked.
    """
    given, ends = proposal.notice_at, proposal.ends_at
    days = None if given is None or ends is None else (ends.day - given.day).days
    if proposal.kind in AT_ONCE:
        return MayEnd(tuple(_at_once(proposal, on)), days, 0, at_once=True)
    missing = [*_reported(proposal), *_decided(proposal), *_noticed(proposal)]
    report, begins = proposal.report or ImpactReport(), given or proposal.proposed_at
    months = notice_needed(report)
    needed = None if begins is None or months is None else days_ahead(begins.day, months)
    if days is not None and begins is not None:
        if days < (days_ahead(begins.day, Fraction(LEAST_NOTICE)) if needed is None else needed):
            missing.append("short-notice")
        elif needed is None and days < days_ahead(begins.day, report.gap_months or Fraction(0)):
            missing.append("unknown-runway")
    return MayEnd(tuple(missing), days, needed)


def _at_once(proposal: Proposal, on: date | None) -> Iterator[str]:
    """The report follows within 20 working days; until they are over, nothing is missing."""
    ends = proposal.ends_at or proposal.notice_at or proposal.proposed_at
    if ends is None:
        yield "no-end"
        return
    written = proposal.report.at if proposal.report else None
    last = add_working_days(ends.day, REPORT_DAYS) if FIRST_YEAR <= ends.day.year < LAST_YEAR else None
    if written is not None and last is not None and written.day > last:
        yield "late-report"
    if on is None or (last is not None and on <= last):
        return
    if proposal.report is None:
        yield "no-impact-report"
    else:
        yield from (f"report:{gap}" for gap in impact_gaps(proposal.report))


def _acts(proposal: Proposal) -> Iterator[Moment]:
    """What must come after the report: consents or override, the decision, the notice, the end."""
    consents = (proposal.consents or {}).values()
    override = proposal.override.at if proposal.override else None
    for act in (*consents, override, proposal.decided_at, proposal.notice_at, proposal.ends_at):
        if act is not None:
            yield act


def _reported(proposal: Proposal) -> Iterator[str]:
    """A proposal, and a whole report surely before every act that needs it (I11)."""
    if proposal.proposed_at is None:
        yield "no-proposal"
    report = proposal.report
    written = report.at if report else None
    early = written is not None and proposal.proposed_at is not None and written.surely_before(proposal.proposed_at)
    if written is None or early or not all(written.surely_before(act) for act in _acts(proposal)):
        yield "no-impact-report"
    if report is not None:
        yield from (f"report:{gap}" for gap in impact_gaps(report) if gap != "when")


def _decided(proposal: Proposal) -> Iterator[str]:
    """The consent of the three partners, or an override that says everything it must."""
    if proposal.override is not None:
        if not proposal.override.whole or proposal.override.at is None:
            yield "bad-override"
        return
    if proposal.consents is None and proposal.decided_at is not None:
        return
    for partner in Partner:
        if partner not in (proposal.consents or {}):
            yield f"no-consent:{partner}"


def _noticed(proposal: Proposal) -> Iterator[str]:
    """Notice, after the decision, and a date of the end."""
    notice = proposal.notice_at
    if notice is None:
        yield "no-notice"
    else:
        override = proposal.override.at if proposal.override else None
        acts = (*(proposal.consents or {}).values(), override, proposal.decided_at)
        if any(act is not None and notice.surely_before(act) for act in acts):
            yield "notice-before-decision"
    if proposal.ends_at is None:
        yield "no-end"

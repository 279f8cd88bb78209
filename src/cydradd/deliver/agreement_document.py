"""An agreement as `cydradd deliver agreement` prints it: what is broken, what is paid when, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cydradd.deliver.agreement_rules import Finding, findings
from cydradd.deliver.checkin_plan import PlannedCheckIn, plan_for
from cydradd.deliver.profile import ProfileLine, cash_strain, even_spend, profile_for, share_up_front
from cydradd.deliver.terms import Terms
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import Pence


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """What follows from the terms of one agreement.

    Attributes:
        profile: Payments planned; ``None``: there is neither one nor a default.
        share_up_front: Paid before or on the start; ``None`` without a profile.
        cash_strain: Lowest point of received less spent: below 0 it is what the provider lends. ``None`` without a
            profile.
        spend_assumed: The spending is not told, and was taken to be even by month.
    """

    terms: Terms
    findings: tuple[Finding, ...]
    profile: tuple[ProfileLine, ...] | None
    share_up_front: Fraction | None
    cash_strain: Pence | None
    spend_assumed: bool
    checkins: tuple[PlannedCheckIn, ...]

    @property
    def ok(self) -> bool:
        """Whether no rule is broken."""
        return not self.findings

    def as_json(self) -> dict[str, JsonValue]:
        """The keys that the command promises."""
        lines = self.profile
        return {
            "ok": self.ok,
            "kind": self.terms.kind,
            "findings": [each.as_json() for each in self.findings],
            "profile": None
            if lines is None
            else [{"due": str(each.due), "amount_p": each.amount, "kind": each.kind} for each in lines],
            "share_up_front": None if self.share_up_front is None else float(self.share_up_front),
            "cash_strain_p": self.cash_strain,
            "checkins": [{"due": str(each.due), "minutes": each.minutes} for each in self.checkins],
        }


def report_of(terms: Terms) -> AgreementReport:
    """Everything that follows from the terms. An amount of 0 or less has a finding and no profile.

    Terms from a table that has no column for the profile take no default.
    """
    lines = terms.profile
    if lines is None and terms.amount > 0 and not terms.partial:
        lines = profile_for(terms.kind, terms.amount, terms.start, terms.end, terms.income)
    spend = terms.spend if terms.spend is not None else even_spend(terms.amount, terms.start, terms.end)
    return AgreementReport(
        terms=terms,
        findings=findings(terms),
        profile=lines,
        share_up_front=None if lines is None else share_up_front(lines, terms.start),
        cash_strain=None if lines is None else cash_strain(lines, spend, terms.start),
        spend_assumed=terms.spend is None,
        checkins=terms.checkins or plan_for(terms.amount, terms.start, terms.end),
    )

"""Contradictions: where two files of a round, each good by itself, cannot both be right.

Nothing is dropped for it and no stage becomes faulty: both rows are kept and counted as they stand, and the defect
names both, because only the people of the round know which of them is wrong. Where a contradiction breaks a rule of
the whole cycle, the invariant says so besides (I1, I3, I10, I11, I15). References to rows that are not there are
listed when the folder is read; projects and costs that differ from the ballot, when it is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cydradd.cycle.contradictions import agreements, applications, endings
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates.rules import Reading
from cydradd.vocabulary.facts import Defect

Rule = Callable[[Reading], Iterator[Defect]]

RULES: Mapping[str, Rule] = {
    "pot-without-consent": applications.pot_without_consent,
    "pot-consent-differs": applications.pot_consent_differs,
    "weights-partner-differs": applications.weights_partner_differs,
    "shares-not-one": applications.shares_not_one,
    "member-applies-alone": applications.member_applies_alone,
    "feedback-not-due": applications.feedback_not_due,
    "feedback-before-result": applications.feedback_before_result,
    "score-of-withdrawn": applications.score_of_withdrawn,
    "score-outside-scale": applications.score_outside_scale,
    "agreement-without-award": agreements.without_award,
    "agreement-amount-differs": agreements.amount_differs,
    "agreement-pots-differ": agreements.pots_differ,
    "agreement-organisation-differs": agreements.organisation_differs,
    "agreement-dates-reversed": agreements.dates_reversed,
    "payment-before-signature": agreements.paid_before_signature,
    "payments-above-agreement": agreements.paid_above_agreement,
    "payment-outside-pots": agreements.paid_outside_pots,
    "checkin-outside-agreement": agreements.checked_outside_agreement,
    "ending-out-of-order": endings.out_of_order,
    "ended-while-running": endings.while_running,
}
"""Every rule by the code of what it finds; the last also finds ``ended-early-too-late``."""


def contradictions(evidence: Evidence) -> tuple[Defect, ...]:
    """Everything in which two files of the round differ, in the order of the cycle."""
    reading = Reading(evidence)
    return tuple(defect for rule in RULES.values() for defect in rule(reading))

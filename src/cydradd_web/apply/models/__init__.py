"""Rows of rounds, organisations as accounts, drafts of applications, and what is sent and answered."""

from cydradd_web.apply.models.answers import EligibilityAnswer, EligibilityRule, Reasons
from cydradd_web.apply.models.bodies import Body, BodyFact, BodyInvitation, BodyMember
from cydradd_web.apply.models.drafts import Answer, Draft, Partnership
from cydradd_web.apply.models.rows import Application, Feedback, Member, Organisation
from cydradd_web.apply.models.sent import Standing, Submission

__all__ = [
    "Answer",
    "Application",
    "Body",
    "BodyFact",
    "BodyInvitation",
    "BodyMember",
    "Draft",
    "EligibilityAnswer",
    "EligibilityRule",
    "Feedback",
    "Member",
    "Organisation",
    "Partnership",
    "Reasons",
    "Standing",
    "Submission",
]

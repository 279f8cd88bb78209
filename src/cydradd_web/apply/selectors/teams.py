"""In which role somebody acts for an applicant."""

from __future__ import annotations

from cydradd_web.apply.models import BodyMember, Draft, Submission


def applicant_role(person: int, slug: str, application: str | None = None) -> str | None:
    """``applicant-editor`` or ``applicant-signer``; ``None``: somebody acts for no applicant here. Two queries.

    Args:
        application: A reference, or the code of a form; ``None``: any of the round.
    """
    own = dict(BodyMember.objects.filter(person_id=person, left_at__isnull=True).values_list("body_id", "role"))
    if not own:
        return None
    drafts, sent = Draft.objects.filter(round__slug=slug), Submission.objects.filter(round__slug=slug)
    if application is not None:
        drafts, sent = drafts.filter(code=application), sent.filter(reference=application)
    leads = drafts.filter(body_id__in=own).values_list("body_id", flat=True)
    joined = drafts.filter(partners__body_id__in=own).values_list("partners__body_id", flat=True)
    stood = sent.filter(standing__body_id__in=own).values_list("standing__body_id", flat=True)
    found = {own[body] for body in (*leads, *joined, *stood) if body in own}
    return "applicant-signer" if "signer" in found else "applicant-editor" if found else None

"""Pages on which people act at the apply stage."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from cydradd_web.apply.acts import call, form, offices, organisation, sent, together

OURS = "rounds/<slug:slug>/apply/"
FORM = f"{OURS}forms/<slug:application>/"
urlpatterns: list[URLPattern] = [
    path(_("my-organisation/"), organisation.my_organisations, name="my-organisations"),
    path(_("my-organisation/new/"), organisation.new, name="new-organisation"),
    path(_("my-organisation/join/<str:token>/"), organisation.join_organisation, name="join-organisation"),
    path(_("my-organisation/<int:body>/"), organisation.organisation, name="my-organisation"),
    path(_("my-organisation/<int:body>/change/"), organisation.change, name="change-organisation"),
    path(_("my-organisation/<int:body>/confirm/"), organisation.confirm, name="confirm-organisation"),
    path(_("my-organisation/<int:body>/invite/"), organisation.invite_colleague, name="invite-colleague"),
    path(_("my-organisation/<int:body>/leave/"), organisation.leave_organisation, name="leave-organisation"),
    path(f"{OURS}questions/", call.questions, name="call"),
    path(f"{OURS}can-we/", call.can_we_apply, name="can-we-apply"),
    path(f"{OURS}rules/", call.rules, name="eligibility-rules"),
    path(f"{OURS}rules/<slug:rule>/", call.rule_removed, name="eligibility-rule"),
    path(f"{OURS}start/", form.start, name="apply-start"),
    path(f"{FORM}<int:number>/", form.write, name="application-form"),
    path(f"{FORM}together/", together.together, name="application-together"),
    path(f"{FORM}consent/", together.lead_consent, name="application-consent"),
    path(f"{FORM}check/", form.check, name="application-check"),
    path(f"{OURS}sent/<slug:application>/", sent.receipt, name="application-sent"),
    path(f"{OURS}sent/<slug:application>/withdraw/", sent.withdrawing, name="application-withdraw"),
    path(f"{OURS}read/", offices.reading, name="applications-to-read"),
    path(f"{OURS}read/<slug:application>/", offices.read, name="application-read"),
    path(f"{OURS}eligibility/", offices.eligibility_queue, name="eligibility-queue"),
    path(f"{OURS}eligibility/<slug:application>/", offices.eligibility_answer, name="eligibility-answer"),
    path(f"{OURS}feedback/", offices.feedback_queue, name="feedback-queue"),
    path(f"{OURS}feedback/<slug:application>/", offices.feedback, name="feedback-give"),
]

"""Pages on which people act at the deliver stage."""

from __future__ import annotations

from django.urls import path

from cydradd_web.deliver import acts

AT = "rounds/<slug:slug>/deliver/"

urlpatterns = [
    path(f"{AT}plan/", acts.plan, name="plan-evaluation"),
    path(f"{AT}sign/", acts.sign, name="sign-agreement"),
    path(f"{AT}pay/", acts.pay, name="record-payment"),
    path(f"{AT}check-in/", acts.check_in, name="check-in"),
    path(f"{AT}publish/", acts.publish_data, name="publish-data"),
    path(f"{AT}published/<slug:sha256>/", acts.published, name="published-file"),
]

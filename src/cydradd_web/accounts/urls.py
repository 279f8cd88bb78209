"""Signing in, one's own page, and invitations."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

urlpatterns = [
    path(_("account/"), include("cydradd_web.accounts.sign_in_urls")),
    path("", include("cydradd_web.accounts.people_urls")),
]

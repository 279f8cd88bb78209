"""Signing in, one's own page, and invitations."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from cydradd_web.accounts import views

urlpatterns = [
    path(_("account/"), include("allauth.urls")),
    path(_("my-page/"), views.my_page, name="my-page"),
]

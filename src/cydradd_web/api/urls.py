"""The pages about the API, in each language."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.api import tokens, views

urlpatterns = [
    path("api/", views.documentation, name="api"),
    path(_("my-page/tokens/"), tokens.tokens, name="tokens"),
    path(_("my-page/tokens/<int:token>/revoke/"), tokens.revoke, name="token-revoke"),
]

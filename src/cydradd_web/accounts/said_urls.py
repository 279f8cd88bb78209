"""The address of what one said, and of what became of it."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.accounts.said import said

urlpatterns = [path(_("my-page/said/"), said, name="my-said")]

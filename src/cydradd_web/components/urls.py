"""Pages about the site itself. Their addresses are words of the page's own language."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.components import views

urlpatterns = [
    path(_("how-a-round-works/"), views.how, name="how"),
    path(_("accessibility/"), views.accessibility, name="accessibility"),
    path(_("privacy/"), views.privacy, name="privacy"),
]

"""The pages that offer files, in each language."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.downloads import views

urlpatterns = [
    path(_("open-data/"), views.network_data, name="network-data"),
    path("rounds/<slug:slug>/data/", views.round_data, name="round-data"),
]

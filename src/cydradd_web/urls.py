"""Addresses: each page has one in Welsh and one in English; files have one for both."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cydradd_web.components import views

urlpatterns = [
    path("", views.by_browser, name="by-browser"),
    path("", include("cydradd_web.discovery.file_urls")),
    path("", include("cydradd_web.rounds.file_urls")),
    path("", include("cydradd_web.api.file_urls")),
    path("", include("cydradd_web.downloads.file_urls")),
    path("", include("cydradd_web.follow.file_urls")),
    *i18n_patterns(
        path("", include("cydradd_web.rounds.urls")),
        path("", include("cydradd_web.follow.urls")),
        path("", include("cydradd_web.downloads.urls")),
        path("", include("cydradd_web.discovery.urls")),
        path("", include("cydradd_web.share.urls")),
        path("", include("cydradd_web.api.urls")),
        path("", include("cydradd_web.accounts.urls")),
        path("", include("cydradd_web.listen.urls")),
        path("", include("cydradd_web.design.urls")),
        path("", include("cydradd_web.apply.urls")),
        path("", include("cydradd_web.decide.urls")),
        path("", include("cydradd_web.deliver.urls")),
        path("", include("cydradd_web.accounts.said_urls")),
        path("", include("cydradd_web.mail.urls")),
        path("", include("cydradd_web.components.urls")),
    ),
]
handler400 = "cydradd_web.components.views.bad_request"
handler404 = "cydradd_web.discovery.views.not_found"
handler500 = "cydradd_web.components.views.server_error"

"""Organisations, places, and where the money of all rounds went. How an id becomes an address: `addresses`."""

from __future__ import annotations

from django.urls import path

from cydradd_web.follow import check_views, open_urls, views

urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<str:address>/", views.organisation, name="organisation"),
    path("places/", views.places, name="places"),
    path("places/<str:address>/", views.place, name="place"),
    path("follow/", views.follow, name="follow"),
    path("follow/check/", check_views.check_file, name="check-file"),
    *open_urls.urlpatterns,
]

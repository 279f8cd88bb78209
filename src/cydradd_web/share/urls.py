"""Proposals and the search."""

from __future__ import annotations

from django.urls import path

from cydradd_web.share import views

urlpatterns = [
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/<slug:slug>/", views.proposal, name="proposal"),
    path("proposals/<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("search/", views.search, name="search"),
]

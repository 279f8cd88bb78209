"""The list of rounds, and the page of each."""

from __future__ import annotations

from django.urls import path

from cydradd_web.rounds import views

urlpatterns = [
    path("", views.home, name="home"),
    path("rounds/<slug:slug>/", views.round_page, name="round"),
]

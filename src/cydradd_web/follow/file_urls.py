"""Lists over all rounds: one stable address each, the same in both languages."""

from __future__ import annotations

from django.urls import path

from cydradd_web.follow import views

urlpatterns = [path("data/<slug:name>.<str:ending>", views.listing, name="network-list")]

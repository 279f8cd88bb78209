"""Feeds and calendars: one in each language."""

from __future__ import annotations

from django.urls import path

from cydradd_web.discovery import views

urlpatterns = [
    path("acts.atom", views.feed, name="feed"),
    path("dates.ics", views.calendar, name="calendar"),
    path("rounds/<slug:slug>/acts.atom", views.round_feed, name="round-feed"),
    path("rounds/<slug:slug>/dates.ics", views.round_calendar, name="round-calendar"),
]

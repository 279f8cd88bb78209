"""Files of a round: one stable address each, the same in both languages."""

from __future__ import annotations

from django.urls import path

from cydradd_web.rounds import views

urlpatterns = [path("rounds/<slug:slug>/files/<path:name>", views.download, name="download")]

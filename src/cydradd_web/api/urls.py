"""The page that lists the operations, in each language."""

from __future__ import annotations

from django.urls import path

from cydradd_web.api import views

urlpatterns = [path("api/", views.documentation, name="api")]

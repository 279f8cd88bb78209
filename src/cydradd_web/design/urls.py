"""Pages on which people act at the design stage."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

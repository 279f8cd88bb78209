"""What machines ask for first; one address each."""

from __future__ import annotations

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from cydradd_web.discovery import views
from cydradd_web.discovery.sitemap import SITEMAPS

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
]

"""Lists over all rounds, and of the open data: one stable address each, the same in both languages.

Charts hold words, and have an address in each.
"""

from __future__ import annotations

from django.urls import path

from cydradd_web.follow import open_list_views, slice_views, views

urlpatterns = [
    path("data/<slug:name>.<str:ending>", views.listing, name="network-list"),
    path("data/open/slice-<str:language>.html", slice_views.open_slice, name="open-slice"),
    path("data/open/<slug:name>-<str:language>.svg", open_list_views.open_picture, name="open-picture"),
    path("data/open/<slug:name>.<str:ending>", open_list_views.open_list, name="open-list"),
]

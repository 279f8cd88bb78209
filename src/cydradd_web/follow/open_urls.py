"""The open data of funders: who got the money, from whom to whom, each organisation and funder, each grant."""

from __future__ import annotations

from django.urls import path

from cydradd_web.follow import alike_views, open_views

urlpatterns = [
    path("follow/open/", open_views.open_money, name="open-money"),
    path("follow/open/flow/", open_views.open_flow, name="open-flow"),
    path("follow/open/like-ours/", alike_views.open_alike, name="open-alike"),
    path("follow/open/grants/", open_views.open_grants, name="open-grants"),
    path("follow/open/grants/<int:row>/", open_views.open_grant, name="open-grant"),
    path("follow/open/organisations/", open_views.open_organisations, name="open-organisations"),
    path("follow/open/organisations/<str:address>/", open_views.open_organisation, name="open-organisation"),
    path("follow/open/funders/<str:address>/", open_views.open_funder, name="open-funder"),
]

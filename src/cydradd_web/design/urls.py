"""Pages on which people act at the design stage."""

from __future__ import annotations

from django.urls import path

from cydradd_web.design import views
from cydradd_web.design.acts import agreeing, items, talking

HOME = "rounds/<slug:slug>/design"

urlpatterns = [
    path(f"{HOME}/workshop/", views.workshop, name="design-workshop"),
    path(f"{HOME}/heard/", views.heard, name="design-heard"),
    path(f"{HOME}/add/<slug:kind>/", items.add, name="design-add"),
    path(f"{HOME}/<slug:kind>/<str:identifier>/change/", items.change, name="design-change"),
    path(f"{HOME}/<slug:kind>/<str:identifier>/take-out/", items.take, name="design-take-out"),
    path(f"{HOME}/comments/", talking.all_comments, name="design-comments"),
    path(f"{HOME}/comment/", talking.comment, name="design-comment"),
    path(f"{HOME}/comments/<int:number>/answer/", talking.answer, name="design-answer"),
    path(f"{HOME}/comments/<int:number>/changed/", talking.changed, name="design-changed"),
    path(f"{HOME}/draft/", talking.draft, name="design-draft"),
    path(f"{HOME}/weights/", agreeing.weigh, name="design-weights"),
    path(f"{HOME}/seed/bind/", agreeing.commit, name="design-seed-bind"),
    path(f"{HOME}/seed/open/", agreeing.open_, name="design-seed-open"),
    path(f"{HOME}/seed/again/", agreeing.seed_again, name="design-seed-again"),
    path(f"{HOME}/counting/", agreeing.decide, name="design-counting"),
    path(f"{HOME}/agree/", agreeing.agree, name="design-agree"),
    path(f"{HOME}/again/", talking.again, name="design-again"),
]

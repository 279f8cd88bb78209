"""Addresses of the people of a round, of invitations, and of one's own page."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.accounts import invited, own_page, people

urlpatterns = [
    path(_("my-page/"), own_page.my_page, name="my-page"),
    path(_("my-page/invitations/<int:number>/"), invited.my_invitation, name="my-invitation"),
    path(_("invitations/<str:token>/"), invited.invitation, name="invitation"),
    path("rounds/<slug:slug>/people/", people.people, name="people"),
    path("rounds/<slug:slug>/people/invite/", people.invite, name="invite"),
    path("rounds/<slug:slug>/people/invitations/<int:number>/again/", people.send_again, name="invitation-again"),
    path("rounds/<slug:slug>/people/invitations/<int:number>/withdraw/", people.withdraw, name="invitation-withdraw"),
    path("rounds/<slug:slug>/people/hand-over/", people.hand_over, name="hand-over"),
    path("rounds/<slug:slug>/people/leave/", people.leave, name="leave"),
    path("rounds/<slug:slug>/people/<slug:seat>/duties/", people.duties, name="duties"),
    path("rounds/<slug:slug>/people/<slug:seat>/end/", people.end, name="seat-end"),
    path("rounds/<slug:slug>/interests/", people.interests, name="interests"),
]

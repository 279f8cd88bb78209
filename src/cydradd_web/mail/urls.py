"""Addresses that messages carry."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.mail import views

urlpatterns = [
    path(_("messages/stop/<str:token>/"), views.stop_messages, name="stop-messages"),
    path(_("my-page/messages/"), views.my_messages, name="my-messages"),
    path(_("rounds/<slug:slug>/messages/"), views.round_messages, name="round-messages"),
]

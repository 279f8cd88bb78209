"""Addresses that messages carry."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cydradd_web.mail import views

urlpatterns = [path(_("messages/stop/<str:token>/"), views.stop_messages, name="stop-messages")]

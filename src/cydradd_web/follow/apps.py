"""The follow stage of the site."""

from __future__ import annotations

from django.apps import AppConfig


class FollowConfig(AppConfig):
    """No tables of its own: it joins what the other stages hold."""

    name = "cydradd_web.follow"
    label = "follow"

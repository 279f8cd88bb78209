"""What is asked when somebody signs up, besides their address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cydradd_web.accounts.services.people import change_settings
from cydradd_web.components.forms import TextField

LANGUAGES = (("cy", "Cymraeg"), ("en", "English"))


class AboutYou(forms.Form):
    """Name, which may stay empty, and the language of messages, asked once."""

    name = TextField(
        label=_("Your name"),
        required=False,
        help_text=_("Only people who share a round with you see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of your messages"), choices=LANGUAGES, widget=forms.RadioSelect, initial=get_language
    )

    field_order = ("email", "name", "language")

    def signup(self, request: HttpRequest, user: Any) -> None:  # noqa: ARG002  allauth's signature
        """Keep what was said."""
        user.name, user.language = self.cleaned_data["name"], self.cleaned_data["language"]
        change_settings(person=user.pk, name=user.name, language=user.language, digest=user.digest)

"""allauth's forms without words inside the boxes, and ours beside them."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from cydradd_web.accounts.about_you import LANGUAGES
from cydradd_web.components.forms import TextField


class Plain:
    """Words inside a box vanish when one writes: the label stands above it. An address has one name everywhere."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in ("login", "email"):
                field.label = _("E-mail address")
            if field.widget.attrs.get("autocomplete") == "one-time-code":
                field.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}


class SignIn(Plain, account.LoginForm):  # type: ignore[misc]
    """An address and a password, although accounts begin without one."""

    def _setup_password_field(self) -> None:
        """Keep the field."""


class SignUp(Plain, account.SignupForm):  # type: ignore[misc]
    """An address, a name, a language."""

    field_order = ("email", "name", "language")


class NewAddress(Plain, account.AddEmailForm):  # type: ignore[misc]
    """Another address."""


class ChangePassword(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    """The password now, and the next."""


class SetPassword(Plain, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ForgottenPassword(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link goes."""


class NewPassword(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by a link."""


class PasswordAgain(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class SecondStep(Plain, second_step.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code."""


class SecondStepAgain(Plain, second_step.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class AddApp(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""


class AddPasskey(Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey: always one with which one can also sign in alone."""

    name = TextField(label=_("Name of the passkey"), required=False, max_length=100)
    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)


class NamePasskey(Plain, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = TextField(label=_("Name of the passkey"), max_length=100)


class AskForLink(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class Settings(forms.Form):
    """Name, language and the weekly e-mail."""

    name = TextField(
        label=_("Your name"), required=False, help_text=_("Only people who share a round with you see it.")
    )
    language = forms.ChoiceField(
        label=_("Language of your messages"),
        choices=(*LANGUAGES, ("", _("Both"))),
        required=False,
        widget=forms.RadioSelect,
    )
    digest = forms.BooleanField(label=_("Send me one message a week of what is new in my rounds"), required=False)


class Erase(forms.Form):
    """The address once more, so that nobody erases by mistake."""

    email = forms.CharField(
        label=_("Type your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, own: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.own = own

    def clean_email(self) -> str:
        """The address of the account."""
        email: str = self.cleaned_data["email"].strip()
        if email.lower() != self.own.lower():
            raise forms.ValidationError(_("This is not the address of this account. Type the one you sign in with."))
        return email

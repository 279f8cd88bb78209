"""How allauth is told our ways: our messages in both languages, and links that sign in."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cydradd_web.accounts.selectors import people
from cydradd_web.accounts.services.links import SIGN_IN, make_link
from cydradd_web.components.clock import now

BETWEEN = "\n\n" + "-" * 40 + "\n\n"
BOTH = ("cy", "en")


def languages(told: str | None) -> tuple[str, ...]:
    """The languages of a message: the person's; where it was not told, both, that of the page first."""
    if told:
        return (told,)
    first = get_language() or BOTH[0]
    return tuple(sorted(BOTH, key=lambda code: code != first))


def _in(code: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a message says, its addresses those of the pages in one language."""
    return {
        name: translate_url(value, code) if name.endswith("_url") and isinstance(value, str) else value
        for name, value in values.items()
    }


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our templates, our messages, both languages."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one message, in the person's language; in both where it is not known.

        Raises:
            ImmediateHttpResponse: It could not be sent; the page says so.
        """
        subjects, bodies = [], []
        told = context["user"].language if context.get("user") else people.language_of(email)
        for code in languages(told):
            values = _in(code, {"email": email, **context})
            with override(code):
                subjects.append(" ".join(render_to_string(f"{template_prefix}_subject.txt", values).split()))
                bodies.append(render_to_string(f"{template_prefix}_message.txt", values).strip())
        message = EmailMessage(
            " / ".join(subjects),
            BETWEEN.join(bodies) + "\n",
            self.get_from_email(),
            [email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            message.send()
        except (OSError, SMTPException) as error:
            structlog.get_logger().error("message-not-sent", kind=template_prefix, fault=type(error).__name__)
            page = render(current.request, "account/not_sent.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            raise ImmediateHttpResponse(page) from error

    def send_link(self, email: str, *, template: str, back: str = "") -> None:
        """Send a link that signs in; where nobody has the address, say so there. Both take as long."""
        person = people.number_of(email)
        token = make_link(person=person, purpose=SIGN_IN, back=back, at=now())
        if person is None:
            signup = self.request.build_absolute_uri(reverse("account_signup"))
            self.send_mail("account/email/unknown_account", email, {"signup_url": signup})
        else:
            link = self.request.build_absolute_uri(reverse("sign-in-by-link", args=[token]))
            self.send_mail(f"account/email/{template}", email, {"link_url": link})

    def send_account_already_exists_mail(self, email: str) -> None:
        """Whoever signs up again gets a link that signs in."""
        self.send_link(email, template="account_already_exists", back=get_next_redirect_url(self.request) or "")

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Say that an account has changed, in its person's language, also to an address that it no longer has."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Whoever is not signed in proves an address and signs in with one link; a second address has its own."""
        email = emailconfirmation.email_address.email
        if request.user.is_authenticated:
            url = self.get_email_confirmation_url(request, emailconfirmation)
            told = {"activate_url": url, "user": emailconfirmation.email_address.user}
            self.send_mail("account/email/email_confirmation", email, told)
        else:
            back = get_next_redirect_url(request) or ""
            self.send_link(email, template="email_confirmation_signup" if signup else "sign_in_link", back=back)

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # noqa: ARG002  allauth's signature
        """Back to where the address was changed."""
        return reverse("account_email") if self.request.user.is_authenticated else reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  allauth's signature
        """Back to one's own data."""
        return reverse("my-data")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  allauth's signature
        """A page that says that nobody is signed in here now."""
        return reverse("signed-out")


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step of signing in, named and drawn as our pages need it."""

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code as a drawing that stands in the page itself: pages load no picture from a ``data:`` address."""
        drawing: str = super().build_totp_svg(url)
        drawing = drawing[drawing.index("<svg") :]
        label = _("QR code for your app")
        return mark_safe(drawing.replace("<svg", f'<svg role="img" aria-label="{label}"', 1))  # noqa: S308  no text of people in it

    def _get_site_name(self) -> str:
        return "Cydradd"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a new passkey, which its owner may change."""
        number = len([each for each in people.second_steps_data(user.pk) if each["kind"] == str(type)]) + 1
        return _("Passkey %(number)s") % {"number": number}

"""A real deployment. It refuses to start without a key and the names it answers to, and says how to give them."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from cydradd_web import logs
from cydradd_web.keys import required
from cydradd_web.settings.base import *  # noqa: F403
from cydradd_web.settings.base import CLOCK, SILENCED_SYSTEM_CHECKS, env

SECRET_KEY = required(
    "SECRET_KEY",
    "a long random text that nobody else knows; "
    "make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
)
if CLOCK:
    raise ImproperlyConfigured("CYDRADD_CLOCK is for journeys. Unset it: a real site keeps the real time.")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the names the site answers to, such as cydradd.example,www.example").split(
    ","
)
SITE_ADDRESS = env.str("SITE_ADDRESS", default=f"https://{ALLOWED_HOSTS[0]}")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = [
    *SILENCED_SYSTEM_CHECKS,
    "security.W021",  # whether browsers are to know the name beforehand is for whoever owns the name
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
logs.configure(json=True)

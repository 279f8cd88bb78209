"""What every way of running the site shares. Each setting that a deployment may give is read here, by name."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import Any

import environ  # type: ignore[import-untyped]

from cydradd_web.licence import OPEN_GOVERNMENT
from cydradd_web.paths import ASSETS, DATA, PACKAGE, ROOT, STATIC

env = environ.Env()

DATA_DIR = Path(env.str("CYDRADD_DATA", default=str(DATA))).expanduser().absolute()
"""What the site keeps: its database, its development key, and what was made of each round."""
ROUNDS_DIR = Path(env.str("CYDRADD_ROUNDS", default=str(ROOT / "demo" / "rounds"))).expanduser().absolute()
"""Each folder in it is a round; they are read when the site starts."""
PROPOSALS_DIR = Path(env.str("CYDRADD_PROPOSALS", default=str(ROUNDS_DIR.parent / "proposals"))).expanduser().absolute()
"""Each TOML or JSON file in it is a proposal; they are read when the site starts. Beside the rounds, where not told."""
DEMO = ROUNDS_DIR == ROOT / "demo" / "rounds"
"""Whether the rounds shown are the invented ones, which every page then says."""

WAREHOUSE = Path(env.str("CYDRADD_WAREHOUSE", default=str(DATA_DIR / "follow.duckdb"))).expanduser().absolute()
"""Open grant data that ``cydradd follow import`` made; read alone, and missing is well. Replace it by renaming."""

CLOCK = env.str("CYDRADD_CLOCK", default="")
"""A file that holds the instant, for journeys through months; empty: the machine's clock. Never in production."""

DATA_LICENCE = OPEN_GOVERNMENT
"""The licence of every list and file, printed beside each link and in each file."""
FEED_AUTHORITY = env.str("FEED_AUTHORITY", default="cydradd.example,2026")
"""Who gives the ids of feeds and calendars (RFC 4151): a name and a year in which it was yours. Never change it."""

CHECK_MOST_MB = env.int("CHECK_MOST_MB", default=20)
"""Megabytes of the largest file that the page "Check my file" takes."""
CHECK_MOST_SECONDS = 30
"""Seconds after which it gives a file up."""

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "cydradd_web.urls"
WSGI_APPLICATION = "cydradd_web.wsgi.application"
AUTH_USER_MODEL = "accounts.Person"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "cydradd_web.components",
    "django.forms",
    "cydradd_web.accounts",
    "cydradd_web.rounds",
    "cydradd_web.listen",
    "cydradd_web.design",
    "cydradd_web.apply",
    "cydradd_web.decide",
    "cydradd_web.deliver",
    "cydradd_web.evaluate",
    "cydradd_web.follow",
    "cydradd_web.record",
    "cydradd_web.share",
    "cydradd_web.downloads",
    "cydradd_web.api",
    "cydradd_web.discovery",
    "cydradd_web.mail",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "cydradd_web.middleware.content_security_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cydradd_web.kept.kept_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "cydradd_web.follow.early.too_large_first",
    "cydradd_web.accounts.idle.ends_when_idle",
    "cydradd_web.accounts.middleware.who_may",
    "cydradd_web.middleware.only_for_reading",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cydradd_web.components.context.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# Welsh and English are equals. The address says the language; where it does not, the browser does.
USE_I18N = True
LANGUAGES = [("cy", "Cymraeg"), ("en", "English")]
LANGUAGE_CODE = "en"  # for a browser that asks for neither
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "others" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/London"

# Nothing acknowledged may be lost: SQLite waits for the disk (FULL) and says at once when it must wait (IMMEDIATE).
SQLITE: dict[str, Any] = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(url: str) -> dict[str, Any]:
    """One entry of ``DATABASES`` from an address: ``sqlite:///path`` or ``postgres://user:password@host/name``."""
    settings: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings |= {"OPTIONS": SQLITE, "CONN_MAX_AGE": None}  # each thread keeps the one it has opened
    elif settings["ENGINE"] == "django.db.backends.postgresql":
        settings["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 32}} | settings.get("OPTIONS", {})
    return settings


DATABASES = {"default": database(env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'cydradd.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = STATIC
STATICFILES_DIRS = [ASSETS / "static"]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# No page needs a script, and nothing comes from another host.
CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGGING_CONFIG = None

# Who is who. No cookie before a choice needs one: a session begins at sign-in, or with a first vote.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-page"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cydradd_web.accounts.views.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ACCOUNT_ADAPTER = "cydradd_web.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_USER_DISPLAY = attrgetter("email")
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SIGNUP_FORM_CLASS = "cydradd_web.accounts.about_you.AboutYou"
_FORMS = "cydradd_web.accounts.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignIn",
    "signup": f"{_FORMS}.SignUp",
    "add_email": f"{_FORMS}.NewAddress",
    "change_password": f"{_FORMS}.ChangePassword",
    "set_password": f"{_FORMS}.SetPassword",
    "reset_password": f"{_FORMS}.ForgottenPassword",
    "reset_password_from_key": f"{_FORMS}.NewPassword",
    "reauthenticate": f"{_FORMS}.PasswordAgain",
}
PASSWORD_RESET_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cydradd"
MFA_ADAPTER = "cydradd_web.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondStep",
    "reauthenticate": f"{_FORMS}.SecondStepAgain",
    "activate_totp": f"{_FORMS}.AddApp",
    "add_webauthn": f"{_FORMS}.AddPasskey",
    "edit_webauthn": f"{_FORMS}.NamePasskey",
}
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)
"""Whether whoever has a duty in a round acts only with a second step of signing in (trust.md 3.1)."""

FORM_RENDERER = "cydradd_web.components.forms.Renderer"
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="cydradd@cydradd.example")
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000")
"""Where people find the site: what the links in messages begin with."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
SILENCED_SYSTEM_CHECKS: list[str] = []

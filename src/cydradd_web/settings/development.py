"""One person's machine: `make run`. The key is made once and kept with the data."""

from __future__ import annotations

from cydradd_web import logs
from cydradd_web.keys import kept_key
from cydradd_web.settings.base import *  # noqa: F403
from cydradd_web.settings.base import DATA_DIR, env

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_key(DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
logs.configure(json=False)
# Nothing leaves this machine: every message is a file beside the data.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
# Passkeys work on this machine without a certificate.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

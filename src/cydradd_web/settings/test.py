"""Tests: a database in memory (or the one in ``CYDRADD_TEST_DATABASE_URL``), files in a temporary folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cydradd_web.settings.base import *  # noqa: F403
from cydradd_web.settings.base import database, env

SECRET_KEY = "only for tests, and never secret: it signs nothing that is kept"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATA_DIR = Path(tempfile.gettempdir()) / "cydradd-test-data"
ROUNDS_DIR = Path(tempfile.gettempdir()) / "cydradd-test-no-rounds"
PROPOSALS_DIR = Path(tempfile.gettempdir()) / "cydradd-test-no-proposals"
DEMO = False
DATABASES = {"default": database(env.str("CYDRADD_TEST_DATABASE_URL", default="sqlite://:memory:"))}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "mail"]}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

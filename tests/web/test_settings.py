"""Settings: a missing one says how to give it; the development key is made once and is nobody else's."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cydradd_web.keys import kept_key


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "ALLOWED_HOSTS")}
    code = "import django; django.setup()"
    return subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"DJANGO_SETTINGS_MODULE": "cydradd_web.settings.production"} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [({}, "SECRET_KEY"), ({"SECRET_KEY": "  "}, "SECRET_KEY"), ({"SECRET_KEY": "x" * 60}, "ALLOWED_HOSTS")],
)
def test_production_refuses_to_start_and_says_what_to_give(given: dict[str, str], missing: str) -> None:
    done = start(**given)

    assert done.returncode != 0
    assert f"{missing} is not set. Give " in done.stderr


def test_production_starts_with_a_key_and_its_names() -> None:
    done = start(SECRET_KEY="x" * 60, ALLOWED_HOSTS="cydradd.example")

    assert done.returncode == 0, done.stderr


def test_production_passes_the_deployment_checks_of_django() -> None:
    given = {"SECRET_KEY": "".join(chr(65 + n % 50) for n in range(80)), "ALLOWED_HOSTS": "cydradd.example"}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cydradd_web.settings.production"} | given,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr


def test_the_development_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret-key"

    first, second = kept_key(path), kept_key(path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

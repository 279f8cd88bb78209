"""The site's only clock. Services are given the time; views take it from here.

A journey that carries a round through months cannot wait: with ``CYDRADD_CLOCK`` set to a file, development and tests
read the instant in it (production refuses to start with it).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cydradd.vocabulary.time import parse_instant


def now() -> datetime:
    """The instant, with zone."""
    told = getattr(settings, "CLOCK", None)
    return parse_instant(Path(told).read_text("utf-8").strip()) if told else timezone.now()

"""Pages with a small script of our own; everything on them works without it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse


def with_script(response: HttpResponse) -> HttpResponse:
    """Let a page run scripts of this site, and no other."""
    policy = {**settings.CONTENT_SECURITY_POLICY, "script-src": "'self'"}
    response.headers["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())
    return response

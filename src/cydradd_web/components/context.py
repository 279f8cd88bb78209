"""What the frame of every page needs."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in one language: its code, the language's own name, the page's address, whether it is this one."""

    code: str
    name: str
    href: str
    current: bool


def _same_page(path: str, code: str) -> str:
    """The address of the page ``path`` in another language; its home page where there is no such page."""
    try:
        resolve(path)
    except Resolver404:
        return f"/{code}/"
    moved = translate_url(path, code)
    return moved if moved.startswith(f"/{code}/") else f"/{code}/"


LONGEST_QUERY = 500
"""Letters of what was asked for that the links to the other language carry."""


def _asked(request: HttpRequest) -> str:
    """What was asked for in the address, with its question mark; empty when nothing was, or too much."""
    asked = request.GET.urlencode()
    return f"?{asked}" if asked and len(asked) <= LONGEST_QUERY else ""


def chrome(request: HttpRequest) -> dict[str, object]:
    """``language``, the same page in both languages, whether the rounds shown are invented, who is signed in.

    Without a session's cookie nobody is, and the session is not asked: a page for everybody stays one that is kept.
    """
    language = get_language() or settings.LANGUAGE_CODE
    alternates = [
        Alternate(code, name, _same_page(request.path, code) + _asked(request), code == language)
        for code, name in settings.LANGUAGES
    ]
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session")
    return {
        "language": language,
        "alternates": alternates,
        "demo": settings.DEMO,
        "has_session": has_session,
        "signed_in": has_session and request.user.is_authenticated,
    }

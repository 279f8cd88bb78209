"""Version 1 of the API: one address each, both languages in each answer."""

from __future__ import annotations

from django.urls import URLPattern, include, path, re_path

from cydradd_web.api import views
from cydradd_web.api.main import api, reading, taking

ACTS = ("votes", "statements", "ballots", "applications")
"""Operations by which a program acts."""

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        around = taking if _pattern.name in ACTS else reading
        _pattern.callback = around(views.root if _pattern.name == "api-root" else _pattern.callback)

urlpatterns = [
    path("api/v1/", include((_patterns, _app), namespace=_namespace)),
    re_path(r"^api/", reading(views.unknown), name="api-unknown"),
]

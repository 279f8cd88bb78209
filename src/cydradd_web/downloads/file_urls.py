"""The files: one address each, the same in both languages, which stays."""

from __future__ import annotations

from django.urls import path, register_converter

from cydradd_web.downloads import views
from cydradd_web.downloads.formats import Ending


class EndingConverter:
    """The kind of a file, as the end of an address."""

    regex = "|".join(Ending)

    def to_python(self, value: str) -> Ending:
        """The kind that an address names."""
        return Ending(value)

    def to_url(self, value: Ending) -> str:
        """The end of an address."""
        return str(value)


register_converter(EndingConverter, "ending")

urlpatterns = [
    path("data/rounds.<ending:ending>", views.rounds, name="list-rounds"),
    path("rounds/<slug:slug>/data/<slug:name>.<ending:ending>", views.table, name="list"),
    path("rounds/<slug:slug>/folder.zip", views.folder, name="folder"),
]

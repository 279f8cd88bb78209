"""The home of the network, the list of rounds, and the page of each."""

from __future__ import annotations

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from cydradd.cycle.stages import Gate, Stage
from cydradd_web.record import views as record
from cydradd_web.rounds import acts, gallery, views


class StageConverter:
    """One of the eight stages, as a part of an address."""

    regex = "|".join(Stage)

    def to_python(self, value: str) -> Stage:
        """The stage of an address."""
        return Stage(value)

    def to_url(self, value: Stage) -> str:
        """The address of a stage."""
        return str(value)


class GateConverter:
    """One of the nine gates, as a part of an address."""

    regex = "|".join(Gate)

    def to_python(self, value: str) -> Gate:
        """The gate of an address."""
        return Gate(value)

    def to_url(self, value: Gate) -> str:
        """The address of a gate."""
        return str(value)


register_converter(StageConverter, "stage")
register_converter(GateConverter, "gate")

urlpatterns = [
    path("", views.home, name="home"),
    path(_("components/"), gallery.gallery, name="gallery"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/<slug:slug>/", views.round_page, name="round"),
    path("rounds/<slug:slug>/record/", record.record, name="record"),
    path("rounds/<slug:slug>/record/<int:number>/", record.entry, name="entry"),
    path("rounds/<slug:slug>/<stage:stage>/", views.stage_page, name="stage"),
    path("rounds/<slug:slug>/gates/<gate:gate>/consent/", acts.consent, name="consent"),
]

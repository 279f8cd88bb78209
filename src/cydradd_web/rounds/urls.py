"""The home of the network, the list of rounds, and the page of each."""

from __future__ import annotations

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.people import Partner
from cydradd_web.record import views as record
from cydradd_web.rounds import gallery, views
from cydradd_web.rounds.acts import consents, convening, publishing, scope, scope_pots, windows, work


class _Word:
    """A word of a short list, as a part of an address."""

    def to_python(self, value: str) -> str:
        """The word of an address."""
        return value

    def to_url(self, value: str) -> str:
        """The address of a word."""
        return value


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


class PartnerConverter:
    """One of the three partners, as a part of an address."""

    regex = "|".join(Partner)

    def to_python(self, value: str) -> Partner:
        """The partner of an address."""
        return Partner(value)

    def to_url(self, value: Partner) -> str:
        """The address of a partner."""
        return str(value)


class WindowConverter(_Word):
    """One of the four windows, as a part of an address."""

    regex = "listen|design|call|ballot"


class PublishedConverter(_Word):
    """What is published by its own name, as a part of an address."""

    regex = "notice|report|design|eligibility|result"


register_converter(StageConverter, "stage")
register_converter(PartnerConverter, "partner")
register_converter(WindowConverter, "window")
register_converter(PublishedConverter, "published")
register_converter(GateConverter, "gate")

urlpatterns = [
    path("", views.home, name="home"),
    path(_("components/"), gallery.gallery, name="gallery"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/convene/", convening.convene, name="convene"),
    path("rounds/<slug:slug>/", views.round_page, name="round"),
    path("rounds/<slug:slug>/scope/", scope.scope, name="scope"),
    path("rounds/<slug:slug>/scope/item/", scope.item, name="scope-item"),
    path("rounds/<slug:slug>/scope/item/<int:number>/change/", scope.change_item, name="scope-item-change"),
    path("rounds/<slug:slug>/scope/item/<int:number>/remove/", scope.remove_item, name="scope-item-remove"),
    path("rounds/<slug:slug>/scope/option/", scope.option, name="scope-option"),
    path("rounds/<slug:slug>/scope/commitment/", scope.commitment, name="scope-commitment"),
    path("rounds/<slug:slug>/scope/pot/", scope_pots.add, name="scope-pot"),
    path("rounds/<slug:slug>/scope/pot/<str:identifier>/change/", scope_pots.change, name="scope-pot-change"),
    path("rounds/<slug:slug>/scope/pot/<str:identifier>/remove/", scope_pots.remove, name="scope-pot-remove"),
    path("rounds/<slug:slug>/scope/identifiers/", convening.identifiers, name="scope-identifiers"),
    path("rounds/<slug:slug>/work/", work.work, name="work"),
    path("rounds/<slug:slug>/record/", record.record, name="record"),
    path("rounds/<slug:slug>/record/<int:number>/", record.entry, name="entry"),
    path("rounds/<slug:slug>/<stage:stage>/", views.stage_page, name="stage"),
    path("rounds/<slug:slug>/gates/<gate:gate>/", consents.gate, name="gate"),
    path("rounds/<slug:slug>/gates/<gate:gate>/consent/", consents.consent, name="consent"),
    path("rounds/<slug:slug>/gates/<gate:gate>/take-back/", consents.take_back, name="take-back"),
    path("rounds/<slug:slug>/gates/<gate:gate>/object/", consents.object_, name="object"),
    path("rounds/<slug:slug>/gates/<gate:gate>/objection-over/", consents.end_objection, name="end-objection"),
    path("rounds/<slug:slug>/gates/<gate:gate>/mediate/<partner:partner>/", consents.mediate, name="mediate"),
    path(
        "rounds/<slug:slug>/gates/<gate:gate>/mediate/<partner:partner>/over/",
        consents.end_mediation,
        name="end-mediation",
    ),
    path("rounds/<slug:slug>/gates/<gate:gate>/override/", consents.override, name="override"),
    path("rounds/<slug:slug>/pots/consent/", consents.pots, name="pot-consent"),
    path("rounds/<slug:slug>/windows/<window:window>/open/", windows.open_window, name="open-window"),
    path("rounds/<slug:slug>/windows/<window:window>/extend/", windows.extend_window, name="extend-window"),
    path("rounds/<slug:slug>/windows/<window:window>/close/", windows.close_window, name="close-window"),
    path("rounds/<slug:slug>/publish/<published:what>/", publishing.publish, name="publish"),
]

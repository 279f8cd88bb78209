"""The gallery of what every page is built of: each piece as it is, with invented words, its use and its template."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cydradd.cycle.consent import PartnerState, Standing
from cydradd.cycle.events import Event
from cydradd.cycle.gates import Fact, GateState, State
from cydradd.cycle.gates.rules import FactState
from cydradd.cycle.report import Story, side
from cydradd.cycle.round import Settings, Tables
from cydradd.cycle.stages import Gate, Stage
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.paging import Paging, paging
from cydradd_web.record.selectors.lately import Change
from cydradd_web.record.words import said
from cydradd_web.rounds import selectors
from cydradd_web.rounds.selectors.lines import Line, Words
from cydradd_web.rounds.selectors.network import Achieved, Paid, Reached, Told, reached_in

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
TITLE = Bilingual("Byw’n dda gartref", "Staying well at home")
HELD = Bilingual("Parodd y gwrando am 28 diwrnod o leiaf.", "Listening stood open for at least 28 days.")
NETWORK = Bilingual("y rhwydwaith", "the network")


def _gate(gate: Gate, state: State, found: FactState) -> GateState:
    """A gate with one fact that holds and one as ``found``."""
    other = Bilingual(
        "Mae’r crynodeb yn gyhoeddus yn Gymraeg a Saesneg.", "The summary is public in Welsh and English."
    )
    facts = (Fact((), FactState.HOLDS, HELD, NETWORK), Fact(("one-language",), found, other, NETWORK))
    return GateState(gate, state, ("one-language",) if found is FactState.MISSING else (), facts)


def _consents() -> dict[Partner, PartnerState]:
    """One partner that waits, one that consents, one that objects with harm and remedy."""
    harm = Bilingual("Ni ofynnwyd i ofalwyr ar shifftiau nos.", "Carers on night shifts were not asked.")
    remedy = Bilingual("Dau gyfarfod gyda’r nos.", "Two evening meetings.")
    objection = Event("objection", AT, partner=Partner.PUBLIC, harm=harm, remedy=remedy)
    return {
        Partner.CITIZENS: PartnerState(Partner.CITIZENS),
        Partner.THIRD_SECTOR: PartnerState(Partner.THIRD_SECTOR, Standing.CONSENTED, AT, consented_at=AT),
        Partner.PUBLIC: PartnerState(Partner.PUBLIC, Standing.OBJECTED, AT, objection=objection),
    }


def _beside(language: Language) -> tuple[SafeString, SafeString]:
    """Gates in their four states as the report makes them, and a partner triple."""
    gates = (
        _gate(Gate("open-design"), State.CLOSED, FactState.MISSING),
        _gate(Gate("open-listen"), State.OPEN, FactState.HOLDS),
        _gate(Gate("open-decide"), State.OVERRIDDEN, FactState.MISSING),
        _gate(Gate("open-apply"), State.NOT_EVIDENCED, FactState.NOT_EVIDENCED),
    )
    plain = Story(Settings("eithin-27-000", TITLE, None, "GBP", AT), {}, Tables(), gates=gates)
    asked = Story(plain.settings, {}, Tables(), gates=gates[:1], consents={Gate("open-design"): _consents()})
    four = str(side(plain, Stage.LISTEN, language)) + str(side(plain, Stage.APPLY, language))
    triple = str(side(asked, Stage.LISTEN, language))
    return mark_safe(four), mark_safe(triple[triple.index('<div class="triple-side">') :])  # noqa: S308  the report escapes


def _line(language: Language) -> Line:
    return Line(
        slug="eithin-27-000",
        reference="eithin-27-000",
        title=Words(str(TITLE.side(language))),
        place=Words("Dyffryn Eithin"),
        money="£60,000",
        stage=Stage.DECIDE,
        number=4,
        dots=("done", "done", "done", "here", "off", "off", "off", "off"),
        objections=1,
        overrides=0,
        ok=True,
        as_of="2.11.2026",
    )


def _reached(language: Language) -> Reached | None:
    parts = [["third_sector", 6, 5_320_000], ["statutory", 2, 1_160_000], ["unknown", 2, 720_000]]
    return reached_in("GBP", [{"reach": parts, "recipients": 10}], language)


Acts = tuple[tuple[str, dict[str, object], tuple[tuple[Partner, str], ...]], ...]


def _told(language: Language) -> tuple[Told, ...]:
    """Acts of two kinds, as the home shows them."""
    both = ((Partner.CITIZENS, str(PARTNER_NAMES[Partner.CITIZENS].side(language))),)
    kinds: Acts = (("consent.given", {"gate": "open-design"}, both), ("listen.closed", {}, ()))
    return tuple(
        Told(_line(language), Change(0, 0, kind, AT, partners, said(kind, body, language)), "2.11.2026")
        for kind, body, partners in kinds
    )


def _achieved() -> Achieved:
    return Achieved((Paid("£70,300", "£72,000", 1, 0),), 487, 53, 0, 4, 4, 10, 5)


def _paging() -> Paging:
    return paging(QueryDict("page=2"), 60, 20)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every piece, in both languages."""
    language = Language(get_language() or "en")
    four, triple = _beside(language)
    values = {
        "sprite": selectors.signs(),
        "gates": four,
        "triple": triple,
        "line": _line(language),
        "reached": _reached(language),
        "told": _told(language),
        "achieved": _achieved(),
        "paging": _paging(),
        "stages": selectors.STAGES,
    }
    return render(request, "rounds/gallery.html", values)

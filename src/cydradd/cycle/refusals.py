"""Acts of consent that do not count, and why, as defects for people.

Such a line stays in the round and in its record; it opens no gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from cydradd.cycle.acts import in_order
from cydradd.cycle.consent import overrides
from cydradd.cycle.events import Event
from cydradd.cycle.round import Seat
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.text import Bilingual

EVENTS_FILE = "cycle/events.jsonl"

_WHY: Mapping[str, Bilingual] = {
    "override-without-objection": Bilingual(
        "Nid yw’r weithred hon yn cyfrif: nid oedd gwrthwynebiad wedi’i gofnodi ar y pryd. "
        "Gofynnwch i’r partneriaid am eu cydsyniad.",
        "This override does not count: no objection was on record at the time. Ask the partners for their consent.",
    ),
    "override-before-mediation": Bilingual(
        "Nid yw’r weithred hon yn cyfrif: nid oedd y cyfryngu, a’r ail gyfryngu, wedi gorffen. "
        "Gorffennwch y ddau cyn gweithredu.",
        "This override does not count: mediation and its repeat had not ended. Finish both before acting.",
    ),
    "override-not-in-round": Bilingual(
        "Nid yw’r weithred hon yn cyfrif: dim ond corff cyhoeddus sydd â sedd yn y rownd sy’n cael "
        "gweithredu er gwaethaf gwrthwynebiad.",
        "This override does not count: only a public body with a seat in the round may override.",
    ),
    "override-without-office": Bilingual(
        "Nid yw’r weithred hon yn cyfrif: nid yw’n enwi swydd. Rhowch y swydd, nid enw unigolyn, yn `office`.",
        "This override does not count: it names no office. Put the office, not a person, in `office`.",
    ),
    "override-without-ground": Bilingual(
        "Nid yw’r weithred hon yn cyfrif: nid yw’n enwi sail gyfreithiol. Rhowch y ddeddf a’r adran yn `ground`.",
        "This override does not count: it names no legal ground. Put the act and section in `ground`.",
    ),
    "override-without-reasons": Bilingual(
        "Nid yw’r weithred hon yn cyfrif: rhaid rhoi’r rhesymau yn Gymraeg ac yn Saesneg, yn `text`.",
        "This override does not count: its reasons must be given in Welsh and in English, in `text`.",
    ),
}
_UNREASONED = Bilingual(
    "Nid yw’r gwrthwynebiad hwn yn dweud pa niwed sydd, na beth fyddai’n ei ddatrys. Mae’n atal y porth "
    "yr un fath. Rhowch y niwed yn `harm` a’r ateb yn `remedy` (gall fod yn ‘ddim yn hysbys’).",
    "This objection does not say what the harm is, or what would remove it. It stops the gate all the same. "
    "Put the harm in `harm` and the remedy in `remedy` (it may be “none known”).",
)


def why_refused(code: str) -> Bilingual:
    """The sentence for one reason why an override is refused, such as ``override-before-mediation``."""
    return _WHY[code]


def defects(
    events: Iterable[Event], *, as_of: datetime | None = None, seats: Sequence[Seat] | None = None
) -> tuple[Defect, ...]:
    """Overrides that are refused (one defect per reason) and objections without harm or remedy."""
    acts = tuple(events)
    refused = [
        Defect(code, _WHY[code], EVENTS_FILE, line.act.row, "kind")
        for line in overrides(acts, as_of=as_of, seats=seats)
        for code in line.faults
    ]
    unreasoned = [
        Defect("objection-without-reasons", _UNREASONED, EVENTS_FILE, act.row, "harm")
        for act in in_order(acts, as_of)
        if act.kind == "objection" and act.gate and act.code is None and not _reasoned(act)
    ]
    return (*refused, *unreasoned)


def _reasoned(objection: Event) -> bool:
    """Whether both harm and remedy are said, in any language."""
    sides = (
        (objection.harm_plain, objection.harm),
        (objection.remedy_plain, objection.remedy),
    )
    return all(plain or (both and (both.cy or both.en)) for plain, both in sides)

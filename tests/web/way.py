"""The way of a round up to its first gates, as tests of the round as a whole walk it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.web.acting import AT, by, convened

from cydradd.cycle.stages import Gate
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual
from cydradd_web.design.services.pots import state_pot
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.rounds.services.publishing import publish
from cydradd_web.rounds.services.scoping import set_item, state_option
from cydradd_web.rounds.services.windows import open_window

OPENS = datetime(2026, 9, 21, 9, tzinfo=UTC)
LAST_DAY = date(2026, 10, 30)
POT = Pot("council", "Cyngor", "council", Pence(5_000_000), "pooled")
HARM = Bilingual("Dim bws.", "There is no bus.")
REMEDY = Bilingual("Dim yn hysbys.", "None known.")
NOTICE = Bilingual("Byddwn yn gwrando o 21 Medi.", "We shall listen from 21 September.")


def said() -> int:
    """A round with its money, its scope and two options; nobody outside was told of it yet."""
    round_id = convened()
    keys = {"round_id": round_id, "by": by("olwen"), "at": AT}
    state_pot(pot=POT, **keys)
    set_item(name="what", code="open", text=Bilingual("Beth ddylai ddigwydd.", "What should happen."), **keys)
    for name, text in (("a", Bilingual("Un clwb", "One club")), ("b", Bilingual("Llawer", "Many"))):
        state_option(name=name, text=text, **keys)
    return round_id


def scoped() -> int:
    """The same, with its notice; nobody has consented yet."""
    round_id = said()
    publish(what="notice", text=NOTICE, round_id=round_id, by=by("olwen"), at=AT)
    return round_id


def agreed() -> int:
    """The same, with the consent of all three."""
    round_id = scoped()
    for name in ("ann", "tom", "olwen"):
        how = Bilingual("Pleidlais", "A vote")
        give_consent(round_id=round_id, gate=Gate.OPEN_LISTEN, how=how, by=by(name), at=AT)
    return round_id


def listening() -> int:
    """The same, and people are listened to."""
    round_id = agreed()
    open_window(round_id=round_id, window="listen", closes_on=LAST_DAY, by=by("olwen"), at=OPENS)
    return round_id

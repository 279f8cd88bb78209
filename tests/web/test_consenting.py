"""Three partners at a gate: consent, objection with harm and remedy, mediation, and the override that is never silent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened
from tests.web.way import LAST_DAY, OPENS, POT, agreed, listening, scoped

from cydradd.cycle.gates import State
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.rounds.models import Act, Round
from cydradd_web.rounds.selectors.evidence import gate_state
from cydradd_web.rounds.services.acting import GateClosed
from cydradd_web.rounds.services.consenting import (
    close_mediation,
    end_objection,
    give_consent,
    open_mediation,
    override,
    raise_objection,
    take_back_consent,
)
from cydradd_web.rounds.services.consenting_pots import consent_for_pot, take_back_pot
from cydradd_web.rounds.services.windows import open_window

pytestmark = pytest.mark.django_db(transaction=True)
GATE = Gate.OPEN_LISTEN
HARM = Bilingual("Dim bws.", "There is no bus.")
REMEDY = Bilingual("Dim yn hysbys.", "None known.")
NOTHING = Bilingual()
REASONS = Bilingual("Rhaid agor cyn y gaeaf.", "It must open before winter.")


def objecting() -> dict[str, object]:
    """A round all of whose partners had consented, until the citizens object; the keys of acts at its gate."""
    round_id = agreed()
    keys = {"round_id": round_id, "gate": GATE}
    raise_objection(harm=HARM, remedy=REMEDY, by=by("ann"), at=AT + timedelta(days=1), **keys)
    return keys


def mediated(keys: dict[str, object], times: int = 2) -> None:
    """So many mediations that ended, each by the partner that objects."""
    about = {**keys, "partner": Partner.CITIZENS}
    for turn in range(times):
        at = AT + timedelta(days=2 + 2 * turn)
        open_mediation(mediator="Ombudsman’s office", by=by("olwen"), at=at, **about)
        close_mediation(how=NOTHING, by=by("ann"), at=at + timedelta(days=1), **about)


def opening(round_id: object) -> None:
    open_window(round_id=round_id, window="listen", closes_on=LAST_DAY, by=by("olwen"), at=OPENS)


def test_a_partner_takes_its_consent_back_while_the_gate_is_shut(home: Path) -> None:
    round_id = agreed()

    take_back_consent(round_id=round_id, gate=GATE, why=NOTHING, by=by("tom"), at=AT)

    assert "no-consent:third_sector" in gate_state(round_id, GATE, at=AT).missing
    with pytest.raises(NotPossible, match="nothing to take back"):
        take_back_consent(round_id=round_id, gate=GATE, why=NOTHING, by=by("tom"), at=AT)


def test_once_a_gate_is_passed_it_is_too_late_to_take_back_or_to_object_there(home: Path) -> None:
    round_id = listening()

    with pytest.raises(NotPossible, match="has passed this gate"):
        take_back_consent(round_id=round_id, gate=GATE, why=NOTHING, by=by("tom"), at=OPENS)
    with pytest.raises(NotPossible, match="has passed this gate"):
        raise_objection(round_id=round_id, gate=GATE, harm=HARM, remedy=REMEDY, by=by("tom"), at=OPENS)


def test_an_objection_shuts_the_gate_and_its_words_are_public(home: Path, client: Client) -> None:
    keys = objecting()

    with pytest.raises(GateClosed):
        opening(keys["round_id"])
    assert Round.objects.get().objections == 1
    assert "There is no bus." in client.get(f"/en/rounds/{SLUG}/gates/open-listen/").content.decode()


@pytest.mark.parametrize(("harm", "remedy"), [(NOTHING, REMEDY), (HARM, NOTHING)])
def test_an_objection_says_harm_and_remedy(home: Path, harm: Bilingual, remedy: Bilingual) -> None:
    round_id = agreed()

    with pytest.raises(NotPossible):
        raise_objection(round_id=round_id, gate=GATE, harm=harm, remedy=remedy, by=by("ann"), at=AT)

    assert not Act.objects.filter(kind="objection").exists()


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"none_known": "on"}, "harm_cy"),
        ({"harm_en": "No bus."}, "remedy_cy"),
        ({"harm_en": "No bus.", "remedy_cy": "Bws.", "none_known": "on"}, "none_known"),
    ],
)
def test_what_an_objection_lacks_is_named_at_its_field_and_nothing_typed_is_lost(
    home: Path, client: Client, written: dict[str, str], field: str
) -> None:
    agreed()
    client.force_login(Person.objects.get(email="ann@example.org"))

    answer = client.post(f"/cy/rounds/{SLUG}/gates/open-listen/object/", written)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert all(value in answer.content.decode() for value in written.values())
    assert not Act.objects.filter(kind="objection").exists()


@pytest.mark.parametrize("code", ["resolved", "withdrawn"])
def test_only_the_partner_that_objects_ends_its_objection_and_its_consent_stands_again(home: Path, code: str) -> None:
    keys = objecting()

    with pytest.raises(NotPossible, match="does not object"):
        end_objection(code=code, how=NOTHING, by=by("tom"), at=OPENS, **keys)
    end_objection(code=code, how=NOTHING, by=by("ann"), at=OPENS, **keys)

    opening(keys["round_id"])


def test_consent_of_a_partner_that_objects_says_first_why_its_objection_is_over(home: Path, client: Client) -> None:
    keys = objecting()
    take_back_consent(why=NOTHING, by=by("ann"), at=AT + timedelta(days=1), **keys)
    client.force_login(Person.objects.get(email="ann@example.org"))
    address = f"/rounds/{SLUG}/gates/open-listen/consent/"

    page = client.get("/en" + address).content.decode()
    silent = client.post("/en" + address, {"how_en": "A vote"})
    with pytest.raises(NotPossible, match="consenting would end its objection"):
        give_consent(how=NOTHING, by=by("ann"), at=OPENS, **keys)
    client.post("/cy" + address, {"ends": "resolved", "ended_en": "A bus was found.", "how_en": "A vote"})

    assert "Consenting ends its objection" in page
    assert silent.status_code == 422
    lines = [(act.kind, act.code) for act in Act.objects.order_by("position")][-2:]
    assert lines == [("objection", "resolved"), ("consent", None)]
    ended = Act.objects.filter(kind="objection").last()
    assert ended.line["text"]["en"] == "A bus was found."  # type: ignore[union-attr]


def test_mediation_is_by_somebody_else_one_at_a_time_and_repeated_once(home: Path) -> None:
    keys = objecting()
    about = {**keys, "partner": Partner.CITIZENS, "at": AT + timedelta(days=2)}

    with pytest.raises(NotPossible, match="another partner"):
        open_mediation(mediator=by("ann").seat or "", by=by("tom"), **about)
    open_mediation(mediator=by("tom").seat or "", by=by("olwen"), **about)
    with pytest.raises(NotPossible, match="under way"):
        open_mediation(mediator="Ombudsman", by=by("olwen"), **about)
    with pytest.raises(NotYours):
        close_mediation(how=NOTHING, by=by("olwen"), **about)
    close_mediation(how=NOTHING, by=by("tom"), **about)
    open_mediation(mediator="Ombudsman", by=by("olwen"), **about)
    close_mediation(how=NOTHING, by=by("ann"), **about)
    with pytest.raises(NotPossible, match="twice"):
        open_mediation(mediator="Ombudsman", by=by("olwen"), **about)


def test_where_nobody_objects_there_is_nothing_to_mediate_or_to_override(home: Path) -> None:
    round_id = agreed()
    keys = {"round_id": round_id, "gate": GATE, "by": by("olwen"), "at": AT}

    with pytest.raises(NotPossible, match="does not object"):
        open_mediation(partner=Partner.CITIZENS, mediator="Ombudsman", **keys)
    with pytest.raises(NotPossible, match="no objection was on record"):
        override(office="Head of Commissioning", ground="Act 2014 s.1", reasons=REASONS, **keys)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"office": " "}, "names no office"),
        ({"ground": ""}, "names no legal ground"),
        ({"reasons": Bilingual("Cymraeg yn unig")}, "in Welsh and in English"),
    ],
)
def test_an_override_says_office_ground_and_reasons_in_both_languages(
    home: Path, wrong: dict[str, object], why: str
) -> None:
    keys = objecting()
    mediated(keys)
    given = {"office": "Head of Commissioning", "ground": "Act 2014 s.1", "reasons": REASONS, **wrong}

    with pytest.raises(NotPossible, match=why):
        override(by=by("olwen"), at=OPENS, **given, **keys)


def test_an_override_waits_for_mediation_and_its_repeat_then_opens_the_gate_and_is_counted(
    home: Path, client: Client
) -> None:
    keys = objecting()
    given = {"office": "Head of Commissioning", "ground": "Act 2014 s.1", "reasons": REASONS}
    mediated(keys, times=1)

    with pytest.raises(NotPossible, match="had not ended"):
        override(by=by("olwen"), at=AT + timedelta(days=6), **given, **keys)
    about = {**keys, "partner": Partner.CITIZENS, "at": AT + timedelta(days=6)}
    open_mediation(mediator="Ombudsman", by=by("olwen"), **about)
    close_mediation(how=NOTHING, by=by("ann"), **about)
    with pytest.raises(NotYours):
        override(by=by("tom"), at=OPENS, **given, **keys)
    override(by=by("olwen"), at=AT + timedelta(days=6), **given, **keys)

    opening(keys["round_id"])
    assert gate_state(int(str(keys["round_id"])), GATE, at=OPENS).state is State.OVERRIDDEN
    assert Round.objects.get().overrides == 1
    page = client.get(f"/en/rounds/{SLUG}/").content.decode()
    assert "Head of Commissioning" in page
    assert "It must open before winter." in page


def test_a_pots_owner_speaks_once_for_the_pot_as_it_stands(home: Path) -> None:
    round_id = scoped()
    keys = {"round_id": round_id, "pot": POT.id, "at": AT}

    with pytest.raises(NotYours):
        consent_for_pot(how=NOTHING, by=by("ann"), **keys)
    consent_for_pot(how=NOTHING, by=by("olwen"), **keys)
    with pytest.raises(NotPossible, match="already consented"):
        consent_for_pot(how=NOTHING, by=by("olwen"), **keys)
    take_back_pot(why=NOTHING, by=by("olwen"), **keys)
    with pytest.raises(NotPossible, match="no consent to take back"):
        take_back_pot(why=NOTHING, by=by("olwen"), **keys)

    line = Act.objects.filter(kind="consent").first()
    assert line is not None
    assert (line.object, line.partner) == (POT.id, None)


def test_the_gates_page_says_what_is_missing_who_can_supply_it_and_what_you_can_do(home: Path, client: Client) -> None:
    convened()
    address = f"/rounds/{SLUG}/gates/open-listen/"

    visitor = client.get("/en" + address).content.decode()
    welsh = client.get("/cy" + address).content.decode()

    assert "The pots are named" in visitor
    assert "The funders" in visitor
    assert "Yr arianwyr" in welsh
    assert "Object" not in visitor
    assert client.get("/en/rounds/none/gates/open-listen/").status_code == 404

"""A design is agreed as it stands, published in both languages, consented to, and then the call opens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.acting import AT, SLUG, by, convened
from tests.web.designed import HOUR, ITEMS, WHY, add_all, opened, settled

from cydradd.cycle.gates import State
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import NotYours
from cydradd_web.accounts.models import Person
from cydradd_web.design.doing import doing
from cydradd_web.design.models import Criterion, Need
from cydradd_web.design.selectors.agreed import agreement
from cydradd_web.design.services.agreeing import agree_design
from cydradd_web.design.services.items import add_item, change_item, version_of
from cydradd_web.design.services.talking import contribute, publish_draft, reply, take_up_again
from cydradd_web.rounds.selectors.evidence import evidence, gate_state
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.services.acting import GateClosed, NotNow
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.rounds.services.consenting_pots import consent_for_pot
from cydradd_web.rounds.services.publishing import OneLanguage, publish
from cydradd_web.rounds.services.settings import decide_of, set_decide
from cydradd_web.rounds.services.windows import open_window

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + 4 * HOUR


def _agree(round_id: int, at: Any = LATER, name: str = "olwen", level: str = "opened") -> None:
    agree_design(round_id=round_id, level=level, by=by(name), at=at)


def _consents(round_id: int, at: Any) -> None:
    for name in ("ann", "tom", "olwen"):
        give_consent(round_id=round_id, gate=Gate.OPEN_APPLY, how=WHY, by=by(name), at=at)


def test_a_design_goes_from_agreement_through_publication_and_consent_to_an_open_call(home: Path) -> None:
    round_id = convened()
    settled(round_id)

    _agree(round_id)
    publish(round_id=round_id, what="design", by=by("olwen"), at=LATER + HOUR)
    consent_for_pot(round_id=round_id, pot="P1", how=WHY, by=by("olwen"), at=LATER + HOUR)
    _consents(round_id, LATER + 2 * HOUR)

    state = gate_state(round_id, Gate.OPEN_APPLY, at=LATER + 3 * HOUR)
    assert state.state is State.OPEN, [fact.codes for fact in state.facts if fact.codes]
    day = (AT + timedelta(days=60)).date()
    open_window(round_id=round_id, window="call", closes_on=day, by=by("olwen"), at=LATER + 3 * HOUR)
    decision = agreement(events_of(round_id))
    assert decision is not None
    assert decision.item == evidence(round_id, at=LATER + 4 * HOUR).design_hash
    with pytest.raises(CydraddError, match="call has opened"):
        take_up_again(round_id=round_id, why=WHY, by=by("olwen"), at=LATER + 5 * HOUR)


def test_a_design_is_agreed_by_its_officer_after_the_time_for_comments(home: Path) -> None:
    round_id = convened()
    with pytest.raises(CydraddError, match="not been open"):
        _agree(round_id)
    settled(round_id)

    with pytest.raises(NotYours):
        _agree(round_id, name="ann")
    with pytest.raises(CydraddError, match="how ballots"):
        _agree(round_id, level="secret")
    opened(round_id, at=LATER)
    with pytest.raises(CydraddError, match="still open"):
        _agree(round_id, at=LATER + HOUR)
    opened(round_id, at=LATER + 2 * HOUR, closes=True)
    _agree(round_id, at=LATER + 3 * HOUR)

    with pytest.raises(CydraddError, match="amendment"):
        _agree(round_id, at=LATER + 4 * HOUR)


def test_what_can_never_come_true_afterwards_must_hold_before(home: Path) -> None:
    round_id = convened()
    add_all(round_id)
    opened(round_id)
    opened(round_id, at=AT + HOUR, closes=True)

    with pytest.raises(GateClosed) as refused:
        _agree(round_id)

    codes = {code for fact in refused.value.facts for code in fact.codes}
    assert {"one-option", "no-seed", "no-involvement", "no-weights:public"} <= codes
    assert not {code for code in codes if code.startswith(("no-consent", "one-language"))}


def test_a_question_too_many_stands_in_the_way_and_an_exception_waits_for_consent(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    early = {
        **{name: getattr(dict(ITEMS)["requirement"], name) for name in ("id", "lot", "reason")},
        "kind": "turnover",
    }
    requirement = type(dict(ITEMS)["requirement"])(**early, level="900000", unit="GBP", when="before_offer")
    add_item(round_id=round_id, kind="requirement", row=requirement, by=by("ann"), at=LATER)
    with pytest.raises(GateClosed, match="in proportion"):
        _agree(round_id)

    from dataclasses import replace

    from cydradd_web.design.models import Requirement

    made = Requirement.objects.get(round_id=round_id, identifier="R2")
    change_item(
        round_id=round_id,
        kind="requirement",
        identifier="R2",
        row=replace(requirement, exception_gate="open-apply"),
        seen=version_of(made),
        by=by("ann"),
        at=LATER,
    )

    _agree(round_id)


def test_a_side_that_is_missing_is_named_and_nothing_is_published(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    Criterion.objects.filter(round_id=round_id).update(title_cy=None)
    Need.objects.filter(round_id=round_id).update(title_en=None)

    with pytest.raises(OneLanguage, match="N1: English; C1: Welsh"):
        publish(round_id=round_id, what="design", by=by("olwen"), at=LATER)
    with pytest.raises(CydraddError, match="N1: English; C1: Welsh"):
        _agree(round_id)

    assert not [act for act in events_of(round_id) if act.kind == "publish"]


def test_an_agreed_design_is_taken_up_again_only_while_nobody_has_consented(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    with pytest.raises(CydraddError, match="can be changed"):
        take_up_again(round_id=round_id, why=WHY, by=by("olwen"), at=LATER)
    _agree(round_id)
    with pytest.raises(NotYours):
        take_up_again(round_id=round_id, why=WHY, by=by("ann"), at=LATER + HOUR)

    take_up_again(round_id=round_id, why=WHY, by=by("olwen"), at=LATER + HOUR)
    add_item(round_id=round_id, kind="asset", row=dict(ITEMS)["asset"], by=by("ann"), at=LATER + 2 * HOUR)
    assert agreement(events_of(round_id)) is None
    _agree(round_id, at=LATER + 3 * HOUR)
    _consents(round_id, LATER + 4 * HOUR)

    with pytest.raises(CydraddError, match="has consented"):
        take_up_again(round_id=round_id, why=WHY, by=by("olwen"), at=LATER + 5 * HOUR)


def test_comments_are_taken_while_the_window_is_open_and_answers_name_a_comment(home: Path) -> None:
    round_id = convened()
    add_all(round_id)
    keys = {"round_id": round_id, "text": WHY, "by": by("ann")}
    with pytest.raises(NotNow):
        contribute(**keys, at=AT)
    opened(round_id)
    with pytest.raises(CydraddError, match="N9"):
        contribute(**keys, item="N9", at=AT + HOUR)
    with pytest.raises(CydraddError, match="one language at least"):
        contribute(**{**keys, "text": Bilingual()}, at=AT + HOUR)

    contribute(**keys, item="N1", at=AT + HOUR)

    with pytest.raises(CydraddError, match="comment-7"):
        reply(**keys, contribution="comment-7", code="not", at=AT + HOUR)
    opened(round_id, at=AT + 2 * HOUR, closes=True)
    with pytest.raises(NotNow):
        contribute(**keys, at=AT + 3 * HOUR)


def test_a_draft_is_in_both_languages(home: Path) -> None:
    round_id = convened()

    with pytest.raises(CydraddError, match="in Welsh and in English"):
        publish_draft(round_id=round_id, text=Bilingual(en="Only this"), by=by("ann"), at=AT)
    publish_draft(round_id=round_id, text=WHY, by=by("ann"), at=AT)

    assert [act.text for act in events_of(round_id) if act.kind == "design_text"] == [WHY]


def test_the_way_of_counting_is_the_officers_and_is_one_that_is_offered(home: Path) -> None:
    round_id = convened()
    settled(round_id)
    seed = decide_of(round_id)[0]["seed"]
    with pytest.raises(NotYours):
        set_decide(round_id=round_id, decide={"rule": "greedy"}, by=by("ann"), at=LATER)
    with pytest.raises(CydraddError):
        set_decide(round_id=round_id, decide={"rule": "whoever shouts"}, by=by("olwen"), at=LATER)

    chosen = {"rule": "equal-shares", "completion": "greedy"}
    set_decide(round_id=round_id, decide={**chosen, "seed": "mine"}, by=by("olwen"), at=LATER)

    assert decide_of(round_id) == ({**chosen, "seed": seed}, 2)
    _agree(round_id)
    with pytest.raises(CydraddError, match="amendment"):
        set_decide(round_id=round_id, decide={}, by=by("olwen"), at=LATER + HOUR)


def test_the_officer_agrees_on_the_page_and_each_is_told_what_comes_next(home: Path, client: Client) -> None:
    round_id = convened()
    settled(round_id)
    client.force_login(Person.objects.get(email="olwen@example.org"))
    before = {each.words: each.why_not for each in doing(SLUG, round_id, by("olwen"), LATER)}

    counting = {"rule": "equal-shares", "completion": "add1e", "min_partner": "10", "options_considered": "3"}
    said = client.post(f"/en/rounds/{SLUG}/design/counting/", {**counting, "key": "k1"})
    agreed = client.post(f"/en/rounds/{SLUG}/design/agree/", {"level": "opened", "key": "k2"}, follow=True)

    assert before["Record that the design is agreed"] == ""
    assert said.status_code == 302
    assert "The design is agreed" in agreed.content.decode()
    after = [each.words for each in doing(SLUG, round_id, by("olwen"), LATER + HOUR * 9999)]
    assert {"Publish the design in both languages", "Open the call", "Consent to the design, or object"} <= set(after)
    assert "Weigh the criteria" not in after


def test_a_visitor_is_told_that_comments_are_not_open_yet(home: Path) -> None:
    from cydradd_web.accounts.duties import By

    round_id = convened()

    found = {each.words: each.why_not for each in doing(SLUG, round_id, By(), AT)}
    opened(round_id)
    now = {each.words: each.why_not for each in doing(SLUG, round_id, By(), AT)}

    assert found["Comment on the design"] == "Not open yet."
    assert now["Comment on the design"] == ""

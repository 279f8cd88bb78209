"""The commissioning officer: comes with a pot, a deadline and a duty to involve; opens, closes, publishes, pays."""

from __future__ import annotations

import time
from datetime import date

from tests.journeys.carrying.keyboard import Somebody

SLUG = "cwm-26-001"


def opens_the_round(officer: Somebody, link: str) -> None:
    """Signs in by the link that the command printed, and opens a round."""
    officer.opens(link)
    officer.press("main button")
    officer.sets_a_password()
    officer.my_page()
    officer.follow("/convene/")
    officer.write(
        title_cy="Lle i bobl ifanc y cwm",
        title_en="A place for the young people of the valley",
        place="W06000002",
        purpose_cy="Rhywle i fynd gyda’r nos.",
        purpose_en="Somewhere to go in the evening.",
    )
    officer.unfolds()
    officer.write(
        reference=SLUG,
        publisher_name="Cyngor y cwm",
        publisher_id="GB-LAE-GWN",
        grant_prefix="360G-cwm",
        ocid_prefix="ocds-abc123",
        authority_type="sub_central_wales",
    )
    officer.press()
    officer.sees("The round is set up, and you are its officer.", "Somewhere to go in the evening.")


def invites(officer: Somebody, whom: Somebody, partner: str, *duties: str) -> str:
    """Asks somebody by e-mail to sit in the round; the link that came to them."""
    officer.my_page()
    officer.follow("/people/", "/people/invite/")
    since = time.time() - 1
    officer.write(email=whom.email, partner=partner)
    if duties:
        officer.write(duties=duties)
    officer.press()
    return whom.letter(since)


def says_what_it_is_about(officer: Somebody) -> None:
    """The scope, two ways of doing it, the money, and the notice."""
    officer.first_page()
    officer.follow("/scope/item/")
    officer.write(name="lle", code="open", text_cy="Ble dylai’r lle fod.", text_en="Where the place should be.")
    officer.press()
    for name, cy, en in (("un", "Un clwb mawr", "One large club"), ("llawer", "Clybiau bach", "Small clubs")):
        officer.follow("/scope/option/")
        officer.write(name=name, text_cy=cy, text_en=en)
        officer.press()
    officer.follow("/scope/pot/")
    officer.write(commissioner="Cyngor y cwm", commissioner_kind="council", amount="25,000", mode="pooled")
    officer.press()
    officer.follow("/publish/notice/")
    officer.write(
        text_cy="Byddwn yn gwrando o 21 Medi hyd 30 Hydref.", text_en="We listen from 21 September to 30 October."
    )
    officer.press()
    officer.sees("Nothing is published yet.", "We listen from 21 September to 30 October.")
    officer.press()
    officer.sees("Published on")


def opens_window(officer: Somebody, stage: str, window: str, closes: date) -> None:
    """A window opens, from the tab of its stage."""
    officer.stage(stage)
    officer.follow(f"/windows/{window}/open/")
    officer.write(closes_on=closes)
    officer.press()
    officer.sees("It is open now.")


def sees_it_closed(officer: Somebody, stage: str, window: str) -> None:
    """Its last day is over: it closes by itself, and nobody need be there."""
    officer.stage(stage)
    until = time.monotonic() + 120
    while officer.page.locator(f'a[href$="/windows/{window}/close/"]').count():
        assert time.monotonic() < until, f"{window} has not closed"
        time.sleep(1)
        officer.page.reload()


def reports_what_was_heard(officer: Somebody) -> None:
    """Needs and assets, published in both languages."""
    officer.stage("listen")
    officer.follow("/listen/report/write/")
    officer.write(
        needs_cy="Angen lle diogel gyda’r nos.",
        needs_en="A safe place in the evening is needed.",
        assets_cy="Neuadd y pentref.",
        assets_en="The village hall.",
        publish=True,
    )
    officer.press()


def answers_a_comment(officer: Somebody) -> None:
    """A comment is accepted, and what changed because of it is said."""
    officer.stage("design")
    officer.follow("/design/comments/")
    officer.reach('main a[href*="/design/comments/"][href$="/answer/"]')
    officer.enter()
    officer.write(code="accepted", text_cy="Ie, wrth gwrs.", text_en="Yes, of course.")
    officer.press()
    officer.reach('main a[href*="/design/comments/"][href$="/changed/"]')
    officer.enter()
    officer.write(item="N1", text_cy="Nosweithiau hefyd.", text_en="Evenings too.")
    officer.press()


def settles_the_design(officer: Somebody) -> None:
    """How the round counts; the agreement; both languages; the pot."""
    officer.stage("design")
    officer.follow("/design/counting/")
    officer.write(rule="equal-shares", completion="add1e", min_partner="1", options_considered="2")
    officer.press()


def agrees_the_design(officer: Somebody) -> None:
    """It is agreed, published, and the pot's owner consents."""
    officer.stage("design")
    officer.follow("/design/agree/")
    officer.write(level="opened")
    officer.press()
    officer.stage("design")
    officer.follow("/publish/design/")
    officer.press()
    officer.stage("apply")
    officer.follow("/gates/open-apply/", "/pots/consent/")
    officer.write(pot="P1", answer="given", how_cy="Y cabinet", how_en="The cabinet")
    officer.press()


def publishes_who_is_eligible(officer: Somebody) -> None:
    """After every application has its answer."""
    officer.stage("apply")
    officer.follow("/publish/eligibility/")
    officer.press()


def counts_and_publishes(officer: Somebody) -> None:
    """Every ballot is opened in one second; the result is public in both languages."""
    officer.stage("decide")
    officer.follow("/decide/count/")
    officer.press()
    officer.stage("decide")
    officer.follow("/publish/result/")
    officer.press()


def gives_reasons(officer: Somebody) -> None:
    """Whoever was not funded is told why."""
    officer.stage("apply")
    officer.follow("/apply/feedback/")
    officer.reach('main li a[href*="/apply/feedback/"]')
    officer.enter()
    officer.write(
        codes=["money_ran_out"],
        text_cy="Daeth yr arian i ben cyn y prosiect hwn.",
        text_en="The money ran out before this project.",
    )
    officer.press()


def awards(officer: Somebody) -> None:
    """The project that was funded is awarded, from the one pot."""
    officer.stage("decide")
    officer.follow("/decide/award/")
    officer.reach("main input[name=project]")
    officer.page.keyboard.press("Space")
    officer.write(**{"pot-0": "20,000"})
    officer.press()


def plans_what_is_measured(officer: Somebody) -> None:
    """How the outcome will be measured, said before anything is signed."""
    officer.stage("deliver")
    officer.follow("/deliver/plan/")
    officer.write(outcome="O1", plan_cy="Holiadur bob tymor.", plan_en="A survey each term.")
    officer.press()


def agrees_and_pays(officer: Somebody, signed: date) -> None:
    """An agreement and a first payment."""
    officer.stage("deliver")
    officer.follow("/deliver/sign/")
    officer.reach("main input[name=project]")
    officer.page.keyboard.press("Space")
    officer.write(
        kind="grant",
        signed_on=signed,
        start=date(signed.year, 4, 1),
        end=date(signed.year + 1, 3, 31),
        notice_months="3",
        welsh="yes",
    )
    officer.press()
    officer.stage("deliver")
    officer.follow("/deliver/pay/")
    officer.write(agreement=f"{SLUG}-01-1", pot="P1", amount="5,000", paid_on=signed)
    officer.press()


def publishes_the_awards(officer: Somebody) -> None:
    """The awards and the open data."""
    officer.stage("deliver")
    officer.follow("/deliver/publish/")
    officer.press()

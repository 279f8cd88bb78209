"""The coordinator of a network: sits for the third sector, moderates, and keeps the eligibility office."""

from __future__ import annotations

import re

from tests.journeys.carrying.keyboard import Somebody

CODE = re.compile(r"\d{5}(?:[ -]\d{5}){4}")


def moderates(coordinator: Somebody, translation: str) -> None:
    """Shows the statement that waits, and translates it."""
    coordinator.stage("listen")
    coordinator.follow("/listen/queue/")
    coordinator.reach('main ul.mine a[href*="/listen/queue/"]')
    coordinator.enter()
    coordinator.write(outcome="approved", translation=translation)
    coordinator.press()


def comments(coordinator: Somebody) -> None:
    """Says something to the design while it is open."""
    coordinator.stage("design")
    coordinator.follow("/design/comment/")
    coordinator.write(item="N1", text_cy="Mwy o nosweithiau.", text_en="More evenings.")
    coordinator.press()


def answers_who_is_eligible(coordinator: Somebody, many: int) -> None:
    """One application after another."""
    coordinator.stage("apply")
    coordinator.follow("/apply/eligibility/")
    for _ in range(many):
        coordinator.reach('main li:has(b) a[href*="/apply/eligibility/"]')
        coordinator.enter()
        coordinator.write(eligible="yes")
        coordinator.press()


def makes_codes(coordinator: Somebody, partner: str, many: int) -> list[str]:
    """Codes to print, for one partner."""
    coordinator.stage("decide")
    coordinator.follow("/decide/roll/", "/decide/roll/issue/")
    coordinator.write(partner=partner, many=many, label="Llythyrau i gartrefi", shape="print")
    coordinator.press()
    codes = CODE.findall(coordinator.text())
    assert len(codes) == many, coordinator.text()
    return codes


def closes_the_roll(coordinator: Somebody) -> None:
    """Nobody is added after this."""
    coordinator.stage("decide")
    coordinator.follow("/decide/roll/", "/decide/roll/close/")
    coordinator.press()

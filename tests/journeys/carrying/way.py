"""The acts of one round in their order: who does what, and when."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser
from tests.journeys.carrying import citizen, coordinator, journalist, officer, seats, volunteer
from tests.journeys.carrying.keyboard import Somebody

from cydradd_web.paths import ROOT

SLUG = officer.SLUG
BEGINS = "2026-09-01T09:00:00Z"
CODES = 10
WORDS = {"officer": "three sheep and a gate", "citizen": "grug ar y bryn mawr", "coordinator": "a long way to the sea"}


class Round:
    """The site, its clock, and the five who carry a round."""

    def __init__(self, browser: Browser, site: str, home: Path) -> None:
        self.site, self.home = site, home
        mail = home / "data" / "mail"
        self.officer = Somebody(browser, site, mail, name="officer", language="en")
        self.citizen = Somebody(browser, site, mail, name="citizen", language="cy", width=320)
        self.coordinator = Somebody(browser, site, mail, name="coordinator", language="en")
        self.volunteer = Somebody(browser, site, mail, name="volunteer", language="cy", width=320, scripts=False)
        self.journalist = Somebody(browser, site, mail, name="journalist", language="en", width=320)
        self.seated = (self.officer, self.citizen, self.coordinator)
        self.kept: dict[str, object] = {}

    def time(self, instant: str, *who: Somebody) -> None:
        """Time passes; sessions have ended, and people who are needed sign in again."""
        (self.home / "clock").write_text(instant, "utf-8")
        for each in who:
            each.signs_in()

    def link(self) -> str:
        """The link that signs the officer in, as the command prints it."""
        done = subprocess.run(
            [sys.executable, "-m", "cydradd_cli.main", "serve", "person", "add", self.officer.email,
             "--name", "Olwen", "--language", "en", "--convener"],
            cwd=ROOT, env={k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}, check=True, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return done.stdout.strip()

    def cast(self, code: str, choices: list[str]) -> None:
        """A ballot by a program."""
        sent = urllib.request.Request(
            f"{self.site}/api/v1/rounds/{SLUG}/ballots",
            json.dumps({"code": code, "choices": choices}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sent, timeout=60) as answer:
            assert answer.status in (200, 201), answer.status

    def close(self) -> None:
        """Everybody leaves."""
        for each in (*self.seated, self.volunteer, self.journalist):
            each.close()


def begins(all_: Round) -> None:
    """A round is opened, the others are invited, and it is said what it is about."""
    officer.opens_the_round(all_.officer, all_.link())
    link = officer.invites(all_.officer, all_.citizen, "citizens")
    seats.takes_the_seat(all_.citizen, link)
    link = officer.invites(all_.officer, all_.coordinator, "third_sector", "moderator", "eligibility")
    seats.takes_the_seat(all_.coordinator, link)
    officer.says_what_it_is_about(all_.officer)
    everybody(all_, lambda each: seats.consents(each, "open-listen"))


def everybody(all_: Round, act: Callable[[Somebody], None]) -> None:
    """The three with a seat, one after another."""
    for each in all_.seated:
        act(each)


def listens(all_: Round) -> None:
    """People are listened to, with an account and without."""
    all_.time("2026-09-21T09:00:00Z", *all_.seated)
    officer.opens_window(all_.officer, "listen", "listen", date(2026, 10, 30))
    citizen.begins_with_statements(all_.citizen)
    citizen.votes(all_.citizen)
    citizen.says_something(all_.citizen)
    coordinator.moderates(all_.coordinator, "A late bus home is needed")
    volunteer.finds_the_round(all_.volunteer, SLUG)
    volunteer.votes_without_an_account(all_.volunteer)
    all_.time("2026-10-31T10:00:00Z", *all_.seated)
    officer.sees_it_closed(all_.officer, "listen", "listen")
    officer.reports_what_was_heard(all_.officer)
    everybody(all_, lambda each: seats.consents(each, "open-design"))


def designs(all_: Round) -> None:
    """What is asked for is worked out together, and agreed."""
    officer.opens_window(all_.officer, "design", "design", date(2026, 11, 20))
    add = citizen.adds_to_the_design
    citizen.starts_a_need_from_what_was_heard(
        all_.citizen, "1", title_cy="Lle gyda’r nos", title_en="A place in the evening", kind="youth", size="30,000"
    )
    add(all_.citizen, "outcome", title_cy="Llai o unigrwydd", title_en="Less loneliness", needs=["N1"])
    add(all_.coordinator, "provider", name="Y Clwb", size="small", capacity="40,000", needs=["N1"])
    add(all_.citizen, "lot", title_cy="Clwb gyda’r nos", title_en="An evening club", needs=["N1"], offer_type="grant",
        value="20,000", one_lot_reason="One club")  # fmt: skip
    add(all_.citizen, "criterion", title_cy="Y budd", title_en="The good it does", needs=["N1"])
    add(all_.citizen, "question", lot="L1", text_cy="I bwy?", text_en="For whom?", kind="prose", words="100",
        criterion="C1")  # fmt: skip
    coordinator.comments(all_.coordinator)
    officer.answers_a_comment(all_.officer)
    all_.time("2026-11-21T10:00:00Z", *all_.seated)
    officer.sees_it_closed(all_.officer, "design", "design")
    everybody(all_, seats.weighs)
    officer.settles_the_design(all_.officer)
    everybody(all_, lambda each: seats.binds(each, WORDS[each.name]))
    everybody(all_, lambda each: seats.opens_words(each, WORDS[each.name]))
    officer.agrees_the_design(all_.officer)
    everybody(all_, lambda each: seats.consents(each, "open-apply"))


def applies(all_: Round) -> None:
    """A volunteer applies for two groups."""
    all_.time("2026-12-01T10:00:00Z", all_.officer)
    officer.opens_window(all_.officer, "apply", "call", date(2027, 1, 15))
    volunteer.finds_the_round(all_.volunteer, SLUG)
    volunteer.makes_an_account_on_the_way(all_.volunteer)
    volunteer.applies_for(all_.volunteer, "Clwb Un", "Noson agored", "20,000")
    volunteer.applies_for(all_.volunteer, "Clwb Dau", "Cegin gymunedol", "18,000")
    all_.time("2027-01-16T10:00:00Z", *all_.seated)
    officer.sees_it_closed(all_.officer, "apply", "call")
    coordinator.answers_who_is_eligible(all_.coordinator, 2)
    officer.publishes_who_is_eligible(all_.officer)


def decides(all_: Round) -> None:
    """Ballots are cast in browsers and by a program, counted, and the result is told."""
    everybody(all_, seats.has_no_tie)
    codes: dict[str, list[str]] = {}
    for partner in ("citizens", "third_sector", "public"):
        codes[partner] = coordinator.makes_codes(all_.coordinator, partner, CODES)
        all_.kept["codes"] = {**dict(all_.kept.get("codes", {})), partner: codes[partner]}  # type: ignore[call-overload]
    coordinator.closes_the_roll(all_.coordinator)
    all_.time("2027-01-16T10:20:00Z")  # what is declared is declared before the voting
    officer.opens_window(all_.officer, "decide", "ballot", date(2027, 2, 10))
    left = votes(all_)
    for code in left:
        all_.cast(code, [str(all_.kept["project"])])
    all_.time("2027-02-11T10:00:00Z", *all_.seated)
    officer.sees_it_closed(all_.officer, "decide", "ballot")
    officer.counts_and_publishes(all_.officer)
    officer.gives_reasons(all_.officer)
    everybody(all_, lambda each: seats.consents(each, "open-deliver"))


def votes(all_: Round) -> list[str]:
    """Two ballots in browsers; the codes that are left."""
    codes = all_.kept["codes"]
    assert isinstance(codes, dict)
    all_.kept["project"] = citizen.casts_a_ballot(all_.citizen, codes["citizens"][0], "Noson agored")
    volunteer.finds_the_round(all_.volunteer, SLUG)
    citizen.casts_a_ballot(all_.volunteer, codes["third_sector"][0], "Noson agored")
    return [*codes["citizens"][1:], *codes["third_sector"][1:], *codes["public"]]


def delivers(all_: Round) -> None:
    """The money goes, and anybody can follow it."""
    officer.awards(all_.officer)
    officer.plans_what_is_measured(all_.officer)
    all_.time("2027-03-01T10:00:00Z", all_.officer)
    officer.agrees_and_pays(all_.officer, date(2027, 3, 1))
    officer.publishes_the_awards(all_.officer)
    journalist.reads_the_awards(all_.journalist, SLUG, "Awards published as open data: 1.", "£20,000")

"""The demo: its rounds taken up to be carried on here, and its people, all of them invented.

It is loaded once, into an empty database. Whoever starts the site is told whom to sign in as.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from cydradd.vocabulary.people import Partner
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.services.demo import make_demo_person
from cydradd_web.apply.services.taking_up import take_up_organisation
from cydradd_web.rounds.folders import round_folders
from cydradd_web.rounds.selectors import known_live
from cydradd_web.rounds.selectors.seats import seat_of_number
from cydradd_web.rounds.services.adopting import adopt_round, seat_people

PEOPLE = "people.toml"


def _content(home: Path) -> Mapping[str, Any]:
    return tomllib.loads((home / PEOPLE).read_text("utf-8"))


def load(home: Path, *, at: datetime) -> None:
    """Take up every round of the demo, seat its people in them, and let them sign for their organisations.

    Args:
        home: The folder that holds ``rounds`` and ``people.toml``.
    """
    content = _content(home)
    password = make_password(content["password"])
    rounds = {path.name: adopt_round(path, at=at) for path in round_folders(home / "rounds")}
    seats: dict[str, dict[str, tuple[int, Partner, tuple[Duty, ...]]]] = {name: {} for name in rounds}
    for each in content["person"]:
        person = make_demo_person(
            email=each["email"],
            name=each["name"],
            language=each["language"],
            convener=each.get("convener", False),
            password=password,
            at=at,
        )
        if "signs_for" in each:
            take_up_organisation(identifier=each["signs_for"], by=By(person=person), at=at)
        duties = tuple(Duty(duty) for duty in each["duties"])
        for name, place in each["seats"].items():
            partner, _, number = place.partition(":")
            seat = seat_of_number(rounds[name], Partner(partner), int(number))
            seats[name][seat] = (person, Partner(partner), duties)
    for name, held in seats.items():
        seat_people(rounds[name], held, at=at)


def is_loaded(home: Path) -> bool:
    """Whether the rounds of the demo are carried on here."""
    return any(known_live(path.name) is not None for path in round_folders(home / "rounds"))


def whom(home: Path) -> Iterator[str]:
    """One line for each person of the demo: the address, the password, and what they do."""
    content = _content(home)
    for each in content["person"]:
        yield f"  {each['email']}  {content['password']}  {each['about_en']} / {each['about_cy']}"

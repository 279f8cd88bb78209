"""One round that has everything: grants, contracts, a consortium, a person, money that is held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from cydradd.follow.published_round import (
    Body,
    PublishedAgreement,
    PublishedApplication,
    PublishedLot,
    PublishedPayment,
    PublishedPot,
    PublishedRound,
)
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual

CLUB = Body("GB-CHC-1123456", "Clwb Ar Ôl Ysgol")
CHOIR = Body("choir", "Côr y Dyffryn")
PERSON = Body("p1", "Megan Jones", "individual")
ALONE = Fraction(1)


def application(id: str, lot: str | None, offer: str, status: str, *members: Body, pence: int = 1_234_550):
    share = Fraction(1, len(members)) if members else ALONE
    title = Bilingual(f"Cais {id}", f"Application {id}")
    return PublishedApplication(id, lot, offer, tuple((m, share) for m in members), title, Pence(pence), status)


def a_round(**changes: object) -> PublishedRound:
    council = Body("GB-PLA-GWN", "Cyngor Gwynedd")
    found = PublishedRound(
        id="gwynedd-27",
        title=Bilingual("Rownd y gaeaf", "Winter round"),
        place="W06000002",
        currency="GBP",
        as_of=datetime(2027, 12, 1, tzinfo=UTC),
        publisher_id="GB-PLA-GWN",
        publisher_name="Cyngor Gwynedd",
        grant_prefix="gwynedd",
        ocid_prefix="ocds-213czf",
        applications=(
            application("a1", "grants", "grant", "funded", CLUB),
            application("a2", None, "grant", "funded", CLUB, CHOIR, pence=500_000),
            application("a3", "grants", "grant", "not_funded", CHOIR),
            application("a4", "micro", "micro_grant", "funded", PERSON, pence=25_001),
            application("c1", "care", "contract_lot", "funded", CLUB, pence=6_000_000),
            application("c2", "care", "contract_lot", "not_funded", CHOIR, pence=7_000_000),
            application("d1", "direct", "direct_payment", "funded", PERSON, pence=90_000),
        ),
        awarded_at=datetime(2027, 4, 1, 9, tzinfo=UTC),
        agreements=(
            PublishedAgreement(
                "g1", "a1", CLUB, Pence(1_234_550), date(2027, 5, 1), date(2028, 4, 30), date(2027, 4, 20),
                {"pot": Pence(1_234_550)},
            ),
            PublishedAgreement(
                "k1", "c1", CLUB, Pence(6_000_000), date(2027, 5, 1), date(2027, 10, 31), date(2027, 4, 21),
                {"pot": Pence(4_000_000), "health": Pence(2_000_000)},
            ),
        ),
        payments=(
            PublishedPayment("g1", Pence(600_000), date(2027, 5, 2)),
            PublishedPayment("k1", Pence(3_000_000), date(2027, 6, 1), "pot"),
            PublishedPayment("k1", Pence(-1), date(2027, 7, 1), "pot"),
        ),
        pots=(
            PublishedPot("pot", Pence(8_000_000), council),
            PublishedPot("health", Pence(2_000_000), Body("betsi", "Bwrdd Iechyd Betsi Cadwaladr")),
        ),
        lots=(
            PublishedLot("grants", "grant", Pence(3_000_000), Bilingual("Grantiau", "Grants")),
            PublishedLot("micro", "micro_grant", Pence(30_000)),
            PublishedLot("care", "contract_lot", Pence(7_000_000), Bilingual("Gofal", "Care")),
            PublishedLot("direct", "direct_payment", Pence(90_000)),
        ),
        call_opens=datetime(2027, 1, 10, 9, tzinfo=UTC),
        call_closes=datetime(2027, 2, 28, 17, tzinfo=UTC),
    )  # fmt: skip
    return replace(found, **changes)

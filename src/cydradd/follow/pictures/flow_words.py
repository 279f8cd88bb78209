"""What the ends of a flow of money are called where several stand together, and how they are counted."""

from __future__ import annotations

from cydradd.vocabulary.text import Bilingual, Plural

GAVE = Plural(
    ("Dim arianwyr", "1 ariannwr", "2 ariannwr", "3 ariannwr", "6 ariannwr", "{n} o arianwyr"),
    ("1 funder", "{n} funders"),
)
GRANTS = Plural(
    ("dim grantiau", "1 grant", "2 grant", "3 grant", "6 grant", "{n} o grantiau"), ("1 grant", "{n} grants")
)
OTHERS = Plural(
    (
        "Dim arianwyr eraill",
        "1 ariannwr arall",
        "2 ariannwr arall",
        "3 ariannwr arall",
        "6 ariannwr arall",
        "{n} o arianwyr eraill",
    ),
    ("1 other funder", "{n} other funders"),
)
OTHER_PARTS = Plural(
    ("Dim rhannau eraill", "1 rhan arall", "2 ran arall", "3 rhan arall", "6 rhan arall", "{n} o rannau eraill"),
    ("1 other part", "{n} other parts"),
)
OTHER_PLACES = Plural(
    ("Dim lleoedd eraill", "1 lle arall", "2 le arall", "3 lle arall", "6 lle arall", "{n} o leoedd eraill"),
    ("1 other place", "{n} other places"),
)
OTHER_YEARS = Plural(
    (
        "Dim blynyddoedd eraill",
        "1 flwyddyn arall",
        "2 flynedd arall",
        "3 blynedd arall",
        "6 blynedd arall",
        "{n} o flynyddoedd eraill",
    ),
    ("1 other year", "{n} other years"),
)
NOT_NAMED = Bilingual("Ni enwir ariannwr", "No funder is named")
PEOPLE = Bilingual("Unigolion", "Individuals")

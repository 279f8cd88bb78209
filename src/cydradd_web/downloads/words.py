"""What each list is called on a page, in Welsh and English."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.text import Bilingual

TITLES: Mapping[str, Bilingual] = {
    "statements": Bilingual("Datganiadau", "Statements"),
    "needs": Bilingual("Anghenion", "Needs"),
    "assets": Bilingual("Asedau", "Assets"),
    "outcomes": Bilingual("Canlyniadau i’w cyrraedd", "Outcomes to reach"),
    "pots": Bilingual("Cronfeydd", "Pots"),
    "providers": Bilingual("Darparwyr", "Providers"),
    "lots": Bilingual("Lotiau", "Lots"),
    "requirements": Bilingual("Gofynion", "Requirements"),
    "questions": Bilingual("Cwestiynau", "Questions"),
    "criteria": Bilingual("Meini prawf", "Criteria"),
    "weights": Bilingual("Pwysoliadau", "Weights"),
    "organisations": Bilingual("Sefydliadau", "Organisations"),
    "applications": Bilingual("Ceisiadau", "Applications"),
    "members": Bilingual("Aelodau consortia", "Members of consortia"),
    "feedback": Bilingual("Adborth", "Feedback"),
    "scores": Bilingual("Sgoriau", "Scores"),
    "allocation": Bilingual("Y prosiectau a’r canlyniad", "The projects and the result"),
    "agreements": Bilingual("Cytundebau", "Agreements"),
    "payments": Bilingual("Taliadau", "Payments"),
    "checkins": Bilingual("Sgyrsiau adrodd", "Check-ins"),
    "endings": Bilingual("Diweddu cytundebau", "Endings"),
    "results": Bilingual("Yr hyn a fesurwyd", "What was measured"),
    "seats": Bilingual("Seddi, yn ôl ffugenw", "Seats, by pseudonym"),
    "record": Bilingual("Y Cofnod", "The record"),
}
"""In the order of a page: the stages, then what runs through all of them."""

MADE = (
    "tables/result.csv",
    "tables/statements.csv",
    "tables/gates.csv",
    "tables/invariants.csv",
    "tables/defects.csv",
    "360giving.json",
    "ocds/release-package.json",
    "ocds/record-package.json",
    "results.json",
    "recount-cy.html",
    "recount-en.html",
)
"""Tables and open data that the calculations of a round make, in the order of a page."""

OVER_ALL: Mapping[str, Bilingual] = {
    "organisations": Bilingual("Sefydliadau, a faint a gafodd pob un", "Organisations, and what each was awarded"),
    "places": Bilingual("Lleoedd", "Places"),
    "money-by-type": Bilingual("I ble aeth yr arian: math o gorff", "Where the money went: type of body"),
    "money-by-size": Bilingual("I ble aeth yr arian: maint", "Where the money went: size"),
    "money-by-place": Bilingual("I ble aeth yr arian: lle", "Where the money went: place"),
    "money-by-year": Bilingual("I ble aeth yr arian: blwyddyn", "Where the money went: year"),
    "money-concentration": Bilingual("I ble aeth yr arian: i faint o gyrff", "Where the money went: to how many"),
}
"""Lists over all rounds beside that of the rounds themselves."""

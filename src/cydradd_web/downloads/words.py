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

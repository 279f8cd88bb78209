"""What each operation does, in Welsh and English side by side: for the document of the API and for its page."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.text import Bilingual

TITLE = Bilingual(cy="API Cydradd", en="Cydradd API")
ABOUT = Bilingual(
    cy="Darllen popeth a gyhoeddwyd am bob rownd, heb gyfrif na chwci, a gweithredu dros rywun â thocyn.",
    en="Read all that is published of every round, without an account or a cookie, and act for somebody with a token.",
)
SUMMARIES: Mapping[str, Bilingual] = {
    "rounds": Bilingual("Pob rownd, y ddiweddaraf yn gyntaf", "Every round, newest first"),
    "round": Bilingual("Un rownd: ei cham, ei harian a’i phyrth", "One round: its stage, its money and its gates"),
    "stage": Bilingual("Un cam o rownd: beth a gyfrifwyd ohono", "One stage of a round: what was calculated of it"),
    "results": Bilingual(
        "Popeth a gyfrifwyd o rownd, fel yn results.json", "All that was calculated of a round, as in results.json"
    ),
    "record": Bilingual(
        "Y Cofnod: pob gweithred, o’r gyntaf i’r olaf", "The record: every act, from the first to the last"
    ),
    "entry": Bilingual("Un cofnodiad o’r Cofnod, yn ôl ei fynegrif", "One entry of the record, by its index"),
    "organisations": Bilingual(
        "Pob sefydliad, yn ôl enw; nid yw unigolion yno", "Every organisation, by name; people are left out"
    ),
    "organisation": Bilingual(
        "Un sefydliad: beth ofynnodd amdano a beth gafodd, rownd wrth rownd",
        "One organisation: what it asked for and what it got, round by round",
    ),
    "votes": Bilingual("Pleidleisio ar ddatganiad", "Vote on a statement"),
    "statements": Bilingual("Gwneud datganiad", "Make a statement"),
    "applications": Bilingual("Anfon cais dros sefydliad", "Send an application for an organisation"),
    "ballots": Bilingual("Bwrw papur pleidleisio, neu ei newid", "Cast a ballot, or change it"),
}
"""By the id of the operation."""

PARAMETERS: Mapping[str, Bilingual] = {
    "page": Bilingual("Pa dudalen, o 1 i 1000000", "Which page, from 1 to 1000000"),
    "size": Bilingual(
        "Eitemau ar dudalen, o 1 i 100; 50 heb ei roi", "Items on a page, from 1 to 100; 50 if not given"
    ),
    "slug": Bilingual("Y rownd, fel yn ei chyfeiriad", "The round, as in its address"),
    "stage": Bilingual("Un o’r wyth cam", "One of the eight stages"),
    "n": Bilingual("Mynegrif y cofnodiad, o 0", "Index of the entry, from 0"),
    "Idempotency-Key": Bilingual(
        "Enw’r weithred: o’i hanfon eto gyda’r un enw, fe’i gwneir unwaith",
        "Names the act: sent again with the same name, it is done once",
    ),
    "id": Bilingual("Y sefydliad, fel yn ei gyfeiriad", "The organisation, as in its address"),
}
"""By the name of the parameter."""

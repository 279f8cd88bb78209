"""What each field of an answer holds, in Welsh and English side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja import Field

from cydradd.vocabulary.text import Bilingual

FIELDS: Mapping[str, Bilingual] = {
    "slug": Bilingual("Rhan y rownd o bob cyfeiriad", "The round's part of every address"),
    "reference": Bilingual("Dynodydd y rownd ei hun", "The round's own id"),
    "title": Bilingual("Teitl", "Title"),
    "place": Bilingual("Cod y lle (GSS)", "Code of the place (GSS)"),
    "money": Bilingual("Pob cronfa gyda’i gilydd", "All pots together"),
    "as_of": Bilingual("Mae popeth fel yr oedd ar y foment hon", "All is as it was at this instant"),
    "stage_reached": Bilingual("Y cam a gyrhaeddwyd", "The stage it has reached"),
    "stages": Bilingual(
        "Cyflwr pob cam: done, present, opened, faulty neu not_present",
        "State of each stage: done, present, opened, faulty or not_present",
    ),
    "objections": Bilingual("Gwrthwynebiadau", "Objections"),
    "overrides": Bilingual(
        "Gweithredu er gwaethaf gwrthwynebiad: sawl gwaith", "How often a public body acted despite an objection"
    ),
    "url": Bilingual("Ei gyfeiriad yn yr API", "Its address in the API"),
    "pages": Bilingual("Yr un peth i bobl, ym mhob iaith", "The same for people, in each language"),
    "gates": Bilingual("Y pyrth, fel yn results.json", "The gates, as in results.json"),
    "entries": Bilingual("Cofnodiadau yn ei Chofnod", "Entries of its record"),
    "round": Bilingual("Rhan y rownd o’i chyfeiriad", "The round's part of its address"),
    "stage": Bilingual("Y cam", "The stage"),
    "state": Bilingual(
        "Ei gyflwr: done, present, opened, faulty neu not_present",
        "Its state: done, present, opened, faulty or not_present",
    ),
    "document": Bilingual(
        "Beth mae gorchymyn y cam yn ei argraffu; null: ni chyfrifwyd dim",
        "What the command of the stage prints; null: nothing was calculated",
    ),
    "parts": Bilingual(
        "Pob rhan wrth ei henw, fel yn results.json; null: does dim",
        "Each part by its name, as in results.json; null: there is none",
    ),
    "n": Bilingual("Ei fynegrif, o 0", "Its index, from 0"),
    "code_of_receipt": Bilingual("Cod byr, i’w ddarllen dros y ffôn", "A short code, to be read over a telephone"),
    "type": Bilingual("Y math o weithred", "The kind of act"),
    "at": Bilingual("Pryd", "When"),
    "partner": Bilingual("Y partner a weithredodd; null: neb", "The partner who acted; null: none did"),
    "gate": Bilingual("Y porth sydd dan sylw", "The gate that it speaks of"),
    "leaf": Bilingual("SHA-256 y cofnodiad, mewn hecsadegol", "SHA-256 of the entry, in hexadecimal"),
    "entry": Bilingual(
        "Y cofnodiad; ei JSON canonaidd (RFC 8785) a gaiff ei hashio",
        "The entry; its canonical JSON (RFC 8785) is what is hashed",
    ),
    "openings": Bilingual("Rhannau seliedig a gyhoeddwyd, wrth eu henw", "Sealed parts that were published, by name"),
    "items": Bilingual("Eitemau’r dudalen", "The items of the page"),
    "page": Bilingual("Pa dudalen", "Which page"),
    "size": Bilingual("Eitemau ar dudalen, ar y mwyaf", "Items on a page, at most"),
    "pages_of": Bilingual(
        "Nifer y tudalennau; mae tudalen ar ôl yr olaf yn wag", "How many pages there are; one after the last is empty"
    ),
    "of": Bilingual("Nifer yr eitemau i gyd", "Items in all"),
    "next": Bilingual("Cyfeiriad y dudalen nesaf", "Address of the next page"),
    "previous": Bilingual("Cyfeiriad y dudalen o’r blaen", "Address of the page before"),
    "id": Bilingual(
        "Dynodydd y sefydliad (org-id), neu ei ddynodydd mewn un rownd",
        "Its org-id; where it has none, its id inside one round",
    ),
    "name": Bilingual("Enw", "Name"),
    "kind": Bilingual("Y math o gorff", "The type of body"),
    "group": Bilingual("Y grŵp y mae’r math ynddo", "The group of that type"),
    "rounds": Bilingual("Nifer y rowndiau sy’n ei enwi", "Rounds that name it"),
    "asked": Bilingual("Ceisiadau a wnaeth, neu yr ymunodd â nhw", "Requests that it made or joined"),
    "funded": Bilingual("Y rhai ohonyn nhw a gafodd arian", "Those of them that were funded"),
    "got": Bilingual(
        "Beth gafodd, un swm i bob arian cyfred; byth wedi’u hadio",
        "What it was awarded, an amount for each currency; never added together",
    ),
    "in_rounds": Bilingual(
        "Beth ofynnodd amdano a beth lofnododd, rownd wrth rownd", "What it asked for and signed, round by round"
    ),
    "minor_units": Bilingual(
        "Nifer cyfan o unedau lleiaf yr arian: ceiniogau os GBP", "Whole smallest units of the currency: pence of GBP"
    ),
    "currency": Bilingual("Cod yr arian (ISO 4217)", "Code of the currency (ISO 4217)"),
    "decimals": Bilingual(
        "Lleoedd degol yr arian: 2 i GBP; null: arian anhysbys",
        "Decimals of the currency: 2 for GBP; null: it is not known",
    ),
    "code": Bilingual("Sefydlog: gall rhaglen weithredu arno", "Stable: a program may act on it"),
    "message": Bilingual("Beth ddigwyddodd, a beth i’w wneud", "What happened, and what to do"),
    "field": Bilingual(
        "Y rhan o’r cais sydd dan sylw; null: y cyfan",
        "The part of the request that it is about; null: the whole of it",
    ),
    "request_id": Bilingual("Dynodydd y cais yn y rownd", "Its id in the round"),
    "cost": Bilingual(
        "Y cyfan y gofynnwyd amdano, gan bawb gyda’i gilydd", "All that was asked for, by all who ask together"
    ),
    "status": Bilingual("Beth ddaeth o’r cais; null: heb ei benderfynu", "What became of it; null: not decided"),
    "members": Bilingual(
        "Sefydliadau sy’n gofyn gyda’i gilydd; 1: ar ei ben ei hun", "Organisations that ask together; 1: it asks alone"
    ),
    "requests": Bilingual("Ceisiadau", "Requests"),
    "agreements": Bilingual(
        "Cytundebau a lofnodwyd erbyn diwrnod y rownd", "Agreements signed by the day of the round"
    ),
}
"""What each field of an answer holds."""


def told(name: str) -> Any:
    """A field of an answer with its meaning. (``Any``: as pydantic has it, so that the type beside it holds.)"""
    said = FIELDS[name]
    return Field(description=said.en, json_schema_extra={"x-description": {**said.as_json()}})

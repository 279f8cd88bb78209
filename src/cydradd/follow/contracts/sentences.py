"""What is said of each fault of contracts data beyond the field tables, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.vocabulary.text import Bilingual

SENTENCES: Mapping[str, Bilingual] = {
    "not_an_object": Bilingual(
        "Nid gwrthrych yw’r eitem. Cedwir hi fel y mae, ac nid yw mewn unrhyw gyfanswm.",
        "The item is no object. It is kept as it is, and is in no total.",
    ),
    "release_id_missing": Bilingual(
        "Nid oes id gan y rhyddhad. Gwnaed un o’i gynnwys: {made}.",
        "The release has no id. One was made from its content: {made}.",
    ),
    "ocid_missing": Bilingual(
        "Nid oes ocid gan y rhyddhad. Fe’i cedwir fel proses ar ei ben ei hun.",
        "The release has no ocid. It is kept as a process of its own.",
    ),
    "cannot_merge": Bilingual(
        "Nid oes dyddiad ac amser gan ryddhad o’r broses hon. Cedwir pob un fel y mae, heb eu cyfuno.",
        "A release of this process has no date and time. Each is kept as it is, and they are not merged.",
    ),
    "cannot_version": Bilingual(
        "Ni ellir dilyn fersiynau’r broses hon: newidiodd maes ei fath.",
        "Versions of this process cannot be followed: a field changed its kind.",
    ),
    "object_without_id": Bilingual(
        "Nid oes id gan wrthrych mewn rhestr sy’n cael ei chyfuno. Fe’i cedwir fel un arall bob tro.",
        "An object in a list that is merged has no id. It is kept as one more each time.",
    ),
    "empty_object": Bilingual("Mae’r gwrthrych yn wag. Fe’i cedwir.", "The object is empty. It is kept."),
    "extension_unknown": Bilingual(
        "Nid yw’r estyniad hwn yn hysbys yma. Cedwir ei feysydd, heb eu gwirio.",
        "This extension is not known here. Its fields are kept, and not checked.",
    ),
    "releases_elsewhere": Bilingual(
        "Dim ond dolenni at ryddhadau sydd yn y cofnod, heb ryddhad wedi’i gyfuno. Nid oes dim i’w gyfrif.",
        "The record holds nothing but links to releases, and no compiled release. There is nothing to count.",
    ),
    "supplier_unnamed": Bilingual(
        "Nid oes enw gan y cyflenwr, yma nac ymhlith y partïon.",
        "The supplier has no name, neither here nor among the parties.",
    ),
    "award_without_supplier": Bilingual(
        "Nid yw’r dyfarniad yn enwi cyflenwr. Mae ei arian yn y cyfanswm, a neb yn hysbys.",
        "The award names no supplier. Its money is in the total, and nobody is known.",
    ),
    "zero_value": Bilingual(
        "Gwerth y dyfarniad yw 0. Fe’i cedwir, a’i gyfrif.", "The value of the award is 0. It is kept and counted."
    ),
    "ocid_of_two_sources": Bilingual(
        "Mae dau gyhoeddwr yn defnyddio’r un ocid. Cedwir dwy broses ar wahân.",
        "Two publishers use the same ocid. Two processes are kept apart.",
    ),
}
"""Each fault by its code; words in braces are filled from the fact found. All leave a document valid."""

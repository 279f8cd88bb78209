"""What a check of open data says about each fault, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.follow.contracts.sentences import SENTENCES as OF_CONTRACTS
from cydradd.follow.reading.notes import NOTES
from cydradd.vocabulary.facts import Defect, JsonValue
from cydradd.vocabulary.text import Bilingual

SENTENCES: Mapping[str, Bilingual] = {
    **NOTES,
    **OF_CONTRACTS,
    "missing-field": Bilingual("Mae angen {name}. Ychwanegwch ef.", "{name} is needed. Add it."),
    "wrong-type": Bilingual(
        "Nid yw’r gwerth o’r math cywir. Disgwylir: {types}.", "The value is of the wrong type. Expected: {types}."
    ),
    "unknown-code": Bilingual(
        "Nid yw’r cod yn rhestr gaeedig {codelist}. Defnyddiwch god o’r rhestr.",
        "The code is not in the closed list {codelist}. Use a code of the list.",
    ),
    "unlisted-code": Bilingual(
        "Nid yw’r cod yn rhestr agored {codelist}. Defnyddiwch god o’r rhestr os oes un addas.",
        "The code is not in the open list {codelist}. Use a code of the list if one fits.",
    ),
    "not-a-date": Bilingual(
        "Nid yw’r dyddiad yn y ffurf gywir ({forms}): 2027-03-01, neu 2027-03-01T10:00:00Z.",
        "The date is not in the right form ({forms}): 2027-03-01, or 2027-03-01T10:00:00Z.",
    ),
    "not-an-address": Bilingual(
        "Nid yw’n gyfeiriad cyfan. Dechreuwch â https://, a pheidiwch â gadael bylchau.",
        "It is not a whole web address. Begin with https:// and leave no spaces.",
    ),
    "not-a-version": Bilingual(
        "Ysgrifennwch y fersiwn fel dau rif, fel 1.4.", "Write the version as two numbers, such as 1.4."
    ),
    "too-few-items": Bilingual("Mae’r rhestr yn wag. Rhowch o leiaf un.", "The list is empty. Give at least one."),
    "too-few-fields": Bilingual("Mae’r gwrthrych yn wag. Tynnwch ef.", "The object is empty. Leave it out."),
    "empty-text": Bilingual("Mae’r testun yn wag. Tynnwch y maes.", "The text is empty. Leave the field out."),
    "too-small": Bilingual("Rhaid i’r rhif fod o leiaf {least}.", "The number must be at least {least}."),
    "repeated-item": Bilingual(
        "Mae dau yn y rhestr yn union yr un fath. Tynnwch un, neu rhowch yr hyn sy’n eu gwahanu.",
        "Two in the list are exactly equal. Take one out, or give what tells them apart.",
    ),
    "not-one-of": Bilingual("Rhaid cael un yn union o’r rhain: {names}.", "Exactly one of these is needed: {names}."),
    "duplicate-id": Bilingual(
        "Mae’r un id eisoes yn {first}. Cedwir y ddau.", "The same id is at {first} already. Both are kept."
    ),
    "not-a-grant": Bilingual(
        "Nid grant yw hwn: nid oes ganddo’r un maes o’r safon. Cedwir ef, ac nid yw mewn unrhyw gyfanswm.",
        "This is no grant: it has no field of the standard. It is kept, and is in no total.",
    ),
    "not-summable": Bilingual(
        "Ni ellir darllen y swm, neu nid yw’r arian cyfred yn hysbys. Nid yw yn y cyfanswm.",
        "The amount cannot be read, or its currency is not known. It is not in the total.",
    ),
    "too-many-decimals": Bilingual(
        "Mae gan y swm fwy o ddegolion na’r arian cyfred. Fe’i talgrynnwyd yn y cyfanswm.",
        "The amount has more decimals than its currency. It was rounded in the total.",
    ),
    "negative-amount": Bilingual("Mae’r swm yn negyddol. Fe’i cedwir.", "The amount is negative. It is kept."),
}
"""Each finding by its code; words in braces are filled from the fact found."""


def finding(code: str, pointer: str, value: JsonValue = None, **facts: str) -> Defect:
    """One finding; ``column`` is the JSON pointer, and ``value`` shows no list and no object."""
    sentence = SENTENCES[code]
    cy, en = (sentence.cy or "").format(**facts), (sentence.en or "").format(**facts)
    shown = str(value)[:200] if isinstance(value, str | int | float) else None
    return Defect(code, Bilingual(cy, en), column=pointer, value=shown)

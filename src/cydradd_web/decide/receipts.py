"""A receipt as a text file: what it proves, and what it does not, in both languages."""

from __future__ import annotations

from cydradd_web.decide.selectors.voting import Found

CY = """CYDRADD: DERBYNNEB AM BAPUR PLEIDLEISIO

Rownd: {round}
Cod y dderbynneb: {code}
Rhif y cofnodiad: {number}
Hash y cofnodiad: {leaf}
Cyfeiriad: {home}/cy/rounds/{slug}/record/{number}/

Beth mae hyn yn ei brofi: bod papur pleidleisio yn y Cofnod yn y lle hwn. Os bydd rhywun yn newid y cofnodiad, bydd ei
hash yn newid hefyd.
Beth nad yw’n ei brofi: pwy a’i bwriodd, nac a oedd y person hwnnw’n rhydd i ddewis. Ar ôl cyfrif, bydd pob papur a
gyfrifwyd yn agored: gall y dderbynneb hon ddangos i rywun arall sut y gwnaethoch bleidleisio. Nid oes rhaid ei chadw.
Os byddwch yn newid eich pleidlais, bydd derbynneb newydd yn disodli hon.
"""
EN = """CYDRADD: RECEIPT FOR A BALLOT

Round: {round}
Receipt code: {code}
Number of the entry: {number}
Hash of the entry: {leaf}
Address: {home}/en/rounds/{slug}/record/{number}/

What this proves: that a ballot is in the record at this place. If anybody changes the entry, its hash changes too.
What it does not prove: who cast it, or that they were free to choose. After the count every ballot that was counted
is open: this receipt can show others how you voted. You need not keep it.
If you change your vote, a new receipt takes the place of this one.
"""


def receipt_text(reference: str, found: Found, home: str, slug: str) -> str:
    """The text of a receipt. It names no choice.

    Args:
        home: Address of the site, without its last stroke.
    """
    told = {"round": reference, "code": found.code, "number": found.number, "leaf": found.leaf}
    return "\n".join(text.format(**told, home=home, slug=slug) for text in (CY, EN))

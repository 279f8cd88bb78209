"""What somebody may do in a round, and who is doing it now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual


class Duty(StrEnum):
    """A duty that a place in a round may carry (trust.md 3.3)."""

    OFFICER = "officer"
    MODERATOR = "moderator"
    ELIGIBILITY = "eligibility"
    ASSESSOR = "assessor"
    PAYER = "payer"
    SAFEGUARDING = "safeguarding"


DUTY_NAMES = {
    Duty.OFFICER: Bilingual("Swyddog y rownd", "Round officer"),
    Duty.MODERATOR: Bilingual("Cymedrolwr", "Moderator"),
    Duty.ELIGIBILITY: Bilingual("Swyddfa cymhwyster", "Eligibility office"),
    Duty.ASSESSOR: Bilingual("Asesydd", "Assessor"),
    Duty.PAYER: Bilingual("Talwr", "Payer"),
    Duty.SAFEGUARDING: Bilingual("Swyddog diogelu", "Safeguarding officer"),
}
"""How each duty is called on a page."""


class NotYours(CydraddError):
    """An act that somebody else may do; the sentence says who."""

    code = "not-yours"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, as a service needs to know it.

    Attributes:
        person: Key of the person; ``None``: a visitor without an account, or the site itself.
        partner: For whom they act in this round; ``None``: they hold no place in it.
        seat: The pseudonym of their seat.
        duties: What their place carries.
        channel: ``web``, ``phone``, ``paper``, ``assisted`` or ``system``.
        level: How strongly they are known (trust.md 3.1).
    """

    person: int | None = None
    partner: Partner | None = None
    seat: str | None = None
    duties: frozenset[Duty] = frozenset()
    channel: str = "web"
    level: str = "open"
    convener: bool = False
    operator: bool = False

    def must_have(self, *duties: Duty) -> None:
        """Refuse whoever has none of these duties.

        Raises:
            NotYours: With who can do it.
        """
        if self.duties & frozenset(duties):
            return
        cy = " / ".join(DUTY_NAMES[duty].cy or "" for duty in duties)
        en = " / ".join(DUTY_NAMES[duty].en or "" for duty in duties)
        raise NotYours(Bilingual(f"Dim ond y rhain all wneud hyn: {cy}.", f"Only these can do this: {en}."))

    def must_sit(self, *partners: Partner) -> tuple[Partner, str]:
        """The partner and the seat of whoever acts.

        Raises:
            NotYours: They hold no seat in the round, or one of another partner.
        """
        if self.partner is not None and self.seat is not None and (not partners or self.partner in partners):
            return self.partner, self.seat
        raise NotYours(
            Bilingual(
                "Dim ond rhywun â sedd yn y rownd hon all wneud hyn.",
                "Only somebody with a seat in this round can do this.",
            )
        )

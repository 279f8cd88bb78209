"""What amounts a question counts: grants, or of contracts what was awarded, agreed or paid; no two are ever added."""

from __future__ import annotations

from enum import StrEnum

from cydradd.follow.contracts.money import Measure
from cydradd.vocabulary.text import Bilingual


class Measured(StrEnum):
    """Which money. Awards, contracts and payments are three measures of the same contracting process."""

    GRANTS = "grants"
    AWARDS = "awards"
    CONTRACTS = "contracts"
    PAID = "paid"

    @property
    def many(self) -> Bilingual:
        """What its amounts are called."""
        return _NAMES[self]


OF_CONTRACTS = {
    Measure.AWARD: Measured.AWARDS,
    Measure.CONTRACT: Measured.CONTRACTS,
    Measure.PAID: Measured.PAID,
}
"""What each measure of a compiled release is called here."""
_NAMES = {
    Measured.GRANTS: Bilingual("grantiau", "grants"),
    Measured.AWARDS: Bilingual("dyfarniadau", "awards"),
    Measured.CONTRACTS: Bilingual("contractau", "contracts"),
    Measured.PAID: Bilingual("taliadau", "payments"),
}

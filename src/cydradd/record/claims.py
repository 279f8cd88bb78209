"""What a record can prove, in sentences, and what it does not prove."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing a record may prove: ``proved``, ``failed``, ``not_applicable`` or ``not_checked``."""

    id: str
    says: Bilingual
    result: str = "not_checked"
    cause: str | None = None
    evidence: tuple[tuple[int, str], ...] = ()

    def proved(self) -> Claim:
        """This claim, proved."""
        return replace(self, result="proved")

    def failed(self, cause: str, evidence: tuple[tuple[int, str], ...]) -> Claim:
        """This claim, failed, with one word of the cause and the entries (index, leaf hash) that show it."""
        return replace(self, result="failed", cause=cause, evidence=evidence)

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of a claim; what is not known yet is null."""
        return {
            "id": self.id,
            "round": None,
            "result": self.result,
            "says": self.says.as_json(),
            "evidence": [{"index": index, "leaf": leaf} for index, leaf in self.evidence],
            "cause": self.cause,
        }


CLAIMS = (
    Claim(
        "unchanged",
        Bilingual("Nid yw’r cofnod wedi newid ers ei lofnodi.", "The record has not changed since it was signed."),
    ),
    Claim("witnessed", Bilingual("Gwelodd y tystion yr un cofnod.", "The witnesses saw the same record.")),
    Claim(
        "wellformed",
        Bilingual("Mae pob cofnodiad ar ei ffurf gywir ac yn ei drefn.", "Every entry has its right form and order."),
    ),
    Claim(
        "openings",
        Bilingual("Mae’r geiriau a gyhoeddwyd yn cyfateb i’r cofnod.", "The published words match the record."),
    ),
    Claim(
        "heard_first",
        Bilingual("Gwrandawyd cyn cytuno ar y dyluniad.", "People were heard before the design was agreed."),
    ),
    Claim(
        "rules_before_applying",
        Bilingual("Roedd y rheolau’n gyhoeddus cyn yr alwad.", "The rules were public before the call."),
    ),
    Claim(
        "rules_before_ballots",
        Bilingual("Roedd y rheolau’n sefydlog cyn y pleidleisio.", "The rules were fixed before the ballot."),
    ),
    Claim("ballots_counted", Bilingual("Cyfrifwyd pob papur pleidleisio unwaith.", "Every ballot was counted once.")),
    Claim(
        "allocation_recomputed",
        Bilingual("Mae’r dyraniad yr un fath o’i gyfrif eto.", "The allocation is the same when counted again."),
    ),
    Claim(
        "money",
        Bilingual("Nid oes mwy wedi’i ddyfarnu nag oedd yn y cronfeydd.", "No more was awarded than the pots held."),
    ),
    Claim("equal_partners", Bilingual("Roedd gan y tri phartner yr un grym.", "The three partners held equal power.")),
    Claim("reasons", Bilingual("Cafodd pob cais ateb gyda rhesymau.", "Every application had an answer with reasons.")),
    Claim(
        "outcomes_first", Bilingual("Cynlluniwyd y mesur cyn llofnodi.", "What to measure was planned before signing.")
    ),
)
"""Every claim, in the order it is shown."""

NOT_PROVED = (
    Bilingual(
        "Bod pleidleisiwr yn berson go iawn, heb bwysau arno.", "That a voter was a real person, under no pressure."
    ),
    Bilingual("Bod y rhestr pleidleiswyr yn onest.", "That the roll is honest."),
    Bilingual(
        "Na chafodd neb ei droi i ffwrdd cyn i gofnodiad gael ei wneud.",
        "That nobody was turned away before an entry was made.",
    ),
    Bilingual("Na fu dylanwad yn rhywle arall.", "That there was no influence elsewhere."),
    Bilingual("Mai’r gwir reswm yw’r rheswm a roddwyd.", "That a reason given was the true one."),
    Bilingual("Bod y gweithredoedd wedi digwydd pan ddywedir.", "That acts happened when the record says."),
    Bilingual(
        "Bod cynnwys pob gweithred yn llawn, a bod gan ei rôl yr hawl i’w gwneud.",
        "That the body of each act is complete, and that its role may do it.",
    ),
)
"""Always printed beside what is proved."""

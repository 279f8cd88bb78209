"""What each act of the record is called on a page, in Welsh and English."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.report.words import word
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual, Language

_SAID: Mapping[str, tuple[str, str]] = {
    "round.opened": ("Agorwyd y rownd", "The round was opened"),
    "round.closed": ("Caewyd y rownd", "The round was closed"),
    "round.paused": ("Oedwyd y rownd", "The round was paused"),
    "round.resumed": ("Ailddechreuwyd y rownd", "The round was resumed"),
    "round.decided": ("Gwnaed penderfyniad", "A decision was made"),
    "round.published": ("Cyhoeddwyd", "Published"),
    "listen.opened": ("Agorwyd y gwrando", "Listening was opened"),
    "listen.statement_made": ("Gwnaed datganiad", "A statement was made"),
    "listen.statement_moderated": ("Cymedrolwyd datganiad", "A statement was moderated"),
    "listen.votes_cast": ("Bwriwyd pleidleisiau", "Votes were cast"),
    "listen.votes_set_aside": ("Rhoddwyd pleidleisiau o’r neilltu", "Votes were set aside"),
    "listen.closed": ("Caewyd y gwrando", "Listening was closed"),
    "listen.reported": ("Cyhoeddwyd crynodeb y gwrando", "The summary of the listening was published"),
    "design.opened": ("Agorwyd y dylunio", "Design was opened"),
    "design.committed": ("Ymrwymwyd ymlaen llaw", "A commitment was made"),
    "design.window_opened": ("Agorwyd cyfnod i gyfrannu", "A window to contribute was opened"),
    "design.window_closed": ("Caewyd cyfnod i gyfrannu", "A window to contribute was closed"),
    "design.item_set": ("Nodwyd beth sy’n agored a beth nad yw", "What is open and what is not was stated"),
    "design.option_stated": ("Nodwyd opsiwn", "An option was stated"),
    "design.need_stated": ("Nodwyd angen", "A need was stated"),
    "design.contribution_made": ("Gwnaed cyfraniad", "A contribution was made"),
    "design.changed": ("Newidiwyd y dyluniad", "The design was changed"),
    "design.reply_given": ("Atebwyd cyfraniad", "A contribution was answered"),
    "design.draft_published": ("Cyhoeddwyd drafft", "A draft was published"),
    "design.agreed": ("Cytunwyd ar y dyluniad", "The design was agreed"),
    "apply.opened": ("Agorwyd yr alwad", "The call was opened"),
    "apply.member_consented": ("Cydsyniodd aelod o gonsortiwm", "A member of a consortium consented"),
    "apply.submitted": ("Cyflwynwyd cais", "An application was submitted"),
    "apply.withdrawn": ("Tynnwyd cais yn ôl", "An application was withdrawn"),
    "apply.eligibility_decided": ("Penderfynwyd a oedd cais yn gymwys", "Eligibility was decided"),
    "apply.closed": ("Caewyd yr alwad", "The call was closed"),
    "apply.feedback_given": ("Rhoddwyd adborth", "Feedback was given"),
    "decide.roll_closed": ("Caewyd y gofrestr", "The roll was closed"),
    "decide.opened": ("Agorwyd y pleidleisio", "Voting was opened"),
    "decide.interest_declared": ("Datganwyd buddiannau", "Interests were declared"),
    "decide.recused": ("Camodd sedd o’r neilltu", "A seat stood aside"),
    "decide.ballot_cast": ("Bwriwyd papur pleidleisio", "A ballot was cast"),
    "decide.ballot_voided": ("Dirymwyd papur pleidleisio", "A ballot was voided"),
    "decide.closed": ("Caewyd y pleidleisio", "Voting was closed"),
    "decide.paper_sampled": (
        "Daeth teipio’r papurau pleidleisio i ben, a thynnwyd sampl i’w theipio eto",
        "Typing in of paper ballots ended, and a sample was drawn to be typed in again",
    ),
    "decide.paper_checked": ("Gwiriwyd y papurau pleidleisio a deipiwyd", "The paper ballots typed in were checked"),
    "decide.ballots_published": ("Cyhoeddwyd y papurau pleidleisio", "The ballots were published"),
    "decide.allocation_computed": ("Cyfrifwyd y dyraniad", "The allocation was computed"),
    "decide.award_made": ("Gwnaed dyfarniad", "An award was made"),
    "decide.award_declined": ("Gwrthodwyd dyfarniad", "An award was declined"),
    "deliver.agreement_signed": ("Llofnodwyd cytundeb", "An agreement was signed"),
    "deliver.payment_made": ("Gwnaed taliad", "A payment was made"),
    "deliver.checkin_received": ("Daeth adroddiad byr i law", "A check-in was received"),
    "deliver.changed": ("Newidiwyd cytundeb", "An agreement was changed"),
    "deliver.ending_proposed": ("Cynigiwyd diweddu cytundeb", "An ending was proposed"),
    "deliver.impact_reported": ("Cyhoeddwyd adroddiad effaith", "An impact report was published"),
    "deliver.notice_given": ("Rhoddwyd rhybudd", "Notice was given"),
    "deliver.transfer_planned": ("Cynlluniwyd y trosglwyddo", "The transfer was planned"),
    "deliver.ended": ("Daeth cytundeb i ben", "An agreement ended"),
    "deliver.ending_reviewed": ("Adolygwyd diweddu cytundeb", "An ending was reviewed"),
    "evaluate.planned": ("Cynlluniwyd beth i’w fesur", "What to measure was planned"),
    "evaluate.result_published": ("Cyhoeddwyd canlyniad", "A result was published"),
    "evaluate.synthesis_published": ("Cyhoeddwyd synthesis", "A synthesis was published"),
    "evaluate.story_shared": ("Rhannwyd stori", "A story was shared"),
    "evaluate.story_withdrawn": ("Tynnwyd stori yn ôl", "A story was withdrawn"),
    "share.proposal_published": ("Cyhoeddwyd cynnig", "A proposal was published"),
    "share.proposal_revised": ("Diwygiwyd cynnig", "A proposal was revised"),
    "share.proposal_sent": ("Anfonwyd cynnig", "A proposal was sent"),
    "share.response_given": ("Rhoddwyd ymateb", "A response was given"),
    "share.answer_given": ("Rhoddwyd ateb", "An answer was given"),
    "share.outcome_stated": ("Nodwyd beth ddaeth o’r cynnig", "What came of the proposal was stated"),
    "share.letter_given": ("Rhoddwyd llythyr o gefnogaeth", "A letter of support was given"),
    "share.letter_withdrawn": ("Tynnwyd llythyr yn ôl", "A letter was withdrawn"),
    "share.motion_opened": ("Agorwyd pleidlais y fforwm", "A vote of the forum was opened"),
    "share.motion_voted": ("Pleidleisiwyd yn y fforwm", "A vote was cast in the forum"),
    "share.motion_closed": ("Caewyd pleidlais y fforwm", "A vote of the forum was closed"),
    "share.practice_published": ("Cyhoeddwyd arfer da", "Good practice was published"),
    "share.practice_withdrawn": ("Tynnwyd arfer da yn ôl", "Good practice was withdrawn"),
    "share.influence_linked": ("Dangoswyd dylanwad", "Influence was shown"),
    "follow.file_published": ("Cyhoeddwyd ffeil o ddata agored", "A file of open data was published"),
    "consent.given": ("Cydsyniodd partner", "A partner consented"),
    "consent.withdrawn": ("Tynnwyd cydsyniad yn ôl", "Consent was withdrawn"),
    "objection.raised": ("Gwrthwynebodd partner", "A partner objected"),
    "objection.mediation_opened": ("Dechreuodd y cyfryngu", "Mediation began"),
    "objection.mediation_closed": ("Daeth y cyfryngu i ben", "Mediation ended"),
    "objection.resolved": ("Datryswyd gwrthwynebiad", "An objection was resolved"),
    "objection.withdrawn": ("Tynnwyd gwrthwynebiad yn ôl", "An objection was withdrawn"),
    "override.used": (
        "Gweithredodd corff cyhoeddus er gwaethaf gwrthwynebiad",
        "A public body acted despite an objection",
    ),
    "record.corrected": ("Cywirwyd cofnodiad", "An entry was corrected"),
    "record.erased": ("Dilëwyd geiriau", "Words were erased"),
    "record.unsealed": ("Agorwyd rhan dan sêl", "A sealed part was opened"),
    "record.key_rotated": ("Newidiwyd allwedd", "A key was changed"),
    "record.witness_changed": ("Newidiwyd tyst", "A witness was changed"),
    "record.loss_declared": ("Datganwyd colled", "A loss was declared"),
    "record.file_bound": ("Cofnodwyd ffeil", "A file was recorded"),
}
ACTS: Mapping[str, Bilingual] = {kind: Bilingual(cy, en) for kind, (cy, en) in _SAID.items()}

OBJECTS: Mapping[str, Bilingual] = {
    "notice": Bilingual("yr hysbysiad", "the notice"),
    "report": Bilingual("crynodeb y gwrando", "the summary of the listening"),
    "design": Bilingual("y dyluniad", "the design"),
    "result": Bilingual("y dyraniad", "the result"),
    "eligibility": Bilingual("pwy sy’n gymwys", "who is eligible"),
    "ballots": Bilingual("y papurau pleidleisio", "the ballots"),
    "scores": Bilingual("y sgoriau", "the scores"),
    "scope": Bilingual("y cwmpas", "the scope"),
    "listen": Bilingual("y gwrando", "the listening"),
    "call": Bilingual("yr alwad", "the call"),
    "ballot": Bilingual("y pleidleisio", "the ballot"),
    "ending": Bilingual("diweddu cytundeb", "ending an agreement"),
    "impact": Bilingual("yr adroddiad effaith", "the impact report"),
    "pots": Bilingual("y cronfeydd", "the pots"),
    "eligibility-rules": Bilingual("y rheolau cymhwysedd", "the eligibility rules"),
    "identifiers": Bilingual("dynodwyr y rownd", "the identifiers of the round"),
}
SEATS: Mapping[tuple[str, str], Bilingual] = {
    ("seat", "offered"): Bilingual("Cynigiwyd sedd", "A seat was offered"),
    ("seat", "offer_withdrawn"): Bilingual("Tynnwyd cynnig o sedd yn ôl", "An offer of a seat was withdrawn"),
    ("seat", "declined"): Bilingual("Gwrthodwyd cynnig o sedd", "An offer of a seat was declined"),
    ("seat", "taken"): Bilingual("Cymerwyd sedd", "A seat was taken"),
    ("seat", "ended"): Bilingual("Gadawyd sedd", "A seat was left"),
    ("duty", "set"): Bilingual("Newidiwyd dyletswyddau sedd", "The duties of a seat were changed"),
    ("duty", "handed_over"): Bilingual("Trosglwyddwyd dyletswyddau", "Duties were handed over"),
}
"""Decisions of who sits in a round, and with which duties, by their object and code."""
CHANGED: Mapping[str, Bilingual] = {
    "scope": Bilingual("Newidiwyd y cwmpas", "The scope was changed"),
    "pots": Bilingual("Newidiwyd y cronfeydd", "The pots were changed"),
    "eligibility-rules": Bilingual("Newidiwyd y rheolau cymhwysedd", "The eligibility rules were changed"),
    "identifiers": Bilingual("Newidiwyd dynodwyr y rownd", "The identifiers of the round were changed"),
    "ending": Bilingual(
        "Newidiwyd yr hyn a gynigir wrth ddiweddu cytundeb", "What is proposed for ending an agreement was changed"
    ),
    "listen": Bilingual("Newidiwyd diwrnod olaf y gwrando", "The last day of the listening was changed"),
    "call": Bilingual("Newidiwyd diwrnod olaf yr alwad", "The last day of the call was changed"),
    "ballot": Bilingual("Newidiwyd diwrnod olaf y pleidleisio", "The last day of the ballot was changed"),
    "design": Bilingual("Newidiwyd y dyluniad", "The design was changed"),
}
"""What ``design.changed`` says of each thing: it records a change of anything that a round lays down."""
_POT = Bilingual("y gronfa", "the pot")
_PARTNER = Bilingual("Partner", "Partner")
_APPLICATION = Bilingual("y cais", "the application")
_GATE = Bilingual("Porth", "Gate")
_ABOUT = Bilingual("Am", "About")
_LANGUAGE = {"cy": Bilingual("yn Gymraeg", "in Welsh"), "en": Bilingual("yn Saesneg", "in English")}
_ENDING = Bilingual("diweddu cytundeb", "ending an agreement")


def said(kind: str, body: Mapping[str, object], language: Language) -> str:
    """One act in words: what was done, at which gate, about what. A type that no list knows stands for itself."""
    whole = _whole(kind, body)
    if whole is not None:
        return f"{'. '.join([str(whole.side(language)), *_to(body, language)])}."
    first = ACTS[kind].side(language) if kind in ACTS else kind
    code = body.get("code")
    if kind in ("round.published", "listen.reported") and code in _LANGUAGE:
        first = f"{first}, {_LANGUAGE[str(code)].side(language)}"
    return f"{'. '.join([str(first), *_about(kind, body, language)])}."


def _whole(kind: str, body: Mapping[str, object]) -> Bilingual | None:
    """What an act says whose object and code are part of its sentence; ``None``: its object is named after it."""
    thing, code = str(body.get("object")), str(body.get("code"))
    if kind == "round.decided":
        return SEATS.get((thing, code))
    return CHANGED.get(thing) if kind == "design.changed" else None


def _to(body: Mapping[str, object], language: Language) -> list[str]:
    """The partner to whom a seat was offered."""
    partner = body.get("to")
    if partner not in list(Partner):
        return []
    return [f"{_PARTNER.side(language)}: {PARTNER_NAMES[Partner(str(partner))].side(language)}"]


def _named(kind: str, thing: str, language: Language) -> str:
    """What an act is about. A pot and an application keep their identifier, with what it is before it."""
    if thing in OBJECTS:
        return str(OBJECTS[thing].side(language))
    kinds = {"consent.given": _POT, "consent.withdrawn": _POT, "round.published": _APPLICATION}
    return f"{kinds[kind].side(language)} {thing}" if kind in kinds else thing


def _about(kind: str, body: Mapping[str, object], language: Language) -> list[str]:
    found = []
    gate = body.get("gate")
    if gate in list(Gate):
        name = _ENDING.side(language) if gate == Gate.ENDING else word(language, "common.stage", Gate(str(gate)).stage)
        found.append(f"{_GATE.side(language)}: {name}")
    thing = body.get("object") or body.get("path")
    if isinstance(thing, str):
        found.append(f"{_ABOUT.side(language)}: {_named(kind, thing, language)}")
    return found

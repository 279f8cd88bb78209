"""Read CONSORTIUM.json: who applies together, for what, and who has consented to which version."""

from __future__ import annotations

from pathlib import Path

from cydradd.apply.consortium import Consortium, Member
from cydradd.apply.reading import Value, json_file
from cydradd.vocabulary.facts import Defect, JsonValue

KEYS = ("application", "request_pence", "members", "budget", "answers")
MEMBER_KEYS = ("org", "share", "consented_to")
ANSWER_KEYS = ("question", "joint", "answer")


def read_consortium(path: Path) -> tuple[Consortium, tuple[Defect, ...]]:
    """The consortium of a file, and its keys that no rule knows.

    Raises:
        UnreadableFile: No JSON, no members, one twice, or a value that is not what its key asks; with the place.
    """
    document = json_file(path)
    defects = document.unknown(KEYS)
    application = document.get("application").text() or ""
    members, consents = _members(document.get("members"), application, defects)
    consortium = Consortium(
        application=application,
        members=members,
        request=document.get("request_pence").pence(),
        budget=document.get("budget").value,
        joint_answers=_joint(document.get("answers"), defects),
        consents=consents,
    )
    return consortium, tuple(defects)


def _members(listed: Value, application: str, defects: list[Defect]) -> tuple[tuple[Member, ...], dict[str, str]]:
    members: list[Member] = []
    consents: dict[str, str] = {}
    for each in listed.items():
        defects += each.unknown(MEMBER_KEYS)
        org = each.get("org").needed()
        if org in [member.organisation for member in members]:
            raise each.get("org").refuse("mae’r aelod hwn yno eisoes.", "this member is there already.")
        members.append(Member(application, org, each.get("share").share()))
        version = each.get("consented_to")
        if isinstance(version.value, bool):
            raise version.refuse(
                "rhowch y fersiwn y cydsyniodd yr aelod iddi (version), neu null.",
                "write the version that the member consented to, or null.",
            )
        consented = version.text()
        if consented is not None:
            consents[org] = consented
    if not members:
        raise listed.refuse("mae angen o leiaf un aelod.", "at least one member is needed.")
    return tuple(members), consents


def _joint(listed: Value, defects: list[Defect]) -> dict[str, JsonValue]:
    """The answers that are marked joint, by question; the others are each member's own."""
    found: dict[str, JsonValue] = {}
    seen: set[str] = set()
    for each in listed.items():
        defects += each.unknown(ANSWER_KEYS)
        question, joint = each.get("question").needed(), each.get("joint")
        if question in seen:
            raise each.get("question").refuse("atebwyd hwn eisoes.", "this one is answered already.")
        seen.add(question)
        if not isinstance(joint.value, bool):
            raise joint.refuse("rhowch true neu false.", "write true or false.")
        if joint.value:
            found[question] = each.get("answer").value
    return found

"""Small proposals for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from cydradd.share import proposal_acts as acts
from cydradd.share.proposal_parts import Answer, Kind, Point, Response, Sent, State, Treatment, Version
from cydradd.share.proposals import Proposal, open_for_support
from cydradd.share.support import Body, Letter, Level
from cydradd.vocabulary.text import Bilingual, Language

AT = datetime(2027, 3, 1, 10, tzinfo=UTC)
REASON = Bilingual("Achos hynny.", "Because.")
LONG = " ".join(f"word{i}" for i in range(40))


def point(number: int, text: str = "text", *because_of: str) -> Point:
    return Point(number, Bilingual(text, text), because_of)


def draft(*points: Point) -> Proposal:
    return Proposal("p", Bilingual("Cynnig", "Proposal"), (Version(1, AT, points),))


def response(name: str = "R1", at_point: int = 1) -> Response:
    return Response(name, 1, at_point, Kind.CONCERN, Bilingual(en="Hm."), AT)


def letter(writer: str = "a", body: Body = Body.PERSON, version: int = 1, text: str = LONG) -> Letter:
    return Letter(
        writer, body, version, AT, Language.EN, text, text, Level.EMAIL, representative="one", confirmed_by="two"
    )


def at_state(state: State) -> Proposal:
    """A proposal of two points and one response, carried to a state up to ``sent``."""
    found = draft(point(1), point(2))
    steps = {
        State.RESPONSES_OPEN: lambda p: acts.respond(acts.open_responses(p), response()),
        State.REVISING: lambda p: acts.answer(acts.close_responses(p), "R1", Answer(Treatment.ADOPTED, REASON, AT)),
        State.NEW_VERSION: lambda p: acts.new_version(p, Version(2, AT, (point(1, "new", "R1"), point(2)))),
        State.SUPPORT_OPEN: open_for_support,
        State.SENT: lambda p: acts.send(p, Sent(AT, Bilingual("Swydd", "Office"))),
    }
    for name, step in steps.items():
        if found.state is state:
            break
        found = step(found)
        assert found.state is name
    return found

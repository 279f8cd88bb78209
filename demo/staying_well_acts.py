"""Every act of the finished round, in order: what a member of the public could have watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from acts import Act, act, both_languages, consents, declarations, objection, said, window

Content = dict[str, Any]


def acts(content: Content, names: Mapping[str, Sequence[str]], agreed: str, funded: Sequence[str]) -> list[Act]:
    """From the notice to the last consent. ``agreed`` is the hash of the design."""
    return [
        *said(content["acts"]),
        *convening(),
        *listening(content),
        *designing(agreed),
        *calling(),
        *declarations("2025-07-01T10:00", names, content["interests"]),
        *window("ballot", "2025-07-07T08:00", "2025-07-21T17:00"),
        *awarding(content, funded),
        *delivering(content),
        *acting_alone(content),
    ]


def convening() -> list[Act]:
    """The notice, and three consents."""
    return [
        *both_languages("2025-01-13T10:00", object="notice"),
        *consents("open-listen", ["2025-01-20T18:00", "2025-01-21T12:00", "2025-01-23T15:00"]),
    ]


def listening(content: Content) -> list[Act]:
    """Five weeks of listening, a report, and one objection that mediation settled."""
    written = content["objections"]["mediated"]
    about = {"gate": written["gate"], "partner": written["partner"]}
    return [
        *window("listen", "2025-02-03T09:00", "2025-03-10T17:00"),
        *both_languages("2025-03-17T10:00", object="report"),
        *consents("open-design", ["2025-03-19T18:00", "2025-03-21T10:00"], ["citizens", "public"]),
        *objection(written, "2025-03-20T17:00", ("2025-03-24T10:00", "2025-04-02T16:00")),
        act("2025-04-02T16:30", "objection", code="resolved", **about),
        *consents("open-design", ["2025-04-03T09:00"], ["third_sector"]),
    ]


def designing(agreed: str) -> list[Act]:
    """The window of the design, the design as it was agreed, and who consented to it."""
    return [
        *window("design", "2025-04-07T09:00", "2025-05-06T17:00"),
        act("2025-05-08T14:00", "decision", object="design", item=agreed, code="opened"),
        *both_languages("2025-05-09T10:00", object="design"),
        act("2025-05-09T10:05", "commitment", object="design", code="spec_published"),
        *[act("2025-05-12T09:00", "consent", gate="open-apply", object=pot) for pot in ("P1", "P2", "P3")],
        *consents("open-apply", ["2025-05-12T18:00", "2025-05-13T12:00", "2025-05-14T15:00"]),
    ]


def calling() -> list[Act]:
    """Six weeks for applications, and an answer to everyone on eligibility."""
    return [
        *window("call", "2025-05-19T09:00", "2025-06-30T17:00"),
        *both_languages("2025-07-02T10:00", object="eligibility"),
    ]


def awarding(content: Content, funded: Sequence[str]) -> list[Act]:
    """Ballots and scores opened together, the result, and what will be measured before anything is signed."""
    aside = [one["id"] for one in content["applications"] if one["id"] not in funded]
    lost = [name for name in aside if name[-2:] in content["feedback"]]
    return [
        act("2025-07-22T09:00", "publish", object="ballots"),
        act("2025-07-22T09:00", "publish", object="scores"),
        *both_languages("2025-07-22T10:00", object="result"),
        act("2025-07-22T10:30", "decision", object="ballot", item="result", links=[*funded, *lost]),
        *consents("open-deliver", ["2025-07-28T18:00", "2025-07-29T12:00", "2025-07-30T15:00"]),
        *[
            act("2025-08-04T10:00", "evaluate.planned", body={"outcome": outcome["id"], "sample_target": 40})
            for outcome in content["outcomes"]
        ],
        *[line for name in funded for line in both_languages("2025-08-12T10:00", object=name)],
    ]


def delivering(content: Content) -> list[Act]:
    """The ending: what it would cost people was written down first, and people could say so before it was decided."""
    reported = content["ending"]["report_on"]
    return [
        act(f"{reported}T09:00", "deliver.impact_reported", body={"agreement": "all", "alternatives": 3}),
        *both_languages(f"{reported}T10:00", object="impact"),
        *window("ending", f"{reported}T12:00", "2026-03-23T17:00"),
        act("2026-03-27T14:00", "decision", object="ending", code="decided"),
        *consents("ending", ["2026-03-24T18:00", "2026-03-25T12:00", "2026-03-26T15:00"]),
    ]


def acting_alone(content: Content) -> list[Act]:
    """The one override: citizens object, mediation fails twice, and the council goes on, in public."""
    override = content["override"]
    text = {code: override[code] for code in ("cy", "en")}
    about = {"gate": content["objections"]["overridden"]["gate"], "partner": "public"}
    return [
        *consents("open-share", ["2026-09-15T12:00", "2026-09-15T15:00"], ["third_sector", "public"]),
        *objection(
            content["objections"]["overridden"],
            "2026-09-14T18:00",
            ("2026-09-16T10:00", "2026-09-25T16:00"),
            ("2026-09-28T10:00", "2026-10-07T16:00"),
        ),
        act("2026-10-12T10:00", "override", office=override["office"], ground=override["ground"], text=text, **about),
    ]

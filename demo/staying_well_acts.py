"""Every act of the finished round, in order: what a member of the public could have watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from acts import Act, act, both_languages, consents, objection, window


def before_the_count(
    agreed: str, seats: Mapping[str, Sequence[str]], interests: Mapping[str, tuple[list[str], str]]
) -> list[Act]:
    """From the notice to the close of the ballot. ``agreed`` is the hash of the design."""
    declared = [
        act("2025-07-01T10:00", "interest", seat=seat, links=interests.get(seat, ([], ""))[0])
        for names in seats.values()
        for seat in names
    ]
    return [
        *convening(),
        *listening(),
        *designing(agreed),
        *calling(),
        *declared,
        *window("ballot", "2025-07-07T08:00", "2025-07-21T17:00"),
    ]


def convening() -> list[Act]:
    """What is open, what is not and why; the notice; three consents."""
    closed = {
        "cy": "Mae swm y cronfeydd wedi’i bennu gan y cyllidwyr.",
        "en": "The sum of the pots is fixed by the funders.",
    }
    return [
        act(
            "2025-01-06T09:00",
            "item",
            id="item-1",
            object="scope",
            code="open",
            text={"cy": "Pa anghenion sy’n dod gyntaf.", "en": "Which needs come first."},
        ),
        act(
            "2025-01-06T09:05",
            "item",
            id="item-2",
            object="scope",
            code="open",
            text={"cy": "Sut mae’r arian yn cael ei rannu.", "en": "How the money is divided."},
        ),
        act("2025-01-06T09:10", "item", id="item-3", object="scope", code="closed", text=closed),
        *both_languages("2025-01-13T10:00", object="notice"),
        *consents("open-listen", ["2025-01-20T18:00", "2025-01-21T12:00", "2025-01-23T15:00"]),
    ]


def listening() -> list[Act]:
    """Five weeks of listening, a report, and one objection that mediation settled."""
    harm = (
        "Nid oedd gofalwyr sy’n gweithio’r nos wedi’u clywed.",
        "Carers who work nights had not been heard.",
    )
    remedy = ("Dwy noson arall o wrando cyn dylunio.", "Two more evenings of listening before the design.")
    raised = objection(
        "open-design",
        "third_sector",
        "2025-03-20T17:00",
        ("2025-03-24T10:00", "2025-04-02T16:00"),
        harm,
        remedy,
    )
    return [
        *window("listen", "2025-02-03T09:00", "2025-03-10T17:00"),
        *both_languages("2025-03-17T10:00", object="report"),
        *consents("open-design", ["2025-03-19T18:00", "2025-03-21T10:00"], ["citizens", "public"]),
        *raised,
        act("2025-04-02T16:30", "objection", gate="open-design", partner="third_sector", code="resolved"),
        *consents("open-design", ["2025-04-03T09:00"], ["third_sector"]),
    ]


def designing(agreed: str) -> list[Act]:
    """Options, contributions, what changed because of them, and the design as it was agreed."""
    said = [
        (
            "2025-04-10T18:00",
            "c1",
            "c-01",
            "item-1",
            "Pay the drivers’ petrol in full.",
            "Talu petrol y gyrwyr yn llawn.",
        ),
        (
            "2025-04-11T18:00",
            "c2",
            "c-02",
            "item-1",
            "Put young carers in a lot of their own.",
            "Rhoi lot ar wahân i ofalwyr ifanc.",
        ),
        (
            "2025-04-15T12:00",
            "c3",
            "t-01",
            "item-2",
            "No accounts for less than ten thousand pounds.",
            "Dim cyfrifon am lai na deng mil o bunnoedd.",
        ),
        (
            "2025-04-16T12:00",
            "c4",
            "p-01",
            "item-2",
            "Pay in advance, each quarter.",
            "Talu ymlaen llaw, bob chwarter.",
        ),
    ]
    contributions = [
        act(at, "contribution", id=name, object="design", item=item, seat=seat, text={"cy": cy, "en": en})
        for at, name, seat, item, en, cy in said
    ]
    replies = [
        act(f"2025-04-2{number}T10:00", "reply", object="design", links=[name], code="accepted")
        for number, name in enumerate(("c1", "c2", "c3", "c4"), 2)
    ]
    options = [
        act(
            "2025-04-08T09:00",
            "option",
            id="option-1",
            object="design",
            text={"cy": "Un lot i bopeth, un contract.", "en": "One lot for everything, one contract."},
        ),
        act(
            "2025-04-08T09:05",
            "option",
            id="option-2",
            object="design",
            text={"cy": "Pedair lot, grantiau bach.", "en": "Four lots, small grants."},
        ),
        act(
            "2025-04-08T09:10",
            "option",
            id="option-3",
            object="design",
            text={"cy": "Cyllidebau unigol yn unig.", "en": "Individual budgets only."},
        ),
    ]
    return [
        *options,
        *window("design", "2025-04-07T09:00", "2025-05-06T17:00"),
        act(
            "2025-04-08T10:00",
            "design_text",
            object="design",
            text="One lot. Accounts of two years. Payment in arrears.",
        ),
        *contributions,
        act(
            "2025-04-28T10:00",
            "change",
            object="design",
            item="item-1",
            partner="citizens",
            links=["c1", "c2"],
        ),
        act(
            "2025-04-28T10:05",
            "change",
            object="design",
            item="item-2",
            partner="third_sector",
            links=["c3", "c4"],
        ),
        *replies,
        act(
            "2025-04-29T10:00",
            "design_text",
            object="design",
            text="Four lots, young carers in one of their own. No accounts below ten thousand pounds. Payment in advance, each quarter.",
        ),
        act("2025-05-08T14:00", "decision", object="design", item=agreed, code="opened"),
        *both_languages("2025-05-09T10:00", object="design"),
        *[act("2025-05-12T09:00", "consent", gate="open-apply", object=pot) for pot in ("P1", "P2", "P3")],
        *consents("open-apply", ["2025-05-12T18:00", "2025-05-13T12:00", "2025-05-14T15:00"]),
    ]


def calling() -> list[Act]:
    """Six weeks for applications, and an answer to everyone on eligibility."""
    return [
        *window("call", "2025-05-19T09:00", "2025-06-30T17:00"),
        *both_languages("2025-07-02T10:00", object="eligibility"),
    ]


def after_the_count(funded: Sequence[str], lost: Sequence[str]) -> list[Act]:
    """From the result to the last consent: extend, redesign or end."""
    published = [line for name in funded for line in both_languages("2025-08-12T10:00", object=name)]
    planned = [
        act("2025-08-04T10:00", "evaluate.planned", body={"outcome": outcome, "sample_target": 40})
        for outcome in ("O1", "O2", "O3", "O4")
    ]
    return [
        act("2025-07-22T09:00", "publish", object="ballots"),
        act("2025-07-22T09:00", "publish", object="scores"),
        *both_languages("2025-07-22T10:00", object="result"),
        act("2025-07-22T10:30", "decision", object="ballot", item="result", links=[*funded, *lost]),
        *consents("open-deliver", ["2025-07-28T18:00", "2025-07-29T12:00", "2025-07-30T15:00"]),
        *planned,
        *published,
        *consents("ending", ["2026-05-06T18:00", "2026-05-07T12:00", "2026-05-08T15:00"]),
        *acting_alone(),
    ]


def acting_alone() -> list[Act]:
    """The one override: citizens object twice, and the council goes on, in public."""
    harm = (
        "Bydd y clwb cinio’n cau am y gaeaf tra bo’r cylch nesaf yn cael ei ddylunio.",
        "The lunch club will close for the winter while the next round is designed.",
    )
    remedy = ("Pont o dri mis o arian.", "A bridge of three months’ money.")
    reasons = {
        "cy": "Ni all y cyngor dalu ar ôl diwedd y cytundeb. Bydd y bont yn cael ei thrafod yn gyhoeddus ym mis Tachwedd.",
        "en": "The council cannot pay after the agreement has ended. The bridge will be debated in public in November.",
    }
    first = objection(
        "open-share", "citizens", "2026-09-14T18:00", ("2026-09-16T10:00", "2026-09-25T16:00"), harm, remedy
    )
    second = [
        act("2026-09-28T10:00", "mediation_opens", gate="open-share", partner="citizens"),
        act("2026-10-07T16:00", "mediation_closes", gate="open-share", partner="citizens"),
    ]
    return [
        *consents("open-share", ["2026-09-15T12:00", "2026-09-15T15:00"], ["third_sector", "public"]),
        *first,
        *second,
        act(
            "2026-10-12T10:00",
            "override",
            gate="open-share",
            partner="public",
            office="Pennaeth Comisiynu, Cyngor Dyffryn Eithin (demo)",
            ground="Rheoliadau Ariannol (demo), 12",
            text=reasons,
        ),
    ]

"""An invented round with all eight stages, told as the report tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from markupsafe import Markup

from cydradd.apply.application import Application
from cydradd.apply.organisation import Organisation
from cydradd.cycle.consent import overrides, partner_states
from cydradd.cycle.events import Event
from cydradd.cycle.evidence import Evidence
from cydradd.cycle.gates import states
from cydradd.cycle.invariants import states as invariant_states
from cydradd.cycle.report import Story
from cydradd.cycle.report.heard import Answers, Apart, Group, Heard, Said
from cydradd.cycle.report.result import Funded, NotFunded, PartnerMoney, Result, SetAside, Tie
from cydradd.cycle.report.story import Published, RecordHead
from cydradd.cycle.round import Seat, Settings, Tables
from cydradd.cycle.stages import Gate, Stage
from cydradd.deliver.agreement import Agreement
from cydradd.deliver.checkin import CheckIn
from cydradd.deliver.ending import Ending
from cydradd.deliver.payments import Payment
from cydradd.design.criteria import Criterion, Points
from cydradd.design.lots import Lot, Requirement
from cydradd.design.needs import Asset, Need, Outcome
from cydradd.design.pots import Pot
from cydradd.evaluate.outcomes import OutcomeResult
from cydradd.vocabulary.facts import Defect
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
C, T, P = Partner.CITIZENS, Partner.THIRD_SECTOR, Partner.PUBLIC


def _tables() -> Tables:
    both = Bilingual
    return Tables(
        needs=(Need("N1", both("Cwmni", "Company"), "loneliness", "W06000024", Pence(2_400_000), statements=("1",)),),
        assets=(Asset("A1", "human", both("Gyrwyr gwirfoddol", "Volunteer drivers"), "Cludiant Eithin"),),
        outcomes=(
            Outcome("O1", both("Llai yn unig", "Fewer are lonely"), measure="UCLA-3", baseline="6.1"),
            Outcome("O2", both("Mwy yn cerdded", "More walk")),
        ),
        pots=(
            Pot("P1", "Cyngor Dyffryn Eithin", "council", Pence(3_000_000), "pooled"),
            Pot("P2", "Bwrdd Iechyd Eithin", "health_board", Pence(3_000_000), "ring_fenced", restriction={"a": 1}),
        ),
        lots=(Lot("L1", "grant", Pence(2_000_000), ("N1",), both("Cwmni", "Company")),),
        requirements=(Requirement("R1", "L1", "insurance", "1000000", "GBP", reason=both("Diogelwch", "Safety")),),
        criteria=(
            Criterion("K1", Fraction(0), Fraction(10), both("Cyrraedd pobl", "Reaching people")),
            Criterion("K2", Fraction(0), Fraction(10), both("Gwerth", "Value")),
        ),
        weights=(
            Points("s1", C, "K1", Fraction(3)),
            Points("s1", C, "K2", Fraction(1)),
            Points("s2", P, "K1", Fraction(1)),
            Points("s2", P, "K2", Fraction(1)),
        ),
        organisations=(Organisation("GB-CHC-1000001", "Cludiant Cwm Eithin"),),
        applications=(
            Application("cludiant", Pence(1_840_000), "L1", "GB-CHC-1000001", both("Cludiant", "Transport")),
            Application("gweithdy", Pence(990_000), "L1", None, both(None, "A workshop"), Fraction(95)),
            Application("neuadd", Pence(800_000), "L1", None, both("Neuadd", None), status="ineligible", reason="Roof"),
        ),
        agreements=(
            Agreement(
                "G1",
                "cludiant",
                "GB-CHC-1000001",
                "grant",
                Pence(1_840_000),
                date(2026, 4, 1),
                date(2027, 3, 31),
                date(2026, 3, 20),
            ),
        ),
        payments=(Payment("G1", Pence(920_000), date(2026, 4, 3), date(2026, 4, 1)),),
        checkins=(CheckIn("G1", date(2026, 9, 1), None, None, None),),
        endings=(Ending("G1", "planned", date(2027, 1, 5), date(2027, 2, 1)),),
        results=(OutcomeResult("O1", "G1", n=40, mean=5.2, mean_before=6.1, note=both("Da", "Good")),),
        seats=(Seat("s1", C), Seat("s2", P), Seat("s3", T)),
        events=(
            Event("consent", datetime(2026, 1, 4, 9, tzinfo=UTC), partner=C, gate="open-listen", row=1),
            Event(
                "objection",
                datetime(2026, 1, 5, 9, tzinfo=UTC),
                partner=T,
                gate="open-listen",
                row=2,
                harm=both("Ni ofynnwyd i ofalwyr.", "Carers were not asked."),
                remedy=both("Dwy noson.", "Two evenings."),
            ),
            Event(
                "override",
                datetime(2026, 1, 6, 9, tzinfo=UTC),
                partner=P,
                gate="open-listen",
                row=3,
                office="Section 151 Officer",
                ground="LGA 1972 s.151",
                text=both("Rheswm", "A reason"),
            ),
        ),
    )


def _heard() -> Heard:
    first = Said(
        "12",
        Answers(190, 10, 14),
        Bilingual("Mae unigrwydd yn gwneud pobl yn sâl.", "Being lonely makes people ill."),
        by_group={"A": Answers(91, 4, 3), "B": Answers(62, 5, 4)},
        by_partner={C: Answers(180, 8, 12), P: Answers(7, 1, 2)},
    )
    second = Said(
        "27", Answers(80, 90, 28), None, "One good centre in town", {"A": Answers(18, 70, 5), "B": Answers(50, 15, 6)}
    )
    return Heard(
        people=236,
        placed=169,
        total=Answers(400, 150, 60),
        statements=(first, second, Said("30", Answers(0, 0, 0), in_map=False)),
        groups=(Group("A", 98, (first,), (second,)), Group("B", 71)),
        agreed=(first,),
        refused=(),
        divides=(Apart(second, "agree", "B", "A", 0.53),),
        partners={C: 180, T: 12, P: 13, None: 31},
        method="polis",
        seed=0,
        pictures={
            language: (
                Markup('<svg class="map" role="img" viewBox="0 0 740 476"><title>Wide</title></svg>'),
                Markup('<svg class="map" role="img" viewBox="0 0 320 320"><title>Narrow</title></svg>'),
            )
            for language in Language
        },
    )


def _result() -> Result:
    third = Fraction(20_000)
    return Result(
        budget=Fraction(60_000),
        spent=Fraction(18_400),
        left=Fraction(41_600),
        voters=469,
        empty_ballots=3,
        funded=(
            Funded(
                "cludiant",
                Bilingual("Cludiant", "Transport"),
                None,
                Fraction(18_400),
                300,
                {C: Fraction(5_200), T: Fraction(6_100), P: Fraction(7_100)},
            ),
        ),
        not_funded=(NotFunded("gweithdy", None, "A workshop", Fraction(9_900), 80, Fraction(8_800)),),
        set_aside=(
            SetAside("neuadd", Bilingual("Neuadd", None), None, Fraction(8_000), "decision", None, "A roof", (C, P)),
        ),
        rule="equal-shares",
        utility="cost",
        completion="add1e",
        partners=(
            PartnerMoney(C, 412, third, Fraction(5_200)),
            PartnerMoney(T, 38, third, Fraction(6_100)),
            PartnerMoney(P, 19, third, Fraction(7_100)),
        ),
        unknown_partner=4,
        ties=(Tie(1, ("cludiant", "gweithdy"), "cludiant", "cost"),),
        without_winner=120,
        purse=(Fraction(60_000, 469), Fraction(130)),
    )


def full() -> Story:
    settings = Settings("eithin-26-003", Bilingual("Byw’n dda gartref", "Staying well at home"), "W06000024", "GBP", AT)
    tables = _tables()
    evidence = Evidence(settings, tables)
    events = tables.events or ()
    return Story(
        settings=settings,
        stages={stage: "done" if stage is Stage.LISTEN else "present" for stage in Stage}
        | {Stage.SHARE: "not_present"},
        tables=tables,
        place=Bilingual("Merthyr Tudful", "Merthyr Tydfil"),
        money=Fraction(60_000),
        heard=_heard(),
        result=_result(),
        gates=states(evidence),
        consents={gate: partner_states(events, gate, as_of=AT) for gate in (Gate.OPEN_LISTEN, Gate.OPEN_DESIGN)},
        overrides=overrides(events, as_of=AT, seats=tables.seats),
        fates={"cludiant": "funded", "gweithdy": "not_funded", "neuadd": "ineligible"},
        reasons=(1, 2),
        invariants=invariant_states(evidence),
        defects=(
            Defect("bad-date", Bilingual("Nid yw hwn yn ddyddiad.", "This is not a date."), "design/needs.csv", 4, "x"),
            Defect(
                "override-before-mediation",
                Bilingual("Nid yw’n cyfrif.", "It does not count."),
                "cycle/events.jsonl",
                3,
                "kind",
            ),
        ),
        published=(Published("grants", 1), Published("contracts", None, (Bilingual("Dim OCID.", "No OCID prefix."),))),
        record=RecordHead(12, "a" * 64),
        files=("report-cy.html", "report-en.html", "results.json", "ocds/release-package.json", "tables/result.csv"),
    )


def nothing_known() -> Story:
    """A round of which nothing is known but its name."""
    return Story(replace(full().settings, title=Bilingual()), dict.fromkeys(Stage, "not_present"), Tables())

"""Words for every code, conditions in sentences, counts that explain themselves: what a cold reader stumbled over."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from tests.unit.cycle_report import stories

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.events import Event
from cydradd.cycle.report.contexts.changes import changes
from cydradd.cycle.report.contexts.conditions import conditions
from cydradd.cycle.report.contexts.levels import level
from cydradd.cycle.report.contexts.pots import by_pot
from cydradd.cycle.report.from_folder import story_of
from cydradd.cycle.report.pages import sections
from cydradd.cycle.report.story import Published, Story
from cydradd.cycle.report.why import whys
from cydradd.cycle.round_folder import read
from cydradd.cycle.stage_results import stage_results
from cydradd.deliver.payments import Payment
from cydradd.design.lots import Requirement
from cydradd.design.pots import Pot
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language

DEMO = Path(__file__).resolve().parents[3] / "demo" / "rounds" / "eithin-25-003"
EN, CY = Language.EN, Language.CY


@cache
def demo() -> Story:
    folder = read(DEMO)
    calculated = calculate(folder, with_map=False)
    found = story_of(folder, calculated, check(folder, calculated), stage_results(folder, calculated))
    return replace(found, published=(Published("grants", 7), Published("contracts", 2)))


@cache
def words(section: str, language: Language = EN) -> str:
    """A section of the demo as a person reads it."""
    return plain(sections(demo(), language)[section])


def plain(html: str) -> str:
    inline = re.sub(r"</?(bdi|b|a)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def pot(**restriction: object) -> Pot:
    return Pot("P1", "Cyngor", "council", Pence(100), "aligned", restriction=restriction)  # type: ignore[arg-type]


def test_an_agreement_is_called_by_its_project_and_its_organisation_with_its_code_last() -> None:
    shown = words("deliver")

    assert "A weekly call from the same friendly voice Sgwrs dros y Ffôn eithin-25-003-04-1" in shown
    assert shown.count("Singing for breath Côr y Bont eithin-25-003-11-1") >= 5, (
        "agreements, pots, payments, check-ins, endings"
    )
    assert "Canu er mwyn anadlu Côr y Bont eithin-25-003-11-1" in words("deliver", CY)


def test_a_place_has_its_name_and_one_without_says_that_it_is_a_place() -> None:
    told = stories.full()
    need = replace((told.tables.needs or ())[0], place="W01001234")
    elsewhere = replace(told, tables=replace(told.tables, needs=(need,)))

    assert "Company for people who live alone Wales 3, 4" in words("design")
    assert "Cwmni i bobl sy’n byw ar eu pen eu hunain Cymru 3, 4" in words("design", CY)
    assert "place W01001234" in plain(sections(elsewhere, EN)["design"])
    assert "lle: W01001234" in plain(sections(elsewhere, CY)["design"])


@pytest.mark.parametrize(
    ("given", "unit", "en", "cy"),
    [
        ("500000000", "pence", "£5,000,000", "£5,000,000"),
        ("1000000", "GBP", "£1,000,000", "£1,000,000"),
        ("1", "policy", "1 policy", "polisi: 1"),
        ("2", "moons", "2 moons", "moons: 2"),
        ("a lot", "pence", "a lot pence", "pence: a lot"),
        ("9" * 19, "pence", "9" * 19 + " pence", "pence: " + "9" * 19),
        ("<b>", None, "<b>", "<b>"),
    ],
)
def test_a_level_is_money_where_its_unit_is_money(given: str, unit: str | None, en: str, cy: str) -> None:
    asked = Requirement("R", "L1", "insurance", given, unit)

    assert plain(level(stories.full(), asked, EN) or "") == en
    assert plain(level(stories.full(), asked, CY) or "") == cy


def test_a_requirement_without_a_level_has_none() -> None:
    assert level(stories.full(), Requirement("R", "L1", "accounts"), EN) is None


@pytest.mark.parametrize(
    ("restriction", "en", "cy"),
    [
        ({"revenue_or_capital": "revenue"}, "Running costs only (revenue).", "Costau rhedeg yn unig (refeniw)."),
        (
            {"need_kinds": ["carers", "comets"]},
            "Only these kinds of need: carers, comets.",
            "Y mathau hyn o angen yn unig: gofalwyr, comets.",
        ),
        (
            {"provider_sizes": ["small", "medium"]},
            "Only providers of this size: small, medium.",
            "Darparwyr o’r maint hwn yn unig: bach, canolig.",
        ),
        ({"places": "W06000002"}, "Only these places: Gwynedd.", "Y lleoedd hyn yn unig: Gwynedd."),
        ({"needs": ["N1", "N9"]}, "Only these needs: Company; N9.", "Yr anghenion hyn yn unig: Cwmni; N9."),
        ({"age": [16, 25]}, "Only people aged 16 to 25.", "Pobl o’r oedrannau hyn yn unig: 16 i 25."),
        (
            {"spend_by": "2027-03-31"},
            "Spending must start by 31 March 2027.",
            "Rhaid dechrau gwario erbyn: 31 Mawrth 2027.",
        ),
    ],
)
def test_a_condition_is_a_sentence(restriction: dict[str, object], en: str, cy: str) -> None:
    told = stories.full()

    assert [plain(each) for each in conditions(told, pot(**restriction), EN)] == [en]
    assert [plain(each) for each in conditions(told, pot(**restriction), CY)] == [cy]


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("moon", {"full": True}, 'moon: {"full": true}'),
        ("age", "16", "age: 16"),
        ("age", ["a", 2], 'age: ["a", 2]'),
        ("spend_by", "soon", "spend_by: soon"),
        ("need_kinds", 7, "need_kinds: 7"),
        ("need_kinds", [], "need_kinds: []"),
        ("places", None, "places: null"),
        ("revenue_or_capital", "both", "revenue_or_capital: both"),
    ],
)
def test_a_condition_that_no_rule_knows_stands_as_it_was_given(key: str, value: object, shown: str) -> None:
    assert [plain(each) for each in conditions(stories.full(), pot(**{key: value}), EN)] == [
        f"Another condition, as it was given: {shown}"
    ]


def test_a_condition_cannot_become_part_of_the_page() -> None:
    (made,) = conditions(stories.full(), pot(**{"<script>": "<b>{x}"}), EN)

    assert "<script>" not in made and "<b>" not in made


def test_which_pot_paid_for_what_adds_up_both_ways() -> None:
    found = by_pot(demo())
    assert found is not None

    assert [(row.id, row.given, row.holds, row.left) for row in found.pots] == [
        ("P1", 3_300_000, 3_500_000, 200_000),
        ("P2", 2_500_000, 2_500_000, 0),
        ("P3", 1_400_000, 1_400_000, 0),
    ]
    assert all(sum(part or 0 for part in row.parts) + row.unnamed == row.amount for row in found.rows)
    assert "The pots hold £74,000, the agreements come to £72,000, and £2,000 is left." in words("deliver")
    assert "Cyfanswm y cronfeydd: £74,000. Y cytundebau: £72,000. Ar ôl: £2,000." in words("deliver", CY)


def test_money_of_no_pot_and_pots_of_no_table_are_told() -> None:
    told = stories.full()
    (row,) = told.tables.agreements or ()
    part = replace(row, pots={"P1": Pence(1_000_000), "P9": Pence(400_000)})
    found = by_pot(replace(told, tables=replace(told.tables, agreements=(part,))))
    assert found is not None

    assert [(each.id, each.holds) for each in found.pots] == [("P1", 3_000_000), ("P2", 3_000_000), ("P9", None)]
    assert (found.unnamed, found.holds) == (440_000, None)
    assert by_pot(told) is None, "no agreement says which pot pays"


def test_what_contributions_changed_is_told_with_the_contributions_and_never_by_seat() -> None:
    shown = words("design")

    assert (
        "Four lots instead of one. Carers have a lot of their own, and groups may apply together. Citizens "
        "A break for unpaid carers, young ones too Put carers, young ones too, in a lot of their own" in shown
    )
    assert "Dim cyfrifon am lai na £10,000. Trydydd sector" in words("design", CY)
    assert "Five months’ notice for the lunch club instead of three." in words("deliver")
    assert "Five months’ notice" not in shown
    assert "c-01" not in shown and "k01" not in shown


def test_a_change_that_names_nothing_and_one_that_names_what_is_not_there_say_so() -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC)
    acts = (
        Event("change", at, object="design", item="x", partner=Partner.PUBLIC, text=Bilingual("Un", "One"), row=1),
        Event("change", at, object="design", item="y", links=("gone",), text_plain="Two", row=2),
        Event("change", datetime(2099, 1, 1, tzinfo=UTC), object="design", text_plain="Not yet", row=3),
    )
    told = replace(stories.full(), tables=replace(stories.full().tables, events=acts))

    found = changes(told, of_endings=False)

    assert [(each.item, len(each.because), each.missing) for each in found] == [("x", 0, 0), ("y", 0, 1)]
    shown = plain(sections(told, EN)["design"])
    assert "Changes that name no contribution: 1 One Public bodies" in shown
    assert "Contributions it names that are not in the files: 1." in shown


@pytest.mark.parametrize(
    ("section", "en", "cy"),
    [
        (
            "apply",
            "13 applications asked for £117,400 Applications that came in: 14. Withdrawn before the ballot, and in "
            "no total: 1, for £900. Not eligible, and so not on the ballot: 1. On the ballot: 12.",
            "Ddim yn gymwys, felly ddim ar y papur pleidleisio: 1. Ar y papur pleidleisio: 12.",
        ),
        ("apply", "Together, without those withdrawn £117,400", "Cyfanswm, heb y rhai a dynnwyd yn ôl £117,400"),
        (
            "design",
            "meeting all of them would take £85,000, and the pots hold £74,000. That is £11,000 too little.",
            "Cost diwallu pob angen: £85,000. Yn y cronfeydd: £74,000. Yn brin: £11,000.",
        ),
        (
            "design",
            "Applications that have a value: 12 of 14. Nobody scored these: A new roof for the hall; A notice board",
            "Ceisiadau a gafodd werth: 12 o 14. Ni roddodd neb sgôr i’r rhain: To newydd i’r neuadd;",
        ),
        (
            "follow",
            "So there are more awards below (10) than agreements (9).",
            "Felly mae mwy o ddyfarniadau isod (10) nag o gytundebau (9).",
        ),
        ("follow", "Together that is every agreement: 9.", "Gyda’i gilydd, dyna bob cytundeb: 9."),
        (
            "deliver",
            "Agreed: £72,000. Paid out: £72,000. £1,700 came back, so £70,300 is with the projects. It was returned "
            "by: Singing for breath (Côr y Bont).",
            "Daeth arian yn ôl: £1,700. Felly mae £70,300 gyda’r prosiectau.",
        ),
        (
            "deliver",
            "£56,350 (78% of the money agreed) was promised by the first day. £12,500 (17%) had arrived by then.",
            "addawyd £56,350 (78% o’r arian y cytunwyd arno) erbyn y diwrnod cyntaf. Daeth £12,500 (17%)",
        ),
        (
            "deliver",
            "A weekly call from the same friendly voice Sgwrs dros y Ffôn eithin-25-003-04-1 Up to £591.67.",
            "Sgwrs dros y Ffôn eithin-25-003-04-1 Hyd at: £591.67.",
        ),
    ],
)
def test_figures_that_differ_say_why(section: str, en: str, cy: str) -> None:
    assert en in words(section)
    assert cy in words(section, CY)


def test_the_reason_that_the_money_ran_out_gives_way_to_how_far_the_count_fell_short() -> None:
    (lost, *_) = whys(demo(), EN).values()

    assert str(lost) in str(sections(demo(), EN)["apply"])
    assert str(lost) in str(sections(demo(), EN)["decide"])
    assert f'<a href="#decide">{lost}</a>' in str(sections(demo(), EN)["apply"])
    rows = str(sections(demo(), EN)["apply"]).split("<tfoot")[0]
    assert "the money ran out before it reached this application" not in rows


def test_the_result_names_the_organisation_of_each_project_and_links_it_where_it_has_a_page() -> None:
    named = {row.id: row.name for row in demo().tables.organisations or ()}
    (first, *_) = (row for row in demo().tables.applications or () if row.id in {p.id for p in demo().result.funded})  # type: ignore[union-attr]
    name = named[first.organisation or ""]

    alone = str(sections(demo(), EN)["decide"])
    linked = str(sections(demo(), EN, organisation_page=lambda id: f"/o/{id}/")["decide"])

    assert name in unescape(alone)
    assert "/o/" not in alone
    assert f'href="/o/{first.organisation}/"' in linked


def test_without_returned_money_nothing_is_said_of_it() -> None:
    shown = plain(sections(stories.full(), EN)["deliver"])

    assert "Agreed: £18,400. Paid out: £9,200." in shown
    assert "came back" not in shown


def test_money_that_came_after_the_first_day_did_not_come_before_the_work() -> None:
    told = demo()
    late = tuple(
        replace(row, paid_on=date(2025, 9, 2)) if row.paid_on <= date(2025, 9, 1) else row
        for row in told.tables.payments or ()
    )
    shown = plain(sections(replace(told, tables=replace(told.tables, payments=late)), EN)["deliver"])

    assert "£0 (0%) had arrived by then." in shown


def test_a_return_on_the_first_day_does_not_lessen_what_had_arrived() -> None:
    told = demo()
    more = (*(told.tables.payments or ()), Payment("eithin-25-003-11-1", Pence(-100), date(2025, 9, 1)))

    assert "£12,500 (17%) had arrived by then." in plain(
        sections(replace(told, tables=replace(told.tables, payments=more)), EN)["deliver"]
    )


@pytest.mark.parametrize("section", ["design", "apply", "deliver", "follow"])
def test_how_it_was_calculated_is_told_once_in_each_section(section: str) -> None:
    assert words(section).count("How we calculated") == 1


def test_a_question_asked_in_every_lot_is_written_once() -> None:
    shown = words("design")

    assert shown.count("Asked in the questions: Who will it reach that nobody reaches today? Q3, Q6, Q9, Q12") == 1
    assert shown.count("Added: Who will it reach that nobody reaches today?") == 1
    assert shown.count("Who will it reach that nobody reaches today?") == 2


def test_files_stand_in_groups_with_a_few_words() -> None:
    files = ("360giving.json", "new.txt", "record/README.txt", "record/tile/0", "report-en.html", "tables/result.csv")
    shown = plain(sections(replace(stories.full(), files=files), EN)["files"])

    order = ["The result", "Tables", "Open data", "The record", "Other files"]
    assert sorted(order, key=shown.index) == order
    assert "How to check the record record/README.txt record/tile/0" in shown

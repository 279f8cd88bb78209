"""The section of the report: hours, worth, shares and reasons, in both languages; and results.json beside the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.apply.files import answer
from tests.unit.apply.test_net_command import FILES
from tests.unit.cycle_folder.folders import SETTINGS, folder

from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.report.from_folder import story_of
from cydradd.cycle.report.pages import sections
from cydradd.cycle.round_folder import read
from cydradd.cycle.stage_results import stage_results
from cydradd.vocabulary.text import Language

FEEDBACK = (
    "application,code,text_cy,text_en,at\nb,plan_unclear,Preifat.,Private words.,2027-05-01T10:00:00Z\n"
    "b,incomplete,,,2027-05-01T10:00:00Z\n"
)
ORGANISATIONS = "id,name,place\nO1,Cwt Un,W06000002\nO2,Cwt Dau,W06000002\n"
MEMBERS = "application,organisation,share\na,O1,1/3\na,O2,2/3\n"
ALL = {
    **FILES,
    "apply/feedback.csv": FEEDBACK,
    "apply/organisations.csv": ORGANISATIONS,
    "apply/members.csv": MEMBERS,
}
RATE = '[apply]\nrate_p = 6000\nrate_source_cy = "y partneriaid"\nrate_source_en = "the partners"\n'


def section(path: Path, language: Language) -> str:
    """The section of the applications as a page shows it, without its spaces."""
    opened = read(path)
    calculated = calculate(opened, with_map=False)
    story = story_of(opened, calculated, check(opened, calculated), stage_results(opened, calculated))
    return " ".join(str(sections(story, language)["apply"]).split())


def test_members_of_a_consortium_are_shown_with_their_money_to_the_penny(tmp_path: Path) -> None:
    shown = section(folder(tmp_path / "r", ALL), Language.EN)

    assert "Applications made together" in shown
    assert "£33.33" in shown and "£66.67" in shown
    assert "2/3" in shown


def test_shares_that_do_not_add_up_are_said_and_not_divided(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", {**ALL, "apply/members.csv": "application,organisation,share\na,O1,1/3\na,O2,1/3\n"})

    assert "add up to 2/3 and not to 1" in section(path, Language.EN)
    assert "Cyfanswm y cyfrannau yw 2/3, nid 1" in section(path, Language.CY)


def test_hours_have_their_sum_their_median_and_what_is_not_known(tmp_path: Path) -> None:
    shown = section(folder(tmp_path / "r", ALL), Language.EN)

    assert '<p class="big">2.01</p>' in shown
    assert '<p class="big">60.25</p>' in shown
    assert '<p class="big">1 of 3</p>' in shown


def test_a_rate_of_the_round_gives_what_the_money_is_worth_with_its_source(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", ALL, SETTINGS + RATE)

    assert "The least: Not known. The most: -£40.50." in section(path, Language.EN)
    assert "Y lleiaf: Ddim yn hysbys. Y mwyaf: -£40.50." in section(path, Language.CY)
    assert "the partners" in section(path, Language.EN)
    assert "y partneriaid" in section(path, Language.CY)


def test_when_every_hour_is_known_there_is_one_value(tmp_path: Path) -> None:
    applications = "id,cost_p,minutes_spent,status\na,10000,30,\nb,9000,10,\n"
    path = folder(tmp_path / "r", {**ALL, "apply/applications.csv": applications}, SETTINGS + RATE)

    assert "time cost £60. What is left after that: £40 (40%)." in section(path, Language.EN)
    assert "Cost amser pawb: £60. Ar ôl hynny: £40 (40%)." in section(path, Language.CY)


def test_without_a_rate_the_report_says_how_to_give_one(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", ALL)

    assert "Give rate_p under [apply] in round.toml." in section(path, Language.EN)
    assert "Rhowch rate_p o dan [apply] yn round.toml." in section(path, Language.CY)


def test_reasons_stand_beside_their_application_few_are_not_counted_and_private_words_stay_private(
    tmp_path: Path,
) -> None:
    shown = section(folder(tmp_path / "r", ALL), Language.EN)

    row = shown[shown.index(">b</bdi>") :].split("</tr>")[0]
    assert "The plan does not say clearly what will happen, when and by whom." in row
    assert "The application was not complete by the deadline." in row
    assert "fewer than 5" not in shown
    assert 'id="reasons-c"' not in shown, "a table of which every cell is hidden tells nothing"
    assert "How many were given the same reason is not shown below 5." in shown
    assert "Given reasons: 1 of the 1 not funded." in shown
    assert "Private words" not in shown


def test_five_alike_are_counted(tmp_path: Path) -> None:
    refused = [f"x{n}" for n in range(5)]
    applications = "id,cost_p,minutes_spent,status\na,10000,90,\nb,9000,30,\n" + "".join(
        f"{id},100,,ineligible\n" for id in refused
    )
    feedback = FEEDBACK + "".join(f"{id},not_eligible,Na.,No.,2027-05-01T10:00:00Z\n" for id in refused)

    shown = section(
        folder(tmp_path / "r", {**ALL, "apply/applications.csv": applications, "apply/feedback.csv": feedback}),
        Language.EN,
    )

    assert 'does not meet every rule.</th><td data-label="Applications">5</td>' in shown
    assert (
        'The plan does not say clearly what will happen, when and by whom.</th><td data-label="Applications">fewer than 5</td>'
        in shown
    )


def test_results_are_what_the_commands_print(tmp_path: Path) -> None:
    path = folder(tmp_path / "r", ALL, SETTINGS + RATE)
    opened = read(path)
    found = stage_results(opened, calculate(opened, with_map=False)).apply
    assert found is not None

    printed = {name: answer(name, str(path)) for name in ("net", "feedback")}

    for name, document in printed.items():
        del document["defects"]
        assert found[name] == document
    assert found["duplicates"] == {"pairs": []}


def test_a_round_that_is_not_counted_says_nothing_of_feedback(tmp_path: Path) -> None:
    opened = read(folder(tmp_path / "r", {"apply/applications.csv": FILES["apply/applications.csv"]}))

    found = stage_results(opened, calculate(opened, with_map=False)).apply

    assert found is not None
    assert found["feedback"] is None
    assert found["duplicates"] is None


def test_organisations_of_one_name_in_one_authority_are_proposed(tmp_path: Path) -> None:
    organisations = "id,name,place\nO1,Y Cwt,W06000002\nO2,Cwt Cyf,W06000002\n"
    opened = read(folder(tmp_path / "r", {**ALL, "apply/organisations.csv": organisations}))

    found = stage_results(opened, calculate(opened, with_map=False)).apply

    assert found is not None
    assert found["duplicates"] == {
        "pairs": [{"a": "O1", "b": "O2", "level": "possible", "why": ["similar-name", "same-authority"]}]
    }


@pytest.mark.parametrize(
    ("setting", "column"),
    [
        ("rate_p = -1", "apply.rate_p"),
        ("rate_p = 99999999999", "apply.rate_p"),
        ('rate_p = "20"', "apply.rate_p"),
        ("rate_p = true", "apply.rate_p"),
        ("rate_source_en = 5", "rate_source_en"),
        ("rate = 5", "apply.rate"),
    ],
)
def test_a_rate_that_is_none_is_listed_and_nothing_is_said_in_money(tmp_path: Path, setting: str, column: str) -> None:
    path = folder(tmp_path / "r", ALL, f"{SETTINGS}[apply]\n{setting}\n")

    found = answer("net", str(path))

    assert found["rate_pence"] is None
    assert column in [each["column"] for each in found["defects"]]

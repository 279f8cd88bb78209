import csv
import io
from dataclasses import replace
from fractions import Fraction

from cydradd.apply.application import Application
from cydradd.apply.organisation import Organisation
from cydradd.cycle.output_tables import safe, tables_of
from cydradd.cycle.report import Story
from cydradd.vocabulary.money import Pence


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8"), newline="")))


def test_a_spreadsheet_never_takes_what_people_wrote_for_a_formula():
    assert safe('=HYPERLINK("http://x")') == '\'=HYPERLINK("http://x")'
    assert [safe(text)[0] for text in ("+1", "-1", "@x", "\t=1")] == ["'"] * 4
    assert safe("plain = text") == "plain = text"
    assert safe(None) == ""


def test_the_result_has_a_row_for_each_project_and_what_each_partner_paid(story: Story):
    found = rows(tables_of(story)["tables/result.csv"])

    assert [(row["project"], row["result"]) for row in found] == [
        ("cludiant", "funded"),
        ("gweithdy", "not_funded"),
        ("neuadd", "set_aside"),
    ]
    assert (found[0]["paid_citizens"], found[0]["paid_public"]) == ("5200.00", "7100.00")
    assert (found[0]["cost"], found[0]["currency"]) == ("18400.00", "GBP")
    assert found[1]["supporters_had"] == "8800.00"
    assert found[2]["reason"] == "decision"


def test_what_the_count_divides_is_a_decimal_with_its_exact_fraction_beside_it(story: Story):
    assert story.result is not None
    lost = replace(story.result.not_funded[0], had=Fraction(36_358_400, 7641))
    found = rows(tables_of(replace(story, result=replace(story.result, not_funded=(lost,))))["tables/result.csv"])

    assert (found[1]["supporters_had"], found[1]["supporters_had_exact"]) == ("4758.33", "36358400/7641")
    assert (found[0]["paid_citizens"], found[0]["paid_citizens_exact"]) == ("5200.00", "5200")


def test_the_result_names_the_organisation_of_a_project_but_never_a_person(story: Story):
    def whose(type: str | None) -> tuple[str, str]:
        asked = (Application("cludiant", Pence(1_840_000), organisation="ORG-1"),)
        bodies = (Organisation("ORG-1", "=Bws Eithin", type=type),)
        tables = replace(story.tables, applications=asked, organisations=bodies, agreements=None)
        (first, *_) = rows(tables_of(replace(story, tables=tables))["tables/result.csv"])
        return first["organisation"], first["organisation_id"]

    assert whose("charity") == ("'=Bws Eithin", "ORG-1")
    assert whose("individual") == ("", "")


def test_statements_carry_their_answers_by_group(story: Story):
    found = rows(tables_of(story)["tables/statements.csv"])

    assert found[0]["agree"] == "190" and found[0]["agree_A"] == "91"
    assert found[1]["text"] == "One good centre in town" and found[1]["text_en"] == ""
    assert found[2]["in_map"] == "false" and found[2]["agree_B"] == ""


def test_tables_of_stages_that_are_not_present_are_left_out(bare: Story):
    assert set(tables_of(bare)) == {"tables/defects.csv", "tables/gates.csv", "tables/invariants.csv"}

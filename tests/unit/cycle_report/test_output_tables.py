import csv
import io

from cydradd.cycle.output_tables import safe, tables_of
from cydradd.cycle.report import Story


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
    assert (found[0]["paid_citizens"], found[0]["paid_public"]) == ("5200", "7100")
    assert found[1]["supporters_had"] == "8800"
    assert found[2]["reason"] == "decision"


def test_statements_carry_their_answers_by_group(story: Story):
    found = rows(tables_of(story)["tables/statements.csv"])

    assert found[0]["agree"] == "190" and found[0]["agree_A"] == "91"
    assert found[1]["text"] == "One good centre in town" and found[1]["text_en"] == ""
    assert found[2]["in_map"] == "false" and found[2]["agree_B"] == ""


def test_tables_of_stages_that_are_not_present_are_left_out(bare: Story):
    assert set(tables_of(bare)) == {"tables/defects.csv", "tables/gates.csv", "tables/invariants.csv"}

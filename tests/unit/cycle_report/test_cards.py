"""Rows of a table carry the headings of their columns, so that a narrow page can show each row as a card."""

from markupsafe import Markup

from cydradd.cycle.report.cards import labelled

HEADS = [("Project", False), ("Amount", True), ('Who "paid"', False)]


def test_each_cell_carries_the_heading_of_its_column_and_a_title_none() -> None:
    rows = Markup('<tr><th scope="row">Hall</th><td class="n">£5</td><td>P1</td></tr>')

    assert labelled(rows, HEADS) == (
        '<tr><th scope="row">Hall</th><td class="n" data-label="Amount">£5</td>'
        '<td data-label="Who &#34;paid&#34;">P1</td></tr>'
    )


def test_a_cell_over_several_columns_moves_the_next_on() -> None:
    rows = Markup('<tr><th scope="row" colspan="2">Together</th><td>£5</td></tr><tr><td>a</td><td>b</td></tr>')

    shown = labelled(rows, HEADS)

    assert '<td data-label="Who &#34;paid&#34;">£5</td>' in shown
    assert '<td data-label="Project">a</td><td data-label="Amount">b</td>' in shown, "every row begins anew"


def test_a_heading_with_a_sign_is_its_words() -> None:
    heads = [(Markup('<svg class="g"><use href="#p-c"/></svg> Citizens'), True)]

    assert labelled(Markup("<tr><td>1</td></tr>"), heads) == '<tr><td data-label="Citizens">1</td></tr>'


def test_what_people_wrote_is_never_a_cell_and_cells_beyond_the_headings_are_left() -> None:
    rows = Markup("<tr><td>{}</td><td>2</td></tr>").format("<td>")

    assert labelled(rows, [("A<b", False)]) == '<tr><td data-label="A&lt;b">&lt;td&gt;</td><td>2</td></tr>'

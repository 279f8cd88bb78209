"""What results.json and the report show by partner never tells how fewer than five people answered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cydradd.cycle.report.from_map import heard_of
from cydradd.listen.document import LEAST_PEOPLE, by_partner, map_document
from cydradd.listen.exports.rows import Participant
from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import found
from cydradd.listen.votes import from_cells
from cydradd.vocabulary.people import Partner


@settings(deadline=None)
@given(st.tuples(*[st.integers(0, 7)] * 4).filter(lambda sizes: sum(sizes[:3]) > 0))
def test_neither_a_small_cell_nor_what_is_left_of_the_total_is_shown(sizes: tuple[int, ...]):
    named = [
        (f"{partner}-{n}", partner) for partner, size in zip((*Partner, None), sizes, strict=True) for n in range(size)
    ]
    opinion = fit(from_cells([(person, "1", 1) for person, _ in named]))
    voters = [Participant(person, partner) for person, partner in named]

    findings = found(opinion, by_partner(opinion, voters) or None)
    document = map_document(opinion, voters, events=None, with_participants=False, found=findings)
    heard = heard_of(opinion, findings, document, (), {person: partner for person, partner in named if partner})

    said = heard.statements[0]
    cells = document["statements"][0]["by_partner"]
    shown = [cell["seen"] for cell in cells.values() if cell is not None and cell["seen"]]
    hidden = said.everybody.votes - sum(shown)
    assert all(many >= LEAST_PEOPLE for many in shown)
    assert hidden == 0 or hidden >= LEAST_PEOPLE or not shown
    assert said.by_partner is not None
    assert {p for p, found in said.by_partner.items() if found.votes} == {
        p for p, cell in cells.items() if p != "unknown" and cell is not None and cell["seen"]
    }

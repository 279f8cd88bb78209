from collections.abc import Sequence

import numpy as np

from cydradd.cycle.report.from_map import heard_of, letter, with_beside
from cydradd.cycle.report.heard import Answers, Heard
from cydradd.listen.document import by_partner, map_document
from cydradd.listen.exports.rows import Participant
from cydradd.listen.opinion_map import OpinionMap, fit
from cydradd.listen.prediction import found as found_in
from cydradd.listen.prediction import permuted
from cydradd.listen.statements import Statement
from cydradd.listen.verdict import Verdict
from cydradd.listen.votes import by_strength, from_cells
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

C, T, P = Partner.CITIZENS, Partner.THIRD_SECTOR, Partner.PUBLIC


def votes_of(many: int) -> list[tuple[str, str, int]]:
    """Two camps of ``many`` that answer eight statements in opposite ways, but agree on the last."""
    return [
        (f"{camp}{person}", str(statement), 1 if statement == 7 or (statement % 2 == camp) else -1)
        for camp in (0, 1)
        for person in range(many)
        for statement in range(8)
    ]


def document_of(opinion: OpinionMap, participants: list[Participant] | None) -> dict[str, JsonValue]:
    return map_document(opinion, participants, events=None, with_participants=False)


def heard_from(
    opinion: OpinionMap, participants: list[Participant] | None = None, statements: Sequence[Statement] = ()
) -> Heard:
    partners = {each.voter: each.partner for each in participants or () if each.partner is not None}
    findings = found_in(opinion, by_partner(opinion, participants) or None)
    return heard_of(opinion, findings, document_of(opinion, participants), statements, partners)


def test_two_camps_are_told_as_two_groups_that_agree_on_one_thing():
    statements = [Statement(str(name), Bilingual(f"D{name}", f"S{name}")) for name in range(9)]

    opinion = fit(from_cells(votes_of(20)))
    voters = [Participant("00", C), Participant("01", C)]

    heard = heard_from(opinion, voters, statements)

    assert (heard.people, heard.placed, [group.size for group in heard.groups]) == (40, 40, [20, 20])
    assert [said.id for said in heard.agreed] == ["7"]
    assert heard.divides and all(each.difference == 1 for each in heard.divides)
    assert heard.partners == {C: 2, None: 38} and heard.unknown_partner == 38
    assert heard.total.votes == 320 == sum(said.everybody.votes for said in heard.statements)
    assert [said.id for said in heard.statements if not said.everybody.votes] == ["8"]


def test_answers_of_the_groups_add_up_to_those_of_everybody_who_is_placed():
    opinion = fit(from_cells(votes_of(20)))

    heard = heard_from(opinion)

    for said in heard.statements:
        assert sum(answers.votes for answers in said.by_group.values()) == said.everybody.votes
        assert said.by_partner is None


def test_a_partner_with_few_answers_is_not_shown():
    opinion = fit(from_cells(votes_of(20)))
    voters = [Participant(f"0{n}", C) for n in range(9)] + [Participant(f"1{n}", T) for n in range(3)]

    heard = heard_from(opinion, voters)

    assert heard.statements[0].by_partner is not None
    assert T not in heard.statements[0].by_partner
    assert heard.statements[0].by_partner[P] == Answers(0, 0, 0)


def test_every_person_is_drawn_once_in_each_picture_and_each_group_is_labelled():
    opinion = fit(from_cells(votes_of(20)))

    heard = heard_from(opinion)

    for language, drawings in heard.pictures.items():
        for drawing in drawings:
            assert drawing.count("map-group-") == 40
            assert f'lang="{language}"' in drawing and "A · 20" in drawing and "style" not in drawing


def test_what_sets_apart_and_what_divides_is_told_only_beyond_chance():
    opinion = fit(from_cells(votes_of(20)), refits=20)
    noise = fit(permuted(opinion.votes, np.random.default_rng(7)), refits=20)

    told, nothing = heard_from(opinion), heard_from(noise)

    assert told.verdict is Verdict.CLEAR and told.stability == 1
    assert all(group.agrees or group.disagrees for group in told.groups)
    assert {said.id for group in told.groups for said in (*group.agrees, *group.disagrees)} <= set("0123456")
    assert nothing.verdict is Verdict.NONE and nothing.divides == ()
    assert not any(group.agrees or group.disagrees for group in nothing.groups)


def test_what_all_three_partners_agree_on_is_told_where_enough_of_each_answered():
    votes = from_cells([(f"{who}{n}", "0", 1) for who in "ctp" for n in range(12)])
    voters = [
        Participant(f"{who}{n}", partner) for who, partner in zip("ctp", (C, T, P), strict=True) for n in range(12)
    ]

    assert [(said.id, way) for said, way in heard_from(fit(votes), voters).all_three or ()] == [("0", "agree")]
    assert heard_from(fit(votes), voters[:14]).all_three == ()
    assert heard_from(fit(votes)).all_three is None


def test_letters_go_on_beyond_z():
    assert [letter(number) for number in (0, 25, 26)] == ["A", "Z", "A2"]


def test_those_known_as_open_are_counted_beside_and_never_in():
    votes = from_cells([*votes_of(20), *((f"x{n}", "0", 1) for n in range(6)), ("y", "1", -1), ("y", "7", 0)])
    strengths = dict.fromkeys([*(f"x{n}" for n in range(6)), "y"], "open") | {"00": "email"}
    inside, beside = by_strength(votes, strengths)
    opinion = fit(inside)

    heard = with_beside(heard_from(opinion), beside)

    assert (heard.people, heard.counted, heard.beside, heard.beside_votes) == (47, 40, 7, 8)
    assert heard.total.votes == 320 == sum(said.everybody.votes for said in heard.statements)
    shown = {said.id: said.beside for said in heard.statements}
    assert (shown["0"], shown["2"]) == (Answers(6, 0, 0), Answers(0, 0, 0))
    assert shown["1"] is None and shown["7"] is None, "fewer than five would tell how somebody answered"


def test_the_same_people_known_by_their_address_are_on_the_map():
    votes = from_cells([*votes_of(20), ("x", "0", 1)])

    for strength in (None, "email", "in_person"):
        inside, beside = by_strength(votes, {"x": strength})
        assert len(inside.participants) == 41 and not beside.participants


def test_the_map_of_a_file_says_who_is_counted_beside_it():
    votes = from_cells([*votes_of(20), *((f"x{n}", "0", -1) for n in range(5)), ("x0", "1", 1)])
    inside, beside = by_strength(votes, {f"x{n}": "open" for n in range(5)})
    opinion = fit(inside)

    document = map_document(opinion, None, events=None, with_participants=False, beside=beside)
    found = document["beside"]

    assert isinstance(found, dict)
    assert (found["strength"], found["participants"], found["votes"]) == ("open", 5, 6)
    assert found["statements"][:2] == [
        {"id": "0", "counts": {"agree": 0, "disagree": 5, "pass": 0, "seen": 5}},
        {"id": "1", "counts": None},
    ]
    assert document_of(fit(votes), None)["beside"] is None
    assert opinion.components.tobytes() == fit(from_cells(votes_of(20))).components.tobytes()


def told_of(opinion: OpinionMap, participants: list[Participant]) -> Heard:
    partners = {each.voter: each.partner for each in participants if each.partner is not None}
    findings = found_in(opinion, by_partner(opinion, participants) or None)
    return heard_of(opinion, findings, document_of(opinion, participants), (), partners, participants)


def test_partners_that_answer_differently_are_told_with_both_their_counts_and_only_beyond_chance():
    people = [(f"{who}{n}", partner) for who, partner in (("c", C), ("t", T), ("p", P)) for n in range(20)]
    votes = from_cells(
        [(name, "0", 1 if partner is C else -1) for name, partner in people]
        + [(name, "1", 1 if n % 2 else -1) for n, (name, _) in enumerate(people)]
    )
    voters = [Participant(name, partner) for name, partner in people]

    heard = told_of(fit(votes), voters)

    (apart,) = heard.partner_divides or ()
    assert (apart.said.id, apart.n, apart.rest) == ("0", 20, 20)
    assert (apart.chosen, apart.others) == (20, 0)
    assert C in (apart.more, apart.less) and apart.more is not apart.less
    assert told_of(fit(from_cells([(name, "0", 1) for name, _ in people])), voters).partner_divides == ()
    assert told_of(fit(votes), []).partner_divides is None


def test_who_voted_is_told_by_what_is_known_and_the_unknown_is_in_the_total():
    names = [f"{n:02}" for n in range(30)]
    opinion = fit(from_cells([(name, "0", 1) for name in names]))
    voters = [
        Participant(name, C, "email", "W06000001" if n < 18 else None, {"language": "cy" if n < 9 else "en"})
        for n, name in enumerate(names)
    ]

    spread = {each.kind: each for each in told_of(opinion, voters).who}

    assert set(spread) == {"partner", "area", "language", "strength"}
    assert spread["area"].rows == (("W06000001", 18),) and spread["area"].unknown == 12
    assert spread["language"].rows == (("en", 21), ("cy", 9)) and spread["language"].others == 0
    assert all(each.total == 30 for each in spread.values())
    assert [(each.kind, each.unknown) for each in told_of(opinion, []).who] == [("partner", 30)]
    assert told_of(opinion, []).not_known == ("area", "language", "strength")


def test_a_small_area_is_not_told_apart_nor_to_be_had_from_the_total():
    names = [f"{n:02}" for n in range(30)]
    opinion = fit(from_cells([(name, "0", 1) for name in names]))
    area = ["A"] * 3 + ["B"] * 6 + ["D"] * 21
    voters = [Participant(name, C, None, where) for name, where in zip(names, area, strict=True)]

    (spread,) = [each for each in told_of(opinion, voters).who if each.kind == "area"]

    assert spread.rows == (("D", 21),)
    assert (spread.others, spread.cells, spread.unknown, spread.total) == (9, 2, 0, 30)


def test_statements_that_a_group_has_hardly_seen_are_listed_and_few_views_are_not_counted_out():
    cells = [cell for cell in votes_of(40) if cell[1] != "3" or cell[0] in ("00", "01", "02", "10")]
    opinion = fit(from_cells(cells), membership={f"{camp}{person}": camp for camp in (0, 1) for person in range(40)})

    few = told_of(opinion, []).few_seen

    assert [(each.letter, each.total, [(said.id, seen) for said, seen in each.seen]) for each in few] == [
        ("A", 8, [("3", None)]),
        ("B", 8, [("3", None)]),
    ]

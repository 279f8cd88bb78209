from fractions import Fraction
from pathlib import Path

import pytest

from cydradd.apply.application import Application
from cydradd.cycle.report.from_count import result_of
from cydradd.decide import pabulib
from cydradd.decide.ballots import Ballot, VoteType
from cydradd.decide.count import count
from cydradd.decide.election import Election, Project
from cydradd.decide.options import Options
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

C, P = Partner.CITIZENS, Partner.PUBLIC


def ballot(voter: str, partner: Partner | None, *chosen: str) -> Ballot:
    return Ballot(voter, tuple((name, Fraction(1)) for name in sorted(chosen)), partner)


def election(*ballots: Ballot) -> Election:
    projects = (
        Project("bus", Bilingual(None, "A bus"), Fraction(60)),
        Project("walk", Bilingual("Cerdded", "Walks"), Fraction(30)),
        Project("roof", Bilingual(None, None), Fraction(500)),
        Project("alone", Bilingual(None, "Alone"), Fraction(10)),
    )
    return Election(projects, ballots, Fraction(100), VoteType.APPROVAL)


def test_who_paid_adds_up_to_the_cost_and_each_partner_had_half():
    ballots = (ballot("1", C, "bus"), ballot("2", C, "bus", "walk"), ballot("3", P, "bus", "walk"))
    options = Options(weights="partner", min_partner=1)

    result = result_of(count(election(*ballots), options))

    assert result.funded and all(sum(each.paid.values()) == each.cost for each in result.funded)
    assert {row.partner: row.endowment for row in result.partners} == {C: Fraction(50), P: Fraction(50)}
    assert result.unknown_partner == 0 and result.equal


def test_a_project_that_is_not_funded_says_what_its_supporters_had_left():
    result = result_of(count(election(ballot("1", None, "bus"), ballot("2", None, "walk")), Options()))

    lost = {each.id: each for each in result.not_funded}
    assert lost["bus"].had == Fraction(50) and lost["bus"].cost == Fraction(60)
    assert result.unknown_partner == 2 and result.partners == ()


def test_projects_set_aside_keep_their_reason():
    result = result_of(count(election(ballot("1", C, "walk", "bus")), Options(), ineligible={"bus": "No wheels."}))

    aside = {each.id: (each.kind, each.reason_plain) for each in result.set_aside}
    assert aside == {
        "bus": ("decision", "No wheels."),
        "roof": ("cost_above_budget", None),
        "alone": ("no_support", None),
    }
    assert result.projects == 4


def test_ballots_without_any_winner_and_empty_ones_are_counted():
    ballots = (ballot("1", None, "walk"), ballot("2", None, "walk"), ballot("3", None), ballot("4", None, "roof"))

    result = result_of(count(election(*ballots), Options()))

    assert (result.voters, result.empty_ballots, result.without_winner) == (4, 1, 2)


def test_a_title_is_told_in_the_languages_that_are_known():
    applications = [Application("bus", Pence(6000), title=Bilingual("Bws", None))]

    result = result_of(count(election(ballot("1", None, "walk", "bus", "alone")), Options()), applications)

    named = {each.id: (each.title, each.plain) for each in (*result.funded, *result.not_funded, *result.set_aside)}
    assert named["bus"] == (Bilingual("Bws", None), None)
    assert named["walk"] == (Bilingual("Cerdded", "Walks"), None)
    assert named["alone"] == (None, "Alone")


@pytest.mark.real_data
def test_a_real_count_is_told_whole(real_data: Path):
    read, _ = pabulib.read(real_data / "pabulib" / "files" / "Poland_Swiecie_2023.pb")

    result = result_of(count(read, Options(completion="add1e")))

    assert result.projects == len(read.projects)
    assert sum(each.cost for each in result.funded) == result.spent
    assert all(each.had < each.cost for each in result.not_funded)
    assert result.raised

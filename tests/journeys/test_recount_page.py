"""The re-count page: written anew in JavaScript, it finds what the library finds, tells a result that was altered,
and asks nothing of a network."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import WIDTHS, axe
from tests.spec.decide.elections import E1, E2, E3, E4, E5, E6

from cydradd.cycle.output import run
from cydradd.decide import pabulib
from cydradd.decide.ballots import Ballot, VoteType, points, ranking
from cydradd.decide.count import count
from cydradd.decide.document import count_document, sha256
from cydradd.decide.election import Election, Project
from cydradd.decide.funders import Pot
from cydradd.decide.funders_document import fund_document
from cydradd.decide.options import Options
from cydradd.decide.pots_count import count_over_pots
from cydradd.decide.recount.page import recount_page
from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.paths import ROOT

pytestmark = pytest.mark.journey

Told = dict[str, Any]
RULES: list[Told] = [
    {},
    {"completion": "add1"},
    {"completion": "add1e", "increment": "1/2", "seed": "cydradd"},
    {"utility": "cardinality", "completion": "add1u"},
    {"utility": "sqrt", "tie": "id"},
    {"utility": "cost-score"},
    {"completion": "greedy", "compare": "satisfaction"},
    {"completion": "add1eu", "start": "floor", "compare": "exclusion"},
    {"rule": "phragmen"},
    {"rule": "phragmen", "stop": "skip", "tie": "max-cost,votes,id"},
    {"rule": "greedy"},
    {"rule": "greedy", "variant": "threshold", "threshold": "3"},
    {"rule": "greedy", "by": "density", "variant": "no-skip"},
    {"weights": "partner", "min_partner": 1, "completion": "add1e"},
    {"weights": "partner", "min_partner": 10, "small_partner": "one-person-one-weight"},
    {"consent": "citizens=1/3", "completion": "add1"},
]
COUNT = "async ([ballots, result]) => firstDifference((await recount(ballots, result, () => null)).document, result)"


def written(election: Election) -> str:
    """The file of an election that was made here."""
    columns = ("voter_id", "vote", *(["points"] if election.vote_type.has_points else []), "partner")
    meta = {"budget": str(election.budget), "vote_type": str(election.vote_type)}
    return pabulib.text_of(
        Election(
            election.projects,
            election.ballots,
            election.budget,
            election.vote_type,
            meta=meta,
            vote_columns=columns,
            project_columns=("project_id", "cost", "name"),
        )
    )


def told(election: Election, text: str, options: Told) -> Told:
    """What `decide count --json` prints."""
    result = count(election, Options.from_settings(options))
    document = count_document(result, file_sha256=sha256(text.encode()))
    read: Told = json.loads(json.dumps(document, default=str))
    return read


def drawn(seed: int) -> Election:
    """An election by chance: each kind of ballot, partners, costs that tie often."""
    rng = random.Random(seed)
    kind = list(VoteType)[seed % len(VoteType)]
    names = [f"p{n}" for n in range(rng.randint(2, 8))]
    projects = tuple(
        Project(name, Bilingual(None, f'{name} "the <b>{name}</b>"; or'), Fraction(rng.randint(0, 12) * 5))
        for name in names
    )
    ballots = []
    for voter in range(rng.randint(3, 25)):
        chosen = rng.sample(names, rng.randint(0, len(names)))
        if kind is VoteType.ORDINAL:
            support = ranking(chosen, len(chosen))
        elif kind.has_points:
            support = points(chosen, [Fraction(rng.randint(1, 9), rng.choice([1, 1, 2])) for _ in chosen])
        else:
            support = tuple((name, 1) for name in sorted(chosen[:1] if kind is VoteType.CHOOSE_1 else chosen))
        cells = {"vote": ",".join(chosen)} if kind is VoteType.ORDINAL else {}
        ballots.append(Ballot(f"v{voter}", support, rng.choice([*Partner, None]), cells))
    return Election(projects, tuple(ballots), Fraction(rng.randint(10, 120)), kind)


@pytest.fixture
def blank(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of the first worked election, opened from a folder."""
    text = written(E1)
    (tmp_path / "one.html").write_text(recount_page(text, told(E1, text, {}), Language.EN), "utf-8")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "one.html").as_uri())
    yield page
    context.close()


def test_two_programs_count_the_same(blank: Page) -> None:
    compared = 0
    for election in (E1, E2, E3, E4, E5, E6, *map(drawn, range(60))):
        text = written(election)
        for options in RULES:
            try:
                result = told(election, text, options)
            except CydraddError:
                continue
            compared += 1
            assert blank.evaluate(COUNT, [text, result]) is None, (options, text)

    assert compared > 500


def over_pots(seed: int) -> tuple[str, Told, bool] | None:
    """An election by chance over pots by chance; whether they refused something. ``None``: it cannot be counted."""
    rng, text = random.Random(seed), written(drawn(seed))
    made = drawn(seed)
    names, many = [project.id for project in made.projects], rng.randint(1, 4)
    pots = [
        Pot(
            f"pot{at}",
            "",
            Fraction(rng.randint(0, int(made.budget) // many * 2 + 2)),
            None if rng.random() < 0.4 else frozenset(rng.sample(names, rng.randint(0, len(names)))),
        )
        for at in range(many)
    ]
    options = rng.choice([{}, {"completion": "add1e"}, {"completion": "greedy"}, {"completion": "add1"}])
    try:
        funded = count_over_pots(made, Options.from_settings(options), pots)
    except CydraddError:
        return None
    document = fund_document(funded, file_sha256=sha256(text.encode()))
    return text, json.loads(json.dumps(document, default=str)), bool(funded.refused)


def test_two_programs_follow_the_money_of_pots_alike(blank: Page) -> None:
    cases = [case for case in map(over_pots, range(80)) if case]

    for text, result, _ in cases:
        assert blank.evaluate(COUNT, [text, result]) is None, text

    assert sum(refused for *_, refused in cases) > 15


def test_a_payment_that_a_pot_may_not_make_is_found(blank: Page) -> None:
    pots = [Pot("p", "", Fraction(60), frozenset("ac")), Pot("q", "", Fraction(60), frozenset("bd"))]
    text = written(E1)
    funded = count_over_pots(E1, Options.from_settings({"completion": "add1e"}), pots)
    result = json.loads(json.dumps(fund_document(funded, file_sha256=sha256(text.encode())), default=str))
    assert blank.evaluate(COUNT, [text, result]) is None

    result["pays"][0]["pot"] = "q" if result["pays"][0]["pot"] == "p" else "p"
    found = blank.evaluate(COUNT, [text, result])

    assert found["at"].startswith(("pots", "pays"))


@pytest.mark.real_data
def test_two_programs_count_real_ballots_the_same(blank: Page) -> None:
    files = sorted(pabulib_files(), key=lambda path: path.stat().st_size)[:12]
    for path in files:
        text, (election, _) = path.read_bytes().decode("utf-8"), pabulib.read(path)
        for options in ({"completion": "add1e", "seed": "cydradd"}, {"rule": "phragmen"}, {"rule": "greedy"}):
            try:
                result = told(election, text, options)
            except CydraddError:
                continue
            assert blank.evaluate(COUNT, [text, result]) is None, (path.name, options)


def pabulib_files() -> Iterator[Path]:
    """The real elections beside the project."""
    return (ROOT.parent / "shared" / "data" / "pabulib" / "files").glob("*.pb")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run of the demo's finished round writes."""
    out = tmp_path_factory.mktemp("recount") / "out"
    run(ROOT / "demo" / "rounds" / "eithin-25-003", out)
    return out


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "verdict"), [("cy", "Yr un canlyniad"), ("en", "The same result")])
def test_a_round_is_counted_again_without_a_network(
    chromium: Browser, pages: Path, language: str, verdict: str, width: int
) -> None:
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((pages / f"recount-{language}.html").as_uri())

    page.wait_for_selector("html[data-state=same]")

    assert page.inner_text("#verdict") == verdict
    assert page.locator("#funded tr").count() == 9
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "lang") != language
    assert page.inner_text("#verdict") != verdict
    assert axe(page) == []
    assert len(asked) == 1  # the file itself
    context.close()


def test_an_altered_result_is_told_with_the_place(blank: Page, tmp_path: Path) -> None:
    text = written(E1)
    altered = told(E1, text, {})
    altered["rounds"][1]["paid_all"] += 1
    (tmp_path / "other.json").write_text(json.dumps(altered), "utf-8")

    blank.click("summary")
    blank.set_input_files("#result-file", tmp_path / "other.json")
    blank.click("#others button")
    blank.wait_for_selector("html[data-state=different]")

    assert "rounds.1.paid_all" in blank.inner_text("#detail")
    assert blank.inner_text("#verdict") == "There is a difference"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("result", "{}", "not the result of a count"),
        ("result", "no json", "could not be read"),
        ("ballots", "what is this", "no section META"),
        (
            "ballots",
            "META\nkey;value\nbudget;1,000\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n",
            "budget: 1,000",
        ),
        ("ballots", "META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n", "no ballot"),
    ],
)
def test_a_file_that_cannot_be_counted_is_refused_with_a_reason(
    blank: Page, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / "bad").write_text(content, "utf-8")

    blank.click("summary")
    blank.set_input_files(f"#{name}-file", tmp_path / "bad")
    blank.click("#others button")
    blank.wait_for_selector("html[data-state=refused]")

    assert said in blank.inner_text("#detail")


def test_no_text_of_a_round_can_end_the_script(chromium: Browser, tmp_path: Path) -> None:
    hostile = "</script><script>document.body.remove()</script>"
    election = Election(
        (Project("a", Bilingual(None, hostile), Fraction(10)),),
        (Ballot("v1", (("a", 1),)),),
        Fraction(20),
        VoteType.APPROVAL,
    )
    text = written(election)
    (tmp_path / "hostile.html").write_text(recount_page(text, told(election, text, {}), Language.CY), "utf-8")
    page = chromium.new_page()

    page.goto((tmp_path / "hostile.html").as_uri())
    page.wait_for_selector("html[data-state=same]")

    assert page.inner_text("#funded th") == hostile

"""A round whose pots may not pay for everything: the result says which pays for what, and an award starts from it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.web.acting import SLUG, by
from tests.web.test_agreements import consented
from tests.web.voting import CLOSED, PROJECTS, ready, roll, say, vote

from cydradd.apply.application import Application as ApplicationRow
from cydradd.apply.feedback import Feedback as FeedbackRow
from cydradd.cycle.stages import Stage
from cydradd.design.lots import Lot as LotRow
from cydradd.design.needs import Need as NeedRow
from cydradd.design.pots import Pot as PotRow
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.models import Person
from cydradd_web.apply.models import Application, Feedback
from cydradd_web.components.rows import add_row
from cydradd_web.decide.models import Award
from cydradd_web.decide.selectors import counted
from cydradd_web.decide.services.awarding import make_award
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.design.models import Lot, Need, Pot
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Round
from cydradd_web.rounds.services.publishing import publish

pytestmark = pytest.mark.django_db(transaction=True)
AFTER, RESULT = CLOSED + timedelta(hours=1), CLOSED + timedelta(hours=2)
ENOUGH = {"cronfa": (500_00, "bws"), "ail": (350_00, "clwb"), "rhydd": (150_00, None), "arall": (200_00, "llwybr")}
SHORT = {**ENOUGH, "rhydd": (100_00, None), "arall": (250_00, "llwybr")}


def counted_over(pots: dict[str, tuple[int, str | None]]) -> int:
    """A round in which half of the ballots choose bws and half clwb, counted over pots that may pay for one project."""
    round_id = ready()
    for model in (Pot, Application):
        model.objects.filter(round_id=round_id).delete()
    for name, cost in PROJECTS.items():
        title = Bilingual("Angen", "Need")
        add_row(Need, "design/needs.csv", round_id, NeedRow(f"angen-{name}", title, "transport", "W06000002", Pence(1)))
        lot = LotRow(f"lot-{name}", "grant", Pence(900_00), (f"angen-{name}",), title)
        add_row(Lot, "design/lots.csv", round_id, lot)
        both = Bilingual(f"{name} y cwm", f"{name} of the valley")
        row = ApplicationRow(name, Pence(cost), f"lot-{name}", f"GB-CHC-{name}", both)
        add_row(Application, "apply/applications.csv", round_id, row)
    for name, (amount, only) in pots.items():
        restriction = {"needs": [f"angen-{only}"]} if only else {}
        pot = PotRow(name, f"Ariannwr {name}", "council", Pence(amount), "aligned", restriction=restriction)
        add_row(Pot, "design/pots.csv", round_id, pot)
    codes = roll(round_id)
    say(round_id, "window_opens", "ballot", CLOSED - timedelta(days=14))
    for of in codes.values():
        for number, code in enumerate(of):
            vote(round_id, code, ["bws" if number % 2 else "clwb"])
    say(round_id, "window_closes", "ballot", CLOSED)
    count_ballots(round_id=round_id, by=by("olwen"), at=AFTER)
    publish(round_id=round_id, what="result", by=by("olwen"), at=RESULT)
    for name in set(PROJECTS) - set(Round.objects.get(pk=round_id).found["allocation"]["winners"]):
        told = FeedbackRow(name, "cost_too_high", RESULT, Bilingual("Daeth yr arian i ben.", "The money ran out."))
        add_row(Feedback, "apply/feedback.csv", round_id, told)
    return round_id


def page(client: Client, name: str, *args: str, language: str = "en", query: str = "") -> str:
    """A page of the round in one language."""
    with override(language):
        return client.get(reverse(name, args=[SLUG, *args]) + query).content.decode()


def officer() -> Client:
    """A browser in which the round's officer is signed in."""
    client = Client()
    client.force_login(Person.objects.get(email="olwen@example.org"))
    return client


def test_the_result_says_which_pot_pays_in_both_languages(home: Path, client: Client) -> None:
    counted_over(ENOUGH)

    for language, said in (
        ("en", ("Which pot pays for what", "Pays £500 of £500", "It could not all be paid for in fewer payments.")),
        ("cy", ("Pa gronfa sy’n talu am beth", "Yn talu £500 o £500", "Ni ellid talu am y cyfan â llai o daliadau.")),
    ):
        shown = page(client, "stage", Stage.DECIDE, language=language)
        for sentence in said:
            assert sentence in shown


def test_the_result_says_what_the_pots_could_not_pay_for(home: Path, client: Client) -> None:
    round_id = counted_over(SHORT)

    assert Round.objects.get(pk=round_id).found["allocation"]["winners"] == ["clwb"]
    assert "These cost £1,000 together: bws of the valley; clwb of the valley." in page(client, "stage", Stage.DECIDE)
    assert "Yn brin: £50." in page(client, "stage", Stage.DECIDE, language="cy")


def test_the_record_has_the_hash_of_the_count_over_pots(home: Path) -> None:
    import hashlib
    import json

    from cydradd.record.canonical import serialise

    round_id = counted_over(ENOUGH)

    row = Round.objects.get(pk=round_id)
    decide = json.loads((Path(settings.DATA_DIR) / row.output / "results.json").read_text())["decide"]
    published = {name: value for name, value in decide.items() if name not in ("audit", "explain", "own_ballots")}
    body = json.loads(Entry.objects.get(round_id=round_id, type="decide.allocation_computed").entry)["body"]
    assert body["output"] == hashlib.sha256(serialise(published)).hexdigest()


def test_the_form_of_an_award_is_filled_with_what_the_count_proposes(home: Path) -> None:
    counted_over(ENOUGH)
    client = officer()

    first = page(client, "award")
    other = page(client, "award", query="?project=bws", language="cy")

    assert "What the count proposes" in first
    assert 'value="350"' in first
    assert 'value="50"' in first
    assert "Beth mae’r cyfrif yn ei gynnig" in other
    assert 'value="500"' in other
    assert 'value="100"' in other


def test_sending_the_form_as_it_is_filled_makes_the_award(home: Path) -> None:
    round_id = counted_over(ENOUGH)
    consented(round_id)
    found = counted.to_award(round_id, RESULT, Language.EN)

    for project in ("clwb", "bws"):
        filled = found.filled(project)
        pots = {pot: Pence(int(str(filled.get(f"pot-{at}", 0)))) for at, pot in enumerate(found.pots)}
        make_award(round_id=round_id, project=project, pots=pots, by=by("olwen"), at=RESULT)

    assert {row.project: row.pots for row in Award.objects.filter(round_id=round_id)} == {
        "clwb": {"ail": 350_00, "rhydd": 50_00},
        "bws": {"cronfa": 500_00, "rhydd": 100_00},
    }
    assert counted.to_award(round_id, RESULT, Language.EN).filled(None) == {}


def test_after_an_award_from_other_pots_the_rest_is_proposed_anew(home: Path) -> None:
    round_id = counted_over({**ENOUGH, "cronfa": (600_00, "bws"), "ail": (400_00, "clwb"), "rhydd": (150_00, None)})
    consented(round_id)
    assert counted.to_award(round_id, RESULT, Language.EN).proposed["clwb"] == {"ail": 400_00}

    pots = {"rhydd": Pence(150_00), "ail": Pence(250_00)}
    make_award(round_id=round_id, project="clwb", pots=pots, by=by("olwen"), at=RESULT)

    assert counted.to_award(round_id, RESULT, Language.EN).proposed == {"bws": {"cronfa": 600_00}}
    with pytest.raises(NotPossible, match="may not pay"):
        wrong = {"ail": Pence(600_00)}
        make_award(round_id=round_id, project="bws", pots=wrong, by=by("olwen"), at=RESULT)

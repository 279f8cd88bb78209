"""One round, carried by people's acts alone from convening to published awards; every gate is passed, none is skipped."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings as site
from tests.web.acting import SLUG, by, person
from tests.web.applying import typed
from tests.web.designed import DECIDE, ITEMS, WORDS
from tests.web.way import LAST_DAY, OPENS, agreed

from cydradd.cycle import round_folder
from cydradd.cycle.calculation import calculate
from cydradd.cycle.check import check
from cydradd.cycle.gates import State
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.models import Person
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.services.interests import declare_interests
from cydradd_web.apply.models import Draft
from cydradd_web.apply.services.answering import decide_eligibility
from cydradd_web.apply.services.bodies import create_body
from cydradd_web.apply.services.drafting import begin, save_answers
from cydradd_web.apply.services.explaining import give_feedback
from cydradd_web.apply.services.submitting import submit
from cydradd_web.decide.services.awarding import make_award
from cydradd_web.decide.services.casting import cast_ballot
from cydradd_web.decide.services.counting import count_ballots
from cydradd_web.decide.services.roll import close_roll, issue_codes
from cydradd_web.deliver.models import Agreement
from cydradd_web.deliver.services.agreeing import sign_agreement
from cydradd_web.deliver.services.paying import record_payment
from cydradd_web.deliver.services.publishing import publish_awards
from cydradd_web.design.services.agreeing import agree_design
from cydradd_web.design.services.items import add_item
from cydradd_web.design.services.seeding import commit_words, hash_of, open_words
from cydradd_web.design.services.talking import contribute, mark_change, reply
from cydradd_web.design.services.weighing import give_points
from cydradd_web.evaluate.services.planning import plan_evaluation
from cydradd_web.listen.models import Statement
from cydradd_web.listen.services.moderating import Outcome, moderate
from cydradd_web.listen.services.participating import take_part
from cydradd_web.listen.services.reporting import write_report
from cydradd_web.listen.services.saying import plant, say
from cydradd_web.listen.services.voting import cast_vote
from cydradd_web.record.models import Entry
from cydradd_web.rounds.models import Act, Round, Work
from cydradd_web.rounds.selectors.evidence import gate_states
from cydradd_web.rounds.services import renewing
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.rounds.services.consenting_pots import consent_for_pot
from cydradd_web.rounds.services.convening import seat_person
from cydradd_web.rounds.services.publishing import publish
from cydradd_web.rounds.services.renewing import write_folder
from cydradd_web.rounds.services.settings import set_decide
from cydradd_web.rounds.services.windows import close_window, open_window

pytestmark = pytest.mark.django_db(transaction=True)

HOW = Bilingual("Pleidlais: 2 o 2", "A vote: 2 of 2")
THREE = ("ann", "tom", "olwen")
DAY = timedelta(days=1)


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


class Carried:
    """A round on its way: the next act, by whom, at what time."""

    def __init__(self) -> None:
        self.round_id = agreed()
        seat_person(
            round_id=self.round_id, person=person("eleri"), partner=Partner.PUBLIC, duties=[Duty.ELIGIBILITY], at=OPENS
        )
        self.now = OPENS

    def keys(self, name: str) -> dict[str, object]:
        self.now += timedelta(minutes=1)
        return {"round_id": self.round_id, "by": by(name), "at": self.now}

    def renew(self) -> None:
        """Make the pages now: after each act they are made by themselves, which tests of their own show."""
        for work in Work.objects.filter(round_id=self.round_id, state="waiting"):
            renewing.do(work.pk)

    def consent(self, gate: Gate) -> None:
        for name in THREE:
            give_consent(gate=gate, how=HOW, **self.keys(name))

    def listen(self) -> None:
        open_window(window="listen", closes_on=LAST_DAY, **self.keys("olwen"))
        for number in range(8):
            plant(text=Bilingual(f"Datganiad {number}", f"Statement {number} on something else"), **self.keys("ann"))
        shown = list(Statement.objects.filter(round_id=self.round_id).values_list("identifier", flat=True))
        for number in range(16):
            voter = f"{number:032x}"
            keys = {"round_id": self.round_id, "voter": voter, "strength": "email", "by": By(), "at": self.now}
            profile = {"age_band": "25-44"}
            take_part(partner=list(Partner)[number % 3], place="LL57", profile=profile, **keys)
            for index, statement in enumerate(shown):
                cast_vote(statement=statement, vote=1 if (number + index) % 3 else -1, **keys)
        keys = {"voter": f"{0:032x}", "strength": "email"}
        say(text=Bilingual("Mae angen bws hwyr arnom", None), **keys, **self.keys("ann"))
        waits = Statement.objects.get(round_id=self.round_id, state="waiting").identifier
        moderate(statement=waits, outcome=Outcome.APPROVED, translation="We need a late bus", **self.keys("tom"))
        self.now = at(2026, 10, 31)
        close_window(window="listen", **self.keys("olwen"))
        needs, assets = Bilingual("Angen bysiau.", "Buses are needed."), Bilingual("Neuadd.", "A hall.")
        write_report(needs=needs, assets=assets, publish=True, **self.keys("olwen"))
        self.consent(Gate.OPEN_DESIGN)

    def design(self) -> None:
        Round.objects.filter(pk=self.round_id).update(
            settings={
                "authority_type": "sub_central_wales",
                "publisher_id": "GB-LAE-GWN",
                "publisher_name": "Cyngor y cwm",
                "grant_prefix": "360G-cwm",
                "ocid_prefix": "ocds-abc123",
            }
        )
        open_window(window="design", closes_on=date(2026, 11, 20), **self.keys("olwen"))
        for kind, row in ITEMS:
            if kind != "pot":
                add_item(kind=kind, row=row, **self.keys("ann"))
        said = contribute(text=Bilingual("Mwy o nosweithiau.", "More evenings."), item="N1", **self.keys("tom"))
        name = Entry.objects.get(round_id=self.round_id, position=said.number).name
        reply(contribution=name, code="accepted", text=Bilingual("Ie.", "Yes."), **self.keys("olwen"))
        mark_change(contributions=[name], item="N1", text=Bilingual("Newidiwyd.", "Changed."), **self.keys("olwen"))
        self.now = at(2026, 11, 21)
        close_window(window="design", **self.keys("olwen"))
        for name in WORDS:
            give_points(points={"C1": Fraction(1)}, **self.keys(name))
        decide = {**DECIDE, "min_partner": 1}
        set_decide(decide=decide, options_considered=2, **self.keys("olwen"))
        for name, words in WORDS.items():
            commit_words(sha256=hash_of(words), **self.keys(name))
        for name, words in WORDS.items():
            open_words(words=words, **self.keys(name))
        agree_design(level="opened", **self.keys("olwen"))
        publish(what="design", **self.keys("olwen"))
        consent_for_pot(pot="council", how=HOW, **self.keys("olwen"))
        self.consent(Gate.OPEN_APPLY)

    def apply(self) -> list[str]:
        self.now = at(2026, 12, 1)
        open_window(window="call", closes_on=date(2027, 1, 15), **self.keys("olwen"))
        sent = []
        for name, cost in (("Clwb Un", "20,000"), ("Clwb Dau", "20,000"), ("Clwb Tri", "15,000")):
            sent.append(self.application(name, cost))
        self.now = at(2027, 1, 16)
        close_window(window="call", **self.keys("olwen"))
        for reference in sent:
            decide_eligibility(application=reference, eligible=True, **self.keys("eleri"))
        publish(what="eligibility", **self.keys("olwen"))
        return sent

    def application(self, name: str, cost: str) -> str:
        """An organisation begins, writes its form and sends it."""
        who = by_for(person(name.replace(" ", "-").lower()), SLUG)
        facts = {
            "name_cy": name,
            "name_en": f"{name} (en)",
            "kind": "charity",
            "place": "W06000002",
            "income_band": "0-10000",
        }
        made = create_body(facts=facts, by=who, at=self.now)
        code = begin(round_id=self.round_id, body=made, lot="L1", by=who, at=self.now)
        texts = {"title_cy": name, "title_en": name, "cost": cost, "Q1": "Plant y cwm.", "minutes": "90"}
        form = Draft.objects.get(code=code).pk
        assert save_answers(form=form, typed=typed(texts), by=who, at=self.now) == ()
        receipt = submit(round_id=self.round_id, code=code, by=who, at=self.now)
        name_ = Entry.objects.get(round_id=self.round_id, position=receipt.number).name
        assert name_ is not None
        return name_

    def decide(self, sent: list[str]) -> None:
        for name in (*THREE, "eleri"):
            declare_interests(organisations=[], relation="none", **self.keys(name))
        codes = {
            partner: issue_codes(partner=partner, many=10, label="llythyrau", **self.keys("eleri"))
            for partner in Partner
        }
        close_roll(**self.keys("eleri"))
        open_window(window="ballot", closes_on=date(2027, 2, 10), **self.keys("olwen"))
        for each in codes.values():
            for code in each:
                cast_ballot(round_id=self.round_id, code=code, choices=sent[:1], by=By(), at=self.now)
        self.now = at(2027, 2, 11)
        close_window(window="ballot", **self.keys("olwen"))
        count_ballots(**self.keys("olwen"))
        self.renew()
        publish(what="result", **self.keys("olwen"))

    def award(self, sent: list[str]) -> None:
        why = Bilingual("Daeth yr arian i ben.", "The money ran out before this project.")
        for reference in sent[1:]:
            give_feedback(application=reference, codes=["money_ran_out"], text=why, **self.keys("olwen"))
        self.consent(Gate.OPEN_DELIVER)
        make_award(project=sent[0], pots={"council": 20_000_00}, **self.keys("olwen"))
        plan_evaluation(outcome="O1", plan=Bilingual("Holiadur.", "A survey."), **self.keys("olwen"))
        self.now = at(2027, 3, 1)
        sign_agreement(
            project=sent[0],
            kind="grant",
            start=date(2027, 4, 1),
            end=date(2028, 3, 31),
            signed_on=date(2027, 3, 1),
            notice_months=3,
            welsh=True,
            **self.keys("olwen"),
        )
        agreement = Agreement.objects.get(round_id=self.round_id).identifier
        paid = {"agreement": agreement, "amount": Pence(5_000_00), "pot": "council", "paid_on": date(2027, 3, 1)}
        record_payment(**paid, **self.keys("olwen"))

    def show(self) -> None:
        self.renew()
        row = Round.objects.get(pk=self.round_id)
        names = ("360giving.json", "ocds/release-package.json", "ocds/record-package.json")
        made = {name: Path(site.DATA_DIR, row.output, name) for name in names}
        files = {name: path.read_bytes() for name, path in made.items() if path.is_file()}
        publish_awards(files=files, valid=bool(row.found["packages_valid"]), **self.keys("olwen"))


def test_a_round_is_carried_from_convening_to_published_awards(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "begin", lambda _work: None)
    round_ = Carried()
    round_.listen()
    round_.design()
    sent = round_.apply()
    round_.decide(sent)
    round_.award(sent)
    round_.show()
    round_.renew()

    failed = Work.objects.filter(round_id=round_.round_id, state="failed")
    assert list(failed.values_list("sentence_en", flat=True)) == []
    gates = {state.gate: state for state in gate_states(round_.round_id, at=round_.now)}
    for gate in (Gate.OPEN_LISTEN, Gate.OPEN_DESIGN, Gate.OPEN_APPLY, Gate.OPEN_DECIDE, Gate.OPEN_DELIVER):
        assert gates[gate].state is State.OPEN, gates[gate]
    positions = list(Entry.objects.filter(round_id=round_.round_id).values_list("position", flat=True))
    assert positions == list(range(len(positions)))
    folder = tmp_path / "carried"
    folder.mkdir()
    write_folder(round_.round_id, folder, as_of=round_.now)
    read = round_folder.read(folder)
    checked = check(read, calculate(read, with_map=False), packages_valid=True)
    assert checked.defects == ()
    broken = [each for each in checked.invariants if each.state == "broken"]
    assert broken == []
    assert {state.gate: state.state for state in checked.gates if state.gate in gates} == {
        gate: state.state for gate, state in gates.items()
    }
    assert Act.objects.filter(round_id=round_.round_id, kind="publish", object=sent[0]).count() == 2
    assert Person.objects.count() == 7

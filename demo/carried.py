"""A round that people carry: who sits in it, and what each of them does, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.accounts.selectors import by_for
from cydradd_web.accounts.services.people import add_person
from cydradd_web.listen.services.reporting import write_report
from cydradd_web.rounds.services.consenting import give_consent
from cydradd_web.rounds.services.convening import convene, seat_person
from cydradd_web.rounds.services.publishing import publish
from cydradd_web.rounds.services.renewing import write_folder
from cydradd_web.rounds.services.windows import close_window, open_window

Content = Mapping[str, Any]
OFFICER = "public:1"
OWN = ("id", "title_cy", "title_en", "place", "currency", "as_of")
"""Settings that are said when a round is convened; the rest follow as they stand."""
HOW = {
    "citizens": Bilingual("Pleidlais y seddi: dim un yn erbyn.", "A vote of the seats: none against."),
    "third_sector": Bilingual("Cyfarfod y mudiadau: cytunwyd.", "A meeting of the organisations: agreed."),
    "public": Bilingual("Penderfyniad y cyrff, o dan eu dirprwyaethau.", "A decision of the bodies, as delegated."),
}
"""How each partner decides inside itself."""


def instant(text: str) -> datetime:
    """``2026-09-01T09:00``, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def both(row: Content, name: str = "") -> Bilingual:
    """The two sides of something that is written: ``cy`` and ``en``, or ``title_cy`` and ``title_en``."""
    cy, en = (f"{name}_{code}" if name else code for code in ("cy", "en"))
    return Bilingual(row.get(cy) or None, row.get(en) or None)


class Carried:
    """A round on its way. Acts are written down with their time, and done in its order by `carry`."""

    def __init__(
        self, content: Content, *, convened: str, duties: Mapping[str, Collection[Duty]], **tables: Any
    ) -> None:
        self.content, self.slug = content, content["round"]["id"]
        self._diary: list[tuple[datetime, Callable[[], object]]] = []
        self._people: dict[str, int] = {}
        self.names: dict[str, str] = {}
        """What the site calls a comment, by what the content calls it."""
        self.settings = {name: value for name, value in content["round"].items() if name not in OWN} | tables
        self.round_id = self._convene(instant(convened))
        for partner, many in content["seats"].items():
            for number in range(1, many + 1):
                name = f"{partner}:{number}"
                if name != OFFICER:
                    self._seat(name, duties.get(name, ()), instant(convened))

    def _person(self, name: str, **columns: Any) -> int:
        address = f"{name.replace(':', '-').replace('_', '-')}@{self.slug}.example"
        self._people[name] = add_person(email=address, name=name, **columns)
        return self._people[name]

    def _convene(self, at: datetime) -> int:
        row = self.content["round"]
        officer = by_for(self._person(OFFICER, convener=True))
        return convene(
            reference=row["id"],
            title=both(row, "title"),
            place=row["place"],
            currency=row["currency"],
            settings=self.settings,
            by=officer,
            at=at,
        ).round_id

    def _seat(self, name: str, duties: Collection[Duty], at: datetime) -> None:
        partner = Partner(name.split(":")[0])
        seat_person(round_id=self.round_id, person=self._person(name), partner=partner, duties=duties, at=at)

    def who(self, name: str) -> By:
        """Somebody as services know them: ``citizens:4`` sits in the fourth seat of the citizens."""
        return by_for(self._people[name], self.slug)

    def seat(self, name: str) -> str:
        """The pseudonym of a seat."""
        return str(self.who(name).seat)

    def seats(self) -> list[str]:
        """Every seat: ``citizens:1``, ``citizens:2`` ..."""
        return list(self._people)

    def at(self, at: str | datetime, service: Callable[..., object], **words: Any) -> None:
        """Write down an act that is no seat's. Words that are functions are asked for when it is done."""
        when = instant(at) if isinstance(at, str) else at

        def done() -> None:
            said = {name: each() if callable(each) else each for name, each in words.items()}
            service(round_id=self.round_id, at=when, **said)

        self._diary.append((when, done))

    def on(self, at: str | datetime, seat: str, service: Callable[..., object], **words: Any) -> None:
        """Write down what somebody in a seat does."""
        self.at(at, service, by=lambda: self.who(seat), **words)

    def consents(self, gate: Gate, *days: str, partners: Collection[str] = tuple(HOW)) -> None:
        """Each partner consents to one gate, one day each."""
        for partner, day in zip(partners, days, strict=True):
            self.on(day, f"{partner}:1", give_consent, gate=gate, how=HOW[partner])

    def publishes(self, at: str, what: str, text: Content | None = None) -> None:
        """The round's officer publishes something in both languages, with the text that is given."""
        self.on(at, OFFICER, publish, what=what, text=both(text) if text else None)

    def window(self, name: str, opens: str, last_day: str, *, closes: bool = True) -> None:
        """A window with its announced last day. When that day is over the site itself closes it."""
        day = date.fromisoformat(last_day)
        self.on(opens, OFFICER, open_window, window=name, closes_on=day)
        if closes:
            midnight = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=1, minutes=5)
            self.at(midnight, close_window, window=name, by=By(channel="system"))

    def reports(self, at: str) -> None:
        """The officer publishes what was heard."""
        told = self.content["report"]
        self.on(at, OFFICER, write_report, needs=both(told, "needs"), assets=both(told, "assets"), publish=True)

    def carry(self) -> None:
        """Do everything that was written down and is not yet done, in the order of time."""
        todo, self._diary = sorted(self._diary, key=lambda each: each[0]), []
        for _at, done in todo:
            done()

    def write(self, rounds: Path) -> None:
        """The folder of the round, as the site itself exports it."""
        folder = rounds / self.slug
        folder.mkdir(parents=True)
        as_of = datetime.fromisoformat(self.content["round"]["as_of"])
        write_folder(self.round_id, folder, as_of=as_of)

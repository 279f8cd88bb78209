"""The list of rounds with what was asked for: place, stage, state, year, words. What cannot be used is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear
from django.http import QueryDict

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd_web.components.storing import storable
from cydradd_web.rounds.models import Act, Round
from cydradd_web.rounds.selectors.lines import Line, Words, lines, words
from cydradd_web.rounds.selectors.network import under_way

WINDOWS_NOW = {"listening": "listen", "calling": "call", "voting": "ballot"}
"""States in which a window is open now, and the window."""
STATES = ("open", "finished", *WINDOWS_NOW)
NAMES = ("words", "place", "stage", "state", "year")
MOST_WORDS = 8
MOST_CHARACTERS = 100
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as far as it can be understood.

    Attributes:
        ignored: Names of the filters whose value was not understood; nothing is left out for them.
    """

    words: str = ""
    place: str = ""
    stage: str = ""
    state: str = ""
    year: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the list is narrowed at all."""
        return any((self.words, self.place, self.stage, self.state, self.year))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a visitor can choose from: places by code with their names, and years, the latest first."""

    places: tuple[tuple[str, Words], ...]
    years: tuple[str, ...]

    def place_name(self, code: str) -> Words:
        """The name of a place that can be chosen."""
        return dict(self.places)[code]


def choices(language: Language) -> Choices:
    """Places and years of the rounds there are. Three queries."""
    named = Round.objects.exclude(place_code=None).order_by("place_code", "pk")
    places: dict[str, Words] = {}
    for code, cy, en in named.values_list("place_code", "place_cy", "place_en"):
        if code:
            places.setdefault(code, words(cy, en, language) or Words(code))
    years = set(Round.objects.annotate(year=ExtractYear("as_of")).order_by().values_list("year", flat=True).distinct())
    years |= set(Act.objects.annotate(year=ExtractYear("at")).order_by().values_list("year", flat=True).distinct())
    by_name = sorted(places.items(), key=lambda each: (each[1].text.casefold(), each[0]))
    return Choices(tuple(by_name), tuple(str(year) for year in sorted(years, reverse=True)))


def asked(query: QueryDict, there: Choices) -> Asked:
    """What an address asks for. A value that is no choice is left unused and named."""
    known = {
        "place": {code for code, _ in there.places},
        "stage": set(map(str, Stage)),
        "state": set(STATES),
        "year": set(there.years),
    }
    kept: dict[str, str] = {}
    ignored = []
    for name, values in known.items():
        value = query.get(name, "").strip()
        if value in values:
            kept[name] = value
        elif value:
            ignored.append(name)
    return Asked(words=_text(query.get("words", "")), ignored=tuple(ignored), **kept)


def _text(value: str) -> str:
    """Words to look for: without characters that no text holds or that turn its direction."""
    return " ".join((_TURNS.sub("", storable(value, MOST_CHARACTERS) or "")).replace("\ufffd", " ").split())


def _having(word: str) -> Q:
    """Rounds with a word in title, place or reference. SQLite knows capitals of English letters only."""
    found = Q()
    for form in {word, word.lower(), word.upper(), word.capitalize()}:
        for column in ("title_cy", "title_en", "place_cy", "place_en", "reference"):
            found |= Q(**{f"{column}__icontains": form})
    return found


def with_open(window: str) -> QuerySet[Round]:
    """Rounds in which a window is open now; of a round that was read from a folder, as it stood."""
    acts = Act.objects.filter(round=OuterRef("pk"), object=window, kind__in=("window_opens", "window_closes"))
    done = acts.filter(Q(at__lte=OuterRef("as_of")) | Q(round__live=True))
    last = Subquery(done.order_by("-at", "-position").values("kind")[:1])
    return Round.objects.alias(last_act=last).filter(last_act="window_opens")


def any_with_open(window: str) -> bool:
    """Whether a window is open in any round now. One query."""
    return with_open(window).exists()


def _narrowed(wanted: Asked) -> QuerySet[Round]:
    found = Round.objects.all()
    if wanted.place:
        found = found.filter(place_code=wanted.place)
    if wanted.stage:
        found = found.filter(stage_reached=wanted.stage)
    if wanted.state in WINDOWS_NOW:
        found = found.filter(pk__in=with_open(WINDOWS_NOW[wanted.state]).values("pk"))
    elif wanted.state:
        found = found.filter(under_way() if wanted.state == "open" else ~under_way())
    if wanted.year:
        acts = Act.objects.filter(round=OuterRef("pk"), at__year=int(wanted.year))
        found = found.filter(Q(as_of__year=int(wanted.year)) | Exists(acts))
    for word in wanted.words.split()[:MOST_WORDS]:
        found = found.filter(_having(word))
    return found


def number_of(wanted: Asked) -> int:
    """How many rounds are as asked. One query."""
    return _narrowed(wanted).count()


def listed(wanted: Asked, language: Language, *, start: int, most: int, today: date | None = None) -> tuple[Line, ...]:
    """Rounds as asked, newest first, always in one order; `today` as of `lines`. Three queries."""
    rows: Iterable[Round] = _narrowed(wanted).order_by("-as_of", "slug")[start : start + most]
    return lines(list(rows), language, today)

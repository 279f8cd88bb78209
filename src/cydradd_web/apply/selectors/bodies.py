"""Organisations as their own people see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cydradd.apply.eligibility import Between, Fact
from cydradd.vocabulary.text import Bilingual
from cydradd_web.apply.models import Body, BodyFact, BodyInvitation, BodyMember
from cydradd_web.apply.words import BANDS, KEYS, OTHER, SOURCES, value_words

SHOWN = ("name_cy", "name_en", "kind", "place", "income", "income_band", "registered_on", "number")


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: its words, where it is from, and as of which day. ``before``: what was known earlier, newest first."""

    key: str
    label: Bilingual
    value: str
    words: Bilingual
    source: Bilingual
    as_of: date
    before: tuple[tuple[Bilingual, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One organisation with what is known of it now."""

    id: int
    identifier: str
    facts: Mapping[str, Known]

    @property
    def name(self) -> Bilingual:
        """Its name; a side that is missing is missing."""
        return Bilingual(self._value("name_cy"), self._value("name_en"))

    @property
    def either(self) -> str:
        """Its name in whichever language there is."""
        return self._value("name_cy") or self._value("name_en") or self.identifier

    def _value(self, key: str) -> str | None:
        found = self.facts.get(key)
        return found.value if found else None

    def value(self, key: str) -> str:
        """One fact; empty: not known."""
        return self._value(key) or ""

    @property
    def listed(self) -> tuple[Known, ...]:
        """The facts in the order in which they are shown."""
        return tuple(self.facts[key] for key in SHOWN if key in self.facts)

    @property
    def judged(self) -> dict[str, Fact]:
        """The facts as rules of eligibility read them."""
        return judged({key: fact.value for key, fact in self.facts.items()})


def judged(values: Mapping[str, str]) -> dict[str, Fact]:
    """Facts as rules of eligibility read them: sums in pence, a band as what it lies between."""
    found: dict[str, Fact] = {key: value for key, value in values.items() if value and value != OTHER}
    if values.get("place") == OTHER:
        found["place"] = "outside-wales"
    if values.get("kind") == OTHER:
        found["kind"] = OTHER
    band = BANDS.get(values.get("income_band", ""))
    if str(found.get("income", "")).isdigit():
        found["income"] = int(str(found["income"]))
    elif band:
        found["income"] = Between(band[1], band[2])
    return found


@dataclass(frozen=True, slots=True)
class Mine:
    """One organisation for which a person acts."""

    profile: Profile
    role: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who acts for an organisation, as the others see them; ``joined_at`` ``None``: invited."""

    name: str
    role: str
    joined_at: datetime | None


def _profile(body: Body, rows: Iterable[BodyFact]) -> Profile:
    by_key: dict[str, list[BodyFact]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return Profile(
        body.pk, body.identifier, {key: _known(key, facts) for key, facts in by_key.items() if facts[-1].value}
    )


def _known(key: str, rows: Sequence[BodyFact]) -> Known:
    *earlier, last = rows
    before = []
    for row, after in zip(earlier, rows[1:], strict=True):
        if row.value and row.value != after.value:
            before.append((value_words(key, row.value), row.as_of))
    source = SOURCES.get(last.source, Bilingual(last.source, last.source))
    words = value_words(key, last.value)
    return Known(key, KEYS[key], last.value, words, source, last.as_of, tuple(reversed(before)))


def profiles(ids: Iterable[int]) -> dict[int, Profile]:
    """Organisations with what is known of them. Two queries."""
    bodies = Body.objects.filter(pk__in=set(ids)).prefetch_related("facts")
    return {body.pk: _profile(body, body.facts.all()) for body in bodies}


def mine(person: int | None) -> tuple[Mine, ...]:
    """The organisations for which somebody acts. Three queries."""
    if person is None:
        return ()
    rows = BodyMember.objects.filter(person_id=person, left_at__isnull=True).values_list("body_id", "role")
    roles = dict(rows)
    found = profiles(roles)
    return tuple(Mine(found[id], role) for id, role in roles.items())


def my_body(person: int | None, body: int) -> Mine | None:
    """One organisation, if somebody acts for it; ``None``: they do not, or there is none."""
    return next((each for each in mine(person) if each.profile.id == body), None)


def colleagues(body: int, at: datetime) -> tuple[Colleague, ...]:
    """Everybody who acts for an organisation, and who is invited. Two queries."""
    rows = BodyMember.objects.filter(body_id=body, left_at__isnull=True).select_related("person")
    found = [Colleague(row.person.name or row.person.email, row.role, row.joined_at) for row in rows]
    open_ = BodyInvitation.objects.filter(body_id=body, accepted_at__isnull=True, expires_at__gt=at)
    return (*found, *(Colleague(row.email, row.role, None) for row in open_))


def by_identifier(identifier: str) -> Profile | None:
    """The organisation of an id, as another organisation names it; ``None``: it is not here."""
    body = Body.objects.filter(identifier__iexact=identifier.strip()).first()
    return profiles([body.pk])[body.pk] if body else None


def people_of(bodies: Iterable[int]) -> list[int]:
    """Keys of everybody who acts for organisations, once each. One query."""
    rows = BodyMember.objects.filter(body_id__in=set(bodies), left_at__isnull=True)
    return sorted(set(rows.values_list("person_id", flat=True)))


def addresses_of(bodies: Iterable[int]) -> list[tuple[str, str | None]]:
    """Address and language of everybody who acts for organisations. One query."""
    rows = BodyMember.objects.filter(body_id__in=set(bodies), left_at__isnull=True, person__is_active=True)
    return sorted(set(rows.values_list("person__email", "person__language")))

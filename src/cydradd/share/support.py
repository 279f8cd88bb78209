"""Letters of support, who may write one, how they are counted, and the clock that runs once a proposal is sent.

Source: share.md 3.5; levels of identity: trust.md 3.1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual, Language
from cydradd.vocabulary.time import local_date

LEAST_WORDS = 40
"""Words that each of the two parts of a letter has at least; a network may set another number."""
DAYS = 28
"""Local days that an addressee has to answer."""
REMINDERS = (14, 3, 0)
"""Days before the due date on which the addressee is reminded."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_REGISTERS = ("GB-CHC-", "GB-COH-")


class Body(StrEnum):
    """Who writes a letter."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Level(StrEnum):
    """How strongly an identity was verified (trust.md 3.1), weakest first."""

    OPEN = "open"
    EMAIL = "email"
    PHONE = "phone"
    LIST = "list"
    POST = "post"
    IN_PERSON = "in_person"


class LetterRefused(CydraddError):
    """A letter that does not count: too short, or by nobody verified."""

    code = "letter-refused"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A letter taken back. The letter stays in the record. ``reason`` is optional."""

    at: datetime
    reason: Bilingual = field(default_factory=Bilingual)


@dataclass(frozen=True, slots=True)
class Letter:
    """One dated backing of one version of a proposal, with its reasons.

    Attributes:
        writer: Identifier of the organisation, or pseudonym of the person: one letter each.
        version: The version that it supports.
        why, difference: *Why we support it* and *what difference it would make to us*, in ``language``.
        name: As the writer chose to be named; ``None`` means "not named".
        representative, confirmed_by: Who writes for an organisation, and the second person who confirms it.
        verified_domain: Domain that the register holds for an organisation and that was verified.
        place: GSS code; ``None`` is not told.
    """

    writer: str
    body: Body
    version: int
    at: datetime
    language: Language
    why: str
    difference: str
    level: Level = Level.OPEN
    name: str | None = None
    partner: Partner | None = None
    place: str | None = None
    representative: str | None = None
    confirmed_by: str | None = None
    verified_domain: str | None = None
    withdrawn: Withdrawal | None = None


def words(text: str) -> int:
    """Words of a text; *i'r* and *well-being* are one each."""
    return len(_WORD.findall(text))


def is_verified(letter: Letter) -> bool:
    """Whether the writer is verified enough for a letter.

    A person: an address of e-mail at least. An organisation: that, with a representative and a second person who
    confirms; or its number in a register (``GB-CHC``, ``GB-COH``) and the verified domain that goes with it.
    """
    if letter.body is Body.PERSON:
        return letter.level is not Level.OPEN
    second = letter.confirmed_by is not None and letter.confirmed_by != letter.representative
    by_people = letter.level is not Level.OPEN and letter.representative is not None and second
    return by_people or (letter.writer.startswith(_REGISTERS) and letter.verified_domain is not None)


def check_letter(letter: Letter, least_words: int = LEAST_WORDS) -> None:
    """Let a letter pass that may be counted.

    Raises:
        LetterRefused: One of its parts is too short, or nobody verified wrote it.
    """
    for name, text in (("why", letter.why), ("difference", letter.difference)):
        if words(text) < least_words:
            raise LetterRefused(
                Bilingual(
                    f"Geiriau yn y rhan {name}: {words(text)}. Mae angen {least_words} o leiaf.",
                    f"The part {name} has {words(text)} words; at least {least_words} are needed.",
                ),
                code="too-few-words",
            )
    if not is_verified(letter):
        raise LetterRefused(
            Bilingual(
                "Nid yw pwy a ysgrifennodd y llythyr wedi’i wirio. I unigolyn: lefel email neu uwch. I sefydliad: "
                "hynny, cynrychiolydd ac ail berson sy’n cadarnhau, neu rif cofrestr a pharth wedi’i wirio.",
                "Who wrote this letter is not verified. A person: level email or above. An organisation: that, a "
                "representative and a second person who confirms, or a register’s number and its verified domain.",
            ),
            code="not-verified",
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Letters as they stand: those withdrawn are counted apart, and in nothing else.

    Attributes:
        older: Letters that stand and support a version before the current one.
        by_partner, by_place: Letters that stand; key ``None`` where it is not told.
    """

    organisations: int
    people: int
    withdrawn: int
    older: int
    by_partner: Counter[Partner | None]
    by_place: Counter[str | None]


def count_letters(letters: Sequence[Letter], version: int) -> Counts:
    """Count the letters of a proposal whose current version is ``version``."""
    standing = [letter for letter in letters if letter.withdrawn is None]
    organisations = sum(letter.body is Body.ORGANISATION for letter in standing)
    return Counts(
        organisations,
        len(standing) - organisations,
        len(letters) - len(standing),
        sum(letter.version < version for letter in standing),
        Counter(letter.partner for letter in standing),
        Counter(letter.place for letter in standing),
    )


@dataclass(frozen=True, slots=True)
class Threshold:
    """Letters that start a duty to respond. It never limits who may read, respond or write."""

    organisations: int = 10
    people: int = 50

    def met_by(self, counts: Counts) -> bool:
        """Whether both numbers are reached by letters that stand."""
        return counts.organisations >= self.organisations and counts.people >= self.people


@dataclass(frozen=True, slots=True)
class Extension:
    """More local days for the addressee; there is one at most, and it says why."""

    at: datetime
    days: int
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of an answer on one local day. It never closes anything by itself.

    Attributes:
        days_left: Days until the due date, 0 on it and after it; ``None`` when no day was asked about.
        overdue: Days since the due date, 0 up to it; ``None`` likewise.
        answered: Whether every point was addressed by that day; both numbers then stand still.
        reminders: Local days on which the addressee is reminded.
    """

    sent: date
    due: date
    days_left: int | None
    overdue: int | None
    answered: bool
    reminders: tuple[date, ...]


def clock(
    sent: datetime,
    on: date | None,
    *,
    days: int = DAYS,
    extension: Extension | None = None,
    answered: datetime | None = None,
) -> Clock:
    """How the answer stands on a day. Days are local (Europe/London): a change of the clock moves no date.

    Args:
        sent: Instant at which the proposal was sent.
        on: The local day that is asked about; ``None`` leaves what depends on it unknown.
        answered: Instant at which the last point was addressed; ``None``: not all are.

    Raises:
        NotPossible: A day before the clock started.
    """
    start = local_date(sent)
    if on is not None and on < start:
        raise NotPossible(
            Bilingual(
                f"Nid yw’r cloc wedi dechrau eto. Dewiswch {start} neu’n hwyrach.",
                f"The clock had not started on {on}. Choose {start} or later.",
            ),
            code="before-sent",
        )
    granted = extension is not None and (on is None or local_date(extension.at) <= on)
    due = start + timedelta(days=days + (extension.days if extension is not None and granted else 0))
    end = None if answered is None else local_date(answered)
    done = end is not None and (on is None or end <= on)
    day = end if done else on
    left = None if day is None else (due - day).days
    return Clock(
        start,
        due,
        None if left is None else max(0, left),
        None if left is None else max(0, -left),
        done,
        tuple(due - timedelta(days=before) for before in REMINDERS),
    )

"""Letters and the response clock (share.md 3.5 and 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.spec.share.proposals_by_hand import REASON, letter

from cydradd.share.support import (
    Body,
    Counts,
    Extension,
    Letter,
    Level,
    Threshold,
    clock,
    count_letters,
    is_verified,
    words,
)
from cydradd.share.wording import shared_wording
from cydradd.vocabulary.errors import NotPossible

PERSON, BODY = letter(), letter(body=Body.ORGANISATION)
DOMAIN = replace(BODY, level=Level.OPEN, representative=None, verified_domain="eithin.example")


@pytest.mark.parametrize(
    ("letter", "verified"),
    [
        (PERSON, True),
        (replace(PERSON, level=Level.OPEN), False),
        (BODY, True),
        (replace(BODY, level=Level.OPEN), False),
        (replace(BODY, representative=None), False),
        (replace(BODY, confirmed_by=None), False),
        (replace(BODY, confirmed_by="one"), False),
        (replace(DOMAIN, writer="GB-CHC-1234567"), True),
        (replace(DOMAIN, writer="GB-COH-01234567"), True),
        (replace(DOMAIN, writer="GB-CHC-1234567", verified_domain=None), False),
        (DOMAIN, False),
    ],
)
def test_who_may_write(letter: Letter, verified: bool) -> None:
    assert is_verified(letter) is verified


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2027-03-01T10:00:00+00:00", "2027-03-29"),  # over the clock change of 28 March
        ("2027-03-27T23:30:00+00:00", "2027-04-24"),  # 23.30 in winter is the same day
        ("2027-10-03T23:30:00+00:00", "2027-11-01"),  # 23.30 UTC in summer is the next day; change on 31 October
        ("2027-10-04T10:00:00+00:00", "2027-11-01"),
        ("2028-02-10T10:00:00+00:00", "2028-03-09"),  # a leap day between
        ("2028-02-01T10:00:00+00:00", "2028-02-29"),  # due on it
        ("2028-02-29T10:00:00+00:00", "2028-03-28"),  # sent on it
        ("2027-02-10T10:00:00+00:00", "2027-03-10"),
    ],
)
def test_due_after_twenty_eight_local_days(sent: str, due: str) -> None:
    found = clock(datetime.fromisoformat(sent), date.fromisoformat(due))

    assert found.due == date.fromisoformat(due)
    assert (found.days_left, found.overdue, found.answered) == (0, 0, False)


SENT = datetime(2027, 3, 1, 10, tzinfo=UTC)
EXTENSION = Extension(datetime(2027, 3, 20, tzinfo=UTC), 7, REASON)


@pytest.mark.parametrize(
    ("on", "extension", "answered", "expected"),
    [
        (date(2027, 3, 1), None, None, (28, 0, False)),
        (date(2027, 3, 15), None, None, (14, 0, False)),
        (date(2027, 3, 30), None, None, (0, 1, False)),
        (date(2037, 3, 29), None, None, (0, 3653, False)),
        (date(2027, 3, 19), EXTENSION, None, (10, 0, False)),
        (date(2027, 3, 20), EXTENSION, None, (16, 0, False)),
        (date(2027, 5, 1), None, datetime(2027, 3, 20, tzinfo=UTC), (9, 0, True)),
        (date(2027, 5, 1), None, datetime(2027, 4, 2, tzinfo=UTC), (0, 4, True)),
        (date(2027, 3, 10), None, datetime(2027, 3, 20, tzinfo=UTC), (19, 0, False)),
        (None, None, None, (None, None, False)),
    ],
)
def test_days_left_and_overdue(
    on: date | None, extension: Extension | None, answered: datetime | None, expected: tuple[int | None, int, bool]
) -> None:
    found = clock(SENT, on, extension=extension, answered=answered)

    assert (found.days_left, found.overdue, found.answered) == expected


def test_reminders_come_fourteen_and_three_days_before_and_on_the_day() -> None:
    found = clock(SENT, None)

    assert found.reminders == (date(2027, 3, 15), date(2027, 3, 26), date(2027, 3, 29))
    assert clock(SENT, date(2027, 3, 20), extension=EXTENSION).reminders[0] == date(2027, 3, 22)


def test_no_clock_is_read_before_it_starts() -> None:
    with pytest.raises(NotPossible):
        clock(SENT, date(2027, 2, 28))


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("i’r ysgol", 2), ("i'r ysgol", 2), ("well-being – ŵyr", 2), ("1, 2\n3", 3)]
)
def test_words_are_counted_as_a_reader_counts(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("length", "changed", "shared"),
    [
        (95, 0, True),
        (95, 1, True),  # both parts the same: 95 shingles in a ring, 5 of them changed: 90 / 100
        (94, 1, False),  # 89 / 99
        (200, 3, False),  # 185 / 215
    ],
)
def test_copied_letters_are_shown(length: int, changed: int, shared: bool) -> None:
    text = [f"gair{i}" for i in range(length)]
    other = [f"arall{i}" if i % 30 == 10 and i // 30 < changed else word for i, word in enumerate(text)]
    letters = [letter("a", text=" ".join(text)), letter("b", text=" ".join(other)), letter("c")]

    assert shared_wording(letters) == ((("a", "b"),) if shared else ())


def test_case_accents_and_apostrophes_hide_no_copy() -> None:
    one = letter("a", text="Mae’r tŷ ar y bryn uwch yr afon")
    other = letter("b", text="MAE'R TY ar y bryn, uwch yr afon!")

    assert shared_wording([one, other]) == (("a", "b"),)


@pytest.mark.parametrize(("organisations", "people", "met"), [(10, 50, True), (9, 50, False), (10, 49, False)])
def test_a_threshold_needs_both_numbers(organisations: int, people: int, met: bool) -> None:
    letters = [letter(str(i), Body.ORGANISATION) for i in range(organisations)]
    counts: Counts = count_letters([*letters, *(letter(str(i)) for i in range(people))], 1)

    assert Threshold().met_by(counts) is met

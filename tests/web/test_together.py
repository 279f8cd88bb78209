"""Group commit: what is asked for at the same moment is done in one go, and each asker gets their own answer."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import transaction

from cydradd_web.components.together import Together


class Doing:
    """Doubles numbers, writing down which came together; negative ones are refused, and 13 breaks the lot."""

    def __init__(self) -> None:
        self.batches: list[tuple[int, ...]] = []
        self.begun, self.go_on = Event(), Event()

    def __call__(self, asked: Sequence[int]) -> list[int | Exception]:
        self.batches.append(tuple(asked))
        if len(self.batches) == 1:
            self.begun.set()
            assert self.go_on.wait(timeout=10)
        if 13 in asked:
            raise RuntimeError("thirteen")
        return [ValueError(each) if each < 0 else 2 * each for each in asked]


def outcomes(numbers: Sequence[int]) -> tuple[list[object], list[tuple[int, ...]]]:
    """What 0 and then, while it is being done, each of some numbers came to; and what was done together."""
    doing = Doing()
    together = Together(doing)

    def ask(number: int) -> object:
        try:
            return together.ask(number)
        except (ValueError, RuntimeError) as error:
            return error

    with ThreadPoolExecutor(len(numbers) + 1) as threads:
        first = threads.submit(ask, 0)
        assert doing.begun.wait(timeout=10)
        rest = [threads.submit(ask, number) for number in numbers]
        while len(together._waiting) < len(numbers):
            pass
        doing.go_on.set()
        found = [each.result(timeout=10) for each in (first, *rest)]
    return found, doing.batches


@pytest.mark.django_db(transaction=True)
def test_what_comes_meanwhile_is_done_in_one_go_and_each_gets_its_own_answer() -> None:
    found, batches = outcomes(range(1, 9))

    assert found == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert [len(batch) for batch in batches] == [1, 8]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_reaches_whoever_asked_and_nobody_else() -> None:
    found, _ = outcomes([1, -2, 3])

    assert found[0] == 0 and found[1] == 2 and found[3] == 6
    assert isinstance(found[2], ValueError)


@pytest.mark.django_db(transaction=True)
def test_what_breaks_for_one_is_tried_alone_for_each() -> None:
    found, batches = outcomes([1, 13, 3])

    assert found[0] == 0 and found[1] == 2 and found[3] == 6
    assert isinstance(found[2], RuntimeError)
    assert sorted(batches[2:]) == [(1,), (3,), (13,)]


@pytest.mark.django_db
def test_inside_a_transaction_it_is_done_there_and_alone() -> None:
    seen: list[bool] = []

    def do(asked: Sequence[int]) -> list[int]:
        seen.append(transaction.get_connection().in_atomic_block)
        return list(asked)

    with transaction.atomic():
        assert Together(do).ask(5) == 5
    assert seen == [True]

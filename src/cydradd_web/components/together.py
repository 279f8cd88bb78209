"""Group commit: what several threads ask for at the same moment is done in one go, by one of them.

A transaction that waits for the disk costs the same for one act as for fifty. Whoever comes first does what is there;
whoever comes meanwhile waits, and the first of those does all of theirs next. Nobody waits for a clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

from django.db import connection

Asked = TypeVar("Asked")
Done = TypeVar("Done")

MOST = 200
"""Acts done in one go: more would keep the others waiting, and PostgreSQL and SQLite take no longer lists gladly."""


@dataclass(slots=True)
class _Waiting(Generic[Asked, Done]):
    """One thing asked for. ``ready``: it is done, or ``leads``: its thread is to do what waits, itself first."""

    asked: Asked
    ready: Event = field(default_factory=Event)
    leads: bool = False
    done: Done | Exception | None = None


class Together(Generic[Asked, Done]):
    """Does what is asked for together; each thread gets its own answer, or its own refusal."""

    def __init__(self, do: Callable[[Sequence[Asked]], Sequence[Done | Exception]]) -> None:
        """Nothing waits.

        Args:
            do: Does several in one transaction, and gives an answer or a refusal for each. It raises when none is done.
        """
        self._do = do
        self._lock = Lock()
        self._waiting: deque[_Waiting[Asked, Done]] = deque()
        self._led = False

    def ask(self, asked: Asked) -> Done:
        """Have one thing done; what its refusal says is raised. Inside a caller's transaction it is done there, alone.

        Raises:
            Exception: What ``do`` gave for it, or raised.
        """
        mine: _Waiting[Asked, Done] = _Waiting(asked)
        if connection.in_atomic_block:
            self._do_these([mine])
            return _answer(mine)
        with self._lock:
            self._waiting.append(mine)
            mine.leads, self._led = not self._led, True
        if not mine.leads:
            mine.ready.wait()
        if mine.leads:
            self._lead()
        return _answer(mine)

    def _lead(self) -> None:
        """Do what waits, then let the next lead; whoever leads is the first that waits."""
        with self._lock:
            these = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        try:
            self._do_these(these)
        finally:
            with self._lock:
                following = self._waiting[0] if self._waiting else None
                self._led = following is not None
                if following is not None:
                    following.leads = True
            for each in these:
                each.ready.set()
            if following is not None:
                following.ready.set()

    def _do_these(self, these: Sequence[_Waiting[Asked, Done]]) -> None:
        """Do some in one go. Where that fails, each is tried alone: what is wrong with one is not the others' fault."""
        try:
            answers = self._do([each.asked for each in these])
        except Exception as error:  # noqa: BLE001  raised again in the thread that asked
            if len(these) == 1:
                these[0].done = error
            else:
                for each in these:
                    self._do_these([each])
            return
        for each, answer in zip(these, answers, strict=True):
            each.done = answer


def _answer(asked: _Waiting[Asked, Done]) -> Done:
    """What became of it.

    Raises:
        Exception: It was refused, or its thread was ended before it was done.
    """
    if isinstance(asked.done, Exception):
        raise asked.done
    if asked.done is None:
        raise RuntimeError("it was not done: the process was told to end")
    return asked.done

"""A row of things that are made together when somebody first looks at one of them; its length is known before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Made(Sequence[T]):
    """Things in order, equal to any other sequence of the same things.

    Args:
        size: How many there are. ``make``: makes all of them.
    """

    def __init__(self, size: int, make: Callable[[], Iterable[T]]) -> None:
        self._size, self._make = size, make
        self._held: tuple[T, ...] | None = None

    def all(self) -> tuple[T, ...]:
        """All of them."""
        if self._held is None:
            self._held = tuple(self._make())
        return self._held

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.all()[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self.all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Made):
            return self.all() == other.all()
        return self.all() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.all())

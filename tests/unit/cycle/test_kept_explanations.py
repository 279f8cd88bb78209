"""What would have changed a result is worked out once for a count, and not at all where it would take minutes."""

from __future__ import annotations

import pytest
from tests.spec.decide.elections import E1, counted

from cydradd.cycle import kept_explanations
from cydradd.cycle.kept_explanations import explanations


def test_every_loser_is_explained_once_for_the_same_count() -> None:
    first, again = explanations(counted(E1)), explanations(counted(E1))

    assert first is not None
    assert [loss.loser for loss in first] == list(counted(E1).losers)
    assert again is first


def test_another_rule_or_decision_is_explained_anew() -> None:
    assert explanations(counted(E1)) is not explanations(counted(E1, utility="sqrt"))


def test_a_count_that_would_take_minutes_is_not_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_explanations, "MOST_WORK", 6 * 4 * 5)
    assert explanations(counted(E1)) is not None

    assert explanations(counted(E1, completion="add1")) is None

"""The income of an organisation: its range and its figure may not contradict each other."""

from __future__ import annotations

import pytest
from django.utils import translation

from cydradd.vocabulary.text import Language
from cydradd_web.apply.forms import BodyForm

SAID = {"name_cy": "Siediau", "name_en": "Sheds", "kind": "charity", "place": "W06000024"}


@pytest.mark.parametrize(
    ("band", "income", "taken"),
    [
        ("1000000-", "12000", False),
        ("10000-100000", "12,000", True),
        ("0-10000", "10000.01", False),
        ("1000000-", "", True),
        ("", "12000", True),
        ("", "", True),
    ],
)
def test_a_figure_outside_the_range_that_was_chosen_is_refused(band: str, income: str, taken: bool) -> None:
    with translation.override("en"):
        form = BodyForm({**SAID, "income_band": band, "income": income}, language=Language.EN)

        assert form.is_valid() is taken
        if not taken:
            assert "does not lie in the range" in str(form.errors["income"])

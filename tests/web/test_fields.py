"""Fields of forms: money as people write it, and text that is never cut without a word."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cydradd_web.components.forms import Form, PoundsField, TextField, welsh


class Short(Form):
    """A short name, and text in Welsh."""

    name = TextField(max_length=10, help_text="One word.")
    text_cy = welsh(rows=3, max_length=2000, required=False)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1250", 125_000),
        ("1,250", 125_000),
        ("£1,250.50", 125_050),
        ("1 250 000", 125_000_000),
        ("12.5", 1_250),
        ("", None),
    ],
)
def test_money_is_read_as_people_write_it(text: str, pence: int | None) -> None:
    assert PoundsField(required=False).clean(text) == pence


@pytest.mark.parametrize(
    "text", ["£12,5", "1,25", "12,50", "1e5", "1,2345", ",250", "-5", "12.345", "١٢", "NaN", "1.", "£"]
)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_sum_that_could_be_read_in_two_ways_is_refused(text: str, language: str) -> None:
    with translation.override(language):
        with pytest.raises(ValidationError) as refused:
            PoundsField().clean(text)
        said = refused.value.messages[0]

    assert said.startswith("Ysgrifennwch y swm" if language == "cy" else "Write the sum in pounds")


def test_nothing_is_a_sum_only_where_it_may_be() -> None:
    assert PoundsField().clean("0") == 0
    with pytest.raises(ValidationError) as refused:
        PoundsField(zero=False).clean("0.00")
    assert refused.value.code == "zero"


def test_text_is_not_cut_and_what_is_too_long_is_refused_with_how_much() -> None:
    form = Short({"name": "twelve words", "text_cy": "a\r\n" * 1000})
    with translation.override("en"):
        shown = str(form)
        hint = str(form["name"].help_text)
        assert form.errors == {"name": ["This is 2 letters too long."]}
    with translation.override("cy"):
        welsh_hint = str(form["text_cy"].help_text)

    assert "maxlength" not in shown
    assert 'value="twelve words"' in shown
    assert hint == "One word. At most 10 letters."
    assert welsh_hint == "Hyd at 2,000 o nodau."

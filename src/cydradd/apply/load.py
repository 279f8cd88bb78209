"""How long a form takes before anybody has measured it: design values, minutes of each question (apply.md 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cydradd.vocabulary.facts import Question

WORDS_A_MINUTE = 10
OF_KIND = {
    "fact": Fraction(0),
    "document": Fraction(0),
    "choice": Fraction(1, 2),
    "number": Fraction(2),
    "new_document": Fraction(15),
}
"""Minutes of a question that asks for no prose. A fact of the profile, and a document already held, take none."""
A_LINE = Fraction(2)
"""Minutes of one line of a budget table."""


def minutes(question: Question, *, lines: int = 1) -> Fraction:
    """How long one question takes, by its kind; prose of n guide words takes n/10.

    Args:
        lines: Lines that a table expects.
    """
    if question.prefilled:
        return Fraction(0)
    if question.kind == "table":
        return A_LINE * lines
    return OF_KIND.get(question.kind or "", Fraction(question.words, WORDS_A_MINUTE))


def load(questions: Iterable[Question]) -> Fraction:
    """How long a whole form takes, in minutes."""
    return sum((minutes(question) for question in questions), Fraction(0))


def per_thousand_pounds(load: Fraction, award: int) -> Fraction | None:
    """Minutes for each £1,000 of an award in pence; ``None``: there is no award."""
    return load * 100_000 / award if award > 0 else None

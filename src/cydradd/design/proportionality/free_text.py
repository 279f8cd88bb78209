"""What a text asks for: amounts of turnover and of insurance, and years of accounts, in Welsh or English.

An amount belongs to the nearest word in its sentence that says what it is of. Amounts beside "value", "budget" or
"price" belong to none. What is not found is not "not asked": texts say things in ways no rule foresees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cydradd.design.lots import Requirement
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.money import LARGEST, Pence
from cydradd.vocabulary.text import Bilingual

LONGEST = 500_000
"""Characters of the longest text that is read, some 150 pages."""
_WINDOW = 2_000
"""Characters of the longest sentence; a longer one is cut, so that time grows with length alone."""
FARTHEST = 240
"""Characters between an amount and the word it belongs to, at most."""
_QUOTE = 300

_FLAGS = re.IGNORECASE
_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z0-9£*•-])|\n\s*\n|\n\s*(?=[-*•])|(?<=[a-z]);")
_FIGURE = r"\d{1,3}(?:[, ]\d{3}){1,4}(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,4})?"
_END = r"(?:rn)?\b"  # texts of procurement systems hold "rn" where the end of a line was
_SCALE = rf"(?:bn|billion|biliwn|million|miliwn|filiwn|thousand|mil|fil|m|k){_END}"
_AMOUNT = re.compile(
    rf"(?:£|GBP)\s?(?P<a>{_FIGURE})(?:\s?(?P<s>{_SCALE})|(?:rn)?(?![\w]))"
    rf"|(?<![\w.,£])(?P<b>{_FIGURE})\s?(?P<t>{_SCALE})?\s?(?:GBP|pounds?|punt|(?:o )?bunnoedd){_END}"
    rf"|(?<![\w.,£])(?P<c>{_FIGURE})\s?(?P<u>{_SCALE})"
    r"|(?<![\w.,£])(?P<d>\d{1,3}(?:,\d{3}){1,4}|\d{5,12})(?![\w,.]*\d)",
    _FLAGS,
)
_TIMES = {"b": 10**9, "m": 10**6, "f": 10**6, "t": 10**3, "k": 10**3, "mil": 10**3, "fil": 10**3}
_OF = re.compile(
    r"(?P<turnover>turnover|annual income|yearly income|trosiant|throsiant|drosiant)"
    r"|(?P<insurance>insurances?|indemnity|liability|yswiriant|atebolrwydd)"
    r"|(?P<other>value|budget|funding|price|worth|grant|gwerth|cyllideb|gyllideb|cyllid|pris)",
    _FLAGS,
)
_PER_CLAIM = re.compile(
    r"per claim|each claim|any one claim|any one occurrence|per occurrence|each and every|fesul hawliad|pob hawliad",
    _FLAGS,
)
_COUNT = r"\d{1,2}|one|two|three|four|five|un|dwy|ddwy|tair|dair|pedair|bedair|pum|bum"
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "un": 1, "dwy": 2, "ddwy": 2, "tair": 3, "dair": 3,
    "pedair": 4, "bedair": 4, "pum": 5, "bum": 5,
}  # fmt: skip
_YEAR = r"(?:years?|blynedd|flynedd|mlynedd|blwyddyn|flwyddyn)"
_FILLING = r"(?:[^\s.;]{1,30}\s+){0,6}"
_BOOKS = r"(?:accounts|cyfrifon|gyfrifon|chyfrifon)\b"
_YEARS = re.compile(
    rf"\b(?P<before>{_COUNT})\s+{_YEAR}\S{{0,2}}\s+{_FILLING}{_BOOKS}"
    rf"|{_BOOKS}\s+{_FILLING}(?P<after>{_COUNT})\s+(?:[^\s.;]{{1,20}}\s+){{0,2}}{_YEAR}"
    rf"|(?P<last>latest|last|most recent|audited|diwethaf)\s+(?:[^\s.;]{{1,20}}\s+){{0,3}}{_BOOKS}"
    rf"|{_BOOKS}\s+(?:[^\s.;]{{1,20}}\s+){{0,2}}diwethaf",
    _FLAGS,
)
_AFTER = re.compile(
    r"commence|if awarded|if successful|successful (?:bidder|tenderer|contractor|applicant)|on award|upon award"
    r"|after (?:the )?award|after (?:the |an )?offer|ar ôl (?:y |cael )?(?:cynnig|dyfarn)|os byddwch yn llwyddiannus",
    _FLAGS,
)
_BEFORE = re.compile(
    r"prior to (?:the )?award|before (?:the )?award|before (?:the |an )?offer"
    r"|with (?:your|the|their) (?:application|tender|bid)"
    r"|at (?:the )?time of (?:application|tender|bidding)|already (?:have|hold)|cyn (?:y |cael )?(?:cynnig|dyfarn)"
    r"|gyda’r cais|gyda'r cais",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a text asks for.

    Attributes:
        kind: ``turnover``, ``insurance`` or ``accounts``.
        amount: Of turnover or insurance, in pence. ``years``: of accounts.
        per_claim: Whether the sentence speaks of cover for each claim.
        when: ``before_offer`` or ``after_offer``; ``None``: the sentence does not say.
        at: Number of the character where it begins.
        quote: The sentence, shortened.
    """

    kind: str
    amount: Pence | None
    years: int | None
    per_claim: bool
    when: str | None
    at: int
    quote: str

    def as_json(self) -> dict[str, JsonValue]:
        """What was found, and where."""
        return {
            "kind": self.kind,
            "amount_p": self.amount,
            "years": self.years,
            "per_claim": self.per_claim,
            "when": self.when,
            "at": self.at,
            "quote": self.quote,
        }


def find(text: str) -> tuple[Mention, ...]:
    """Everything that a text asks for in turnover, insurance and accounts, in its order.

    Raises:
        NotPossible: The text is longer than `LONGEST`.
    """
    if len(text) > LONGEST:
        raise NotPossible(
            Bilingual(
                f"Mae’r testun dros {LONGEST:,} o nodau; rhannwch ef.",
                f"The text is over {LONGEST:,} characters; split it.",
            )
        )
    start = 0
    found: list[Mention] = []
    for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
        for cut in range(start, end, _WINDOW):
            found += _in_sentence(text[cut : min(cut + _WINDOW, end)], cut)
        start = end
    return tuple(sorted(found, key=lambda each: each.at))


def as_requirements(mentions: tuple[Mention, ...]) -> list[Requirement]:
    """What was found, to be held against the band of the money: ``text-1``, ``text-2`` ..., the quotation as reason.

    Where the text does not say when, accounts are taken as asked before the offer, and insurance as after it, so
    that its amount alone is judged.
    """
    return [
        Requirement(
            id=f"text-{number}",
            lot="",
            kind=each.kind,
            level=str(each.years if each.amount is None else each.amount),
            when=each.when or ("before_offer" if each.kind == "accounts" else "after_offer"),
            reason=Bilingual(each.quote, each.quote),
        )
        for number, each in enumerate(mentions, 1)
    ]


def _in_sentence(sentence: str, start: int) -> Iterator[Mention]:
    words = list(_OF.finditer(sentence))
    ends = [word.end() for word in words]
    books = list(_YEARS.finditer(sentence))
    if not words and not books:
        return
    after, before = _AFTER.search(sentence), _BEFORE.search(sentence)
    when = "after_offer" if after else "before_offer" if before else None
    per_claim = bool(_PER_CLAIM.search(sentence))

    quote = " ".join(sentence.split())[:_QUOTE]

    def mention(kind: str, amount: Pence | None, years: int | None, at: int) -> Mention:
        return Mention(kind, amount, years, per_claim and kind == "insurance", when, start + at, quote)

    for match in _AMOUNT.finditer(sentence):
        amount = _pence(match)
        place = bisect_right(ends, match.start())  # the last word before the amount, and the first after it
        near = min(words[max(place - 1, 0) : place + 1], key=lambda word: _apart(word, match), default=None)
        if amount and near and near.lastgroup != "other" and _apart(near, match) <= FARTHEST:
            yield mention(str(near.lastgroup), amount, None, match.start())
    for match in books:
        count = match["before"] or match["after"] or "1"
        yield mention("accounts", None, _WORDS.get(count.lower()) or int(count), match.start())


def _apart(word: re.Match[str], amount: re.Match[str]) -> int:
    """Characters between a word and an amount."""
    return max(word.start() - amount.end(), amount.start() - word.end(), 0)


def _pence(match: re.Match[str]) -> Pence | None:
    """The amount in pence; ``None`` when it is beyond any contract, or has parts of a penny."""
    figure = match["a"] or match["b"] or match["c"] or match["d"]
    scale = (match["s"] or match["t"] or match["u"] or "").lower()
    times = _TIMES.get(scale) or _TIMES.get(scale[:1], 1)
    pence = Fraction(re.sub(r"[, ]", "", figure)) * times * 100
    return Pence(int(pence)) if pence.denominator == 1 and 0 < pence <= LARGEST else None

"""Codes that people type: digits in groups of five, so that they can be read over a telephone in either language."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

DIGITS, GROUP = 25, 5
"""Of a code that is a right to vote: 10^25 is a little more than 2^83, and nobody finds one by trying."""
_NO_DIGIT = re.compile(r"[\s.,–—-]+")


class NotACode(CydraddError):
    """What was typed has not the form of a code."""

    code = "not-a-code"


def new_code(many: int = DIGITS) -> str:
    """A code that nobody can guess, as it is printed: ``12345-67890-...``."""
    return shown("".join(secrets.choice("0123456789") for _ in range(many)))


def shown(digits: str) -> str:
    """Digits in their groups."""
    return "-".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))


def digits_of(typed: str, many: int = DIGITS) -> str:
    """The digits of a code, however it was typed: with blanks, hyphens or none.

    Raises:
        NotACode: There are not so many digits.
    """
    found = _NO_DIGIT.sub("", unicodedata.normalize("NFKC", typed))
    if not (found.isascii() and found.isdecimal() and len(found) == many):
        here = sum(each.isdecimal() for each in found)
        raise NotACode(
            Bilingual(
                f"Mae gan god {many} o ddigidau. Nifer y digidau yma: {here}. Gwiriwch y cod ac ysgrifennwch ef eto.",
                f"A code has {many} digits. Digits here: {here}. Check the code and write it again.",
            )
        )
    return found


def hash_of(code: str) -> str:
    """What is kept of a code: SHA-256 of its digits, in hexadecimal.

    Raises:
        NotACode: There are not 25 digits.
    """
    return hashlib.sha256(digits_of(code).encode()).hexdigest()

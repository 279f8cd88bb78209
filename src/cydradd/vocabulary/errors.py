"""What is said when something cannot be done: what happened, why, and what to do now.

Every error of the library derives from `CydraddError`. The site maps its code to a page and a status, the
API to its envelope, and the command to one line on stderr and exit status 1.
"""

from __future__ import annotations

from cydradd.vocabulary.text import Bilingual


class CydraddError(Exception):
    """A refusal, with a stable ``code`` and one plain sentence in both languages."""

    code = "refused"

    def __init__(self, sentence: Bilingual, *, code: str | None = None) -> None:
        self.sentence = sentence
        if code is not None:
            self.code = code
        super().__init__(sentence.en or sentence.cy or self.code)


class UnreadableFile(CydraddError):
    """A file or folder from which nothing can be read. Faults that leave something readable are `Defect`s."""

    code = "unreadable"


class NotPossible(CydraddError):
    """A calculation that the given values or rules do not allow."""

    code = "not-possible"

"""Sentences of the listen stage that its services say."""

from __future__ import annotations

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual

NOTHING_SENT = Bilingual("Nid oes dim wedi’i anfon.", "Nothing has been sent.")


class NotThere(CydraddError):
    """There is no such statement in this round, or not for whoever asks."""

    code = "no-such-statement"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("Nid oes datganiad o’r fath yn y rownd hon.", "There is no such statement in this round.")
        )


class Similar(CydraddError):
    """A statement that says nearly the same is there already.

    Attributes:
        ids: Of the statements that are there, the likest first.
    """

    code = "similar-statement"

    def __init__(self, ids: tuple[str, ...], text: str) -> None:
        self.ids = ids
        sentence = Bilingual(
            f"Mae datganiad tebyg yma yn barod: “{text}”. Os yw’ch un chi’n dweud rhywbeth gwahanol, "
            "dywedwch hynny isod a’i anfon eto. Fel arall, pleidleisiwch ar yr un sydd yma.",
            f"A similar statement is here already: “{text}”. If yours says something different, "
            "say so below and send it again. Otherwise, vote on the one that is here.",
        )
        super().__init__(sentence)

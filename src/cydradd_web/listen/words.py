"""Sentences of the listen stage that its services say."""

from __future__ import annotations

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual


class NotThere(CydraddError):
    """There is no such statement in this round, or not for whoever asks."""

    code = "no-such-statement"

    def __init__(self) -> None:
        super().__init__(
            Bilingual("Nid oes datganiad o’r fath yn y rownd hon.", "There is no such statement in this round.")
        )


class DecidedMeanwhile(CydraddError):
    """Somebody decided on a statement after the page was drawn from which another decision is sent."""

    code = "decided-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "Mae penderfyniad ar y datganiad hwn yn barod, ers i chi agor y dudalen. Nid yw eich penderfyniad chi "
                "wedi’i gofnodi. Edrychwch eto ar y datganiad isod. Mae’r hyn a roesoch i mewn yma o hyd: anfonwch ef "
                "eto dim ond os ydych am newid y penderfyniad.",
                "This statement has been decided on already, since you opened the page. Your decision is not recorded. "
                "Look at the statement again below. What you entered is still here: send it again only if you want "
                "to change the decision.",
            )
        )


class Similar(CydraddError):
    """A statement that says nearly the same is there already.

    Attributes:
        ids: Of the statements that are there, the likest first.
    """

    code = "similar-statement"

    def __init__(self, ids: tuple[str, ...], text: str) -> None:
        self.ids = ids
        said = text.rstrip(".")
        sentence = Bilingual(
            f"Mae datganiad tebyg yma yn barod: ‘{said}’. Pleidleisiwch ar hwnnw. Os yw’ch un chi’n dweud rhywbeth "
            "gwahanol, ticiwch y blwch isod a’i anfon eto.",
            f"A similar statement is here already: ‘{said}’. Vote on that one. If yours says something different, "
            "tick the box below and send it again.",
        )
        super().__init__(sentence)

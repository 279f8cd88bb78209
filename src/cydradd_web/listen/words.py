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
        own: Whether the likest is one's own.
    """

    code = "similar-statement"

    def __init__(self, ids: tuple[str, ...], text: str, own: str = "") -> None:
        self.ids, self.own = ids, bool(own)
        said = text.rstrip(".")
        sentence = Bilingual(
            f"Mae datganiad tebyg yma yn barod: ‘{said}’. Pleidleisiwch ar hwnnw. Os yw’ch un chi’n dweud rhywbeth "
            "gwahanol, ticiwch y blwch isod a’i anfon eto.",
            f"A similar statement is here already: ‘{said}’. Vote on that one. If yours says something different, "
            "tick the box below and send it again.",
        )
        super().__init__(_own(said, waits=own == "waiting") if own else sentence)


def _own(said: str, *, waits: bool) -> Bilingual:
    """What somebody is told whose own statement it is. ``waits``: for a moderator; else it is shown."""
    cy = "Mae’n aros am gymedrolwr." if waits else "Mae’n cael ei ddangos."
    en = "It is waiting for a moderator." if waits else "It is shown."
    return Bilingual(
        f"Rydych wedi anfon hwn yn barod: ‘{said}’. {cy} "
        "Os yw’r un newydd yn dweud rhywbeth gwahanol, ticiwch y blwch isod a’i anfon eto.",
        f"You sent this already: ‘{said}’. {en} "
        "If the new one says something different, tick the box below and send it again.",
    )

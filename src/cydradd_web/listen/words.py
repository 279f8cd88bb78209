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


class SheetsShownOnce(CydraddError):
    """These sheets were made and shown before; nobody can show their codes again."""

    code = "shown-once"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "Cafodd y taflenni hyn eu gwneud a’u dangos unwaith. Ni ellir dangos eu codau eto. "
                "Os na chawsant eu hargraffu, canslwch y swp a gwnewch un newydd.",
                "These sheets were made and shown once. Their codes cannot be shown again. "
                "If they were not printed, cancel the batch and make a new one.",
            )
        )


class NoSuchSheet(CydraddError):
    """No sheet of this round has this number and code. ``cancelled``: it has, and its batch is cancelled."""

    code = "no-such-sheet"

    def __init__(self, sentence: Bilingual | None = None, *, cancelled: bool = False) -> None:
        wrong = Bilingual(
            "Nid oes taflen â’r rhif a’r cod hyn yn y rownd hon. Gwiriwch y ddau: maent ar ben y daflen ac ar ei "
            "derbynneb.",
            "There is no sheet with this number and code in this round. Check both: they stand at the top of the "
            "sheet and on its receipt.",
        )
        gone = Bilingual(
            "Mae’r daflen hon wedi’i chanslo gyda’r holl daflenni a wnaed gyda hi. Ni ellir ei chyfrif.",
            "This sheet was cancelled, with all the sheets that were made with it. It cannot be counted.",
        )
        super().__init__(sentence or (gone if cancelled else wrong))


class SheetOfAnotherRound(NoSuchSheet):
    """The sheet is one of another round."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "Taflen o rownd arall yw hon. Edrychwch ar enw’r rownd sydd arni, a defnyddiwch hi yno.",
                "This sheet belongs to another round. Look at the name of the round on it, and use it there.",
            )
        )


class SheetUsed(CydraddError):
    """Two people have typed the sheet in already, or it does not wait to be settled."""

    code = "sheet-used"

    def __init__(self, state: str) -> None:
        super().__init__(_USED.get(state, _NOT_YET))


_USED = {
    "differs": Bilingual(
        "Mae dau berson wedi teipio’r daflen hon i mewn yn barod, yn wahanol. Setlwch y gwahaniaethau yn lle hynny.",
        "Two people have typed this sheet in already, differently. Settle the differences instead.",
    ),
    "counted": Bilingual(
        "Mae’r daflen hon wedi’i chyfrif yn barod. Mae pob taflen yn cyfrif unwaith.",
        "This sheet is counted already. Each sheet counts once.",
    ),
    "empty": Bilingual(
        "Mae dau berson wedi teipio’r daflen hon i mewn yn barod. Nid oedd dim wedi’i farcio arni.",
        "Two people have typed this sheet in already. Nothing was marked on it.",
    ),
    "erased": Bilingual(
        "Mae atebion y daflen hon wedi’u dileu, ar gais y sawl sydd â’i derbynneb. Ni ellir ei chyfrif.",
        "The answers of this sheet were erased, as whoever holds its receipt asked. It cannot be counted.",
    ),
}
_NOT_YET = Bilingual(
    "Nid yw dau berson wedi teipio’r daflen hon i mewn eto, felly nid oes dim i’w setlo.",
    "Two people have not typed this sheet in yet, so there is nothing to settle.",
)


class KeyedByYou(CydraddError):
    """Whoever asks typed the sheet in already."""

    code = "keyed-by-you"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "Chi a deipiodd y daflen hon i mewn y tro cyntaf. Rhaid i rywun arall ei theipio i mewn yr ail dro.",
                "You typed this sheet in the first time. Somebody else must type it in the second time.",
            )
        )

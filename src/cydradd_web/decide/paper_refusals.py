"""What is refused of paper ballots, each in one sentence: what happened, why, what to do."""

from __future__ import annotations

from cydradd.vocabulary.errors import CydraddError
from cydradd.vocabulary.text import Bilingual
from cydradd_web.decide.paper import State

NOT_THE_OFFICE = Bilingual(
    "Y swyddfa cymhwyster a roddodd y codau, felly nid yw’n teipio papurau pleidleisio i mewn: byddai’n gweld sut y "
    "pleidleisiodd pobl y mae’n eu hadnabod. Gofynnwch i rywun arall sydd â sedd.",
    "The eligibility office gave out the codes, so it does not type ballots in: it would see how people it knows "
    "voted. Ask somebody else with a seat.",
)
BEFORE = Bilingual(
    "Nid yw’r pleidleisio wedi agor eto, felly ni ellir teipio llyfryn i mewn.",
    "Voting has not opened yet, so no booklet can be typed in.",
)
ENDED = Bilingual(
    "Mae’r teipio wedi dod i ben: tynnwyd y sampl. Ni ellir teipio llyfryn newydd i mewn na setlo un.",
    "The typing in has ended: the sample is drawn. No further booklet can be typed in or settled.",
)
NOT_DRAWN = Bilingual(
    "Nid oes sampl wedi’i thynnu eto, felly nid oes dim i’w deipio eto. Swyddog y rownd sy’n ei thynnu.",
    "No sample is drawn yet, so nothing is to be typed in again. The officer of the round draws it.",
)
DRAWN_ALREADY = Bilingual(
    "Mae’r sampl wedi’i thynnu’n barod. Dim ond unwaith y caiff ei thynnu.",
    "The sample is drawn already. It is drawn once.",
)
VOTING_OPEN = Bilingual(
    "Nid yw’r pleidleisio wedi cau, felly gall rhagor o lyfrynnau ddod. Nid oes dim wedi’i dynnu.",
    "Voting has not closed, so more booklets may come. Nothing is drawn.",
)
COUNTED = Bilingual(
    "Mae’r papurau pleidleisio wedi’u cyfrif. Ni ellir teipio dim arall i mewn.",
    "The ballots are counted. Nothing more can be typed in.",
)
NOT_ON_IT = Bilingual(
    "Mae croes wrth brosiect nad yw yn y llyfryn hwn. Agorwch y llyfryn eto a theipiwch y croesau sydd ynddo.",
    "There is a cross beside a project that is not in this booklet. Open the booklet again and type in its crosses.",
)
NOT_IN_QUESTION = Bilingual(
    "Dim ond y lleoedd a ddarllenwyd yn wahanol sydd i’w setlo. Agorwch y dudalen eto.",
    "Only the places that were read differently are to be settled. Open the page again.",
)
VOID_AGAIN = Bilingual(
    "Darllenodd dau berson y llyfryn hwn fel papur sy’n cyfrif. Teipiwch y croesau sydd ynddo, neu dywedwch nad oes "
    "croes.",
    "Two people have read this booklet as a ballot that counts. Type in its crosses, or say that there is none.",
)
OTHER_SCAN = Bilingual(
    "Nodwyd sgan arall o’r llyfryn hwn yn barod. Gadewch y sgan yn wag: mae un yn ddigon.",
    "Another scan of this booklet is noted already. Leave the scan empty: one is enough.",
)
NOT_A_SCAN = Bilingual(
    "Mae hash SHA-256 yn 64 o ddigidau hecsadegol. Gwiriwch ef, neu gadewch ef yn wag.",
    "A SHA-256 hash is 64 hexadecimal digits. Check it, or leave it empty.",
)
NOTHING_TO_PRINT = Bilingual(
    "Nid oes cais cymwys, felly ni fyddai dim yn y llyfrynnau.",
    "No application is eligible, so there would be nothing in the booklets.",
)
CALL_OPEN = Bilingual(
    "Nid yw’r alwad am geisiadau wedi cau, felly nid yw’n hysbys eto beth fydd ar y papur pleidleisio.",
    "The call for applications has not closed, so it is not known yet what will be on the ballot.",
)
VOTING_OVER = Bilingual(
    "Mae’r pleidleisio wedi cau, felly ni fyddai neb yn gallu defnyddio llyfryn newydd.",
    "Voting has closed, so nobody could use a new booklet.",
)
NONE_LEFT = Bilingual(
    "Nid oes llyfryn heb ei ddefnyddio yn y swp hwn, felly nid oes dim i’w argraffu eto.",
    "No booklet of this batch is unused, so there is nothing to print again.",
)


class NoSuchBooklet(CydraddError):
    """No booklet with this number and code can be typed in."""

    code = "no-such-booklet"

    def __init__(self, *, cancelled: bool = False) -> None:
        super().__init__(
            Bilingual(
                "Cafodd y llyfryn hwn ei ganslo, felly ni ellir ei gyfrif. Rhowch wybod i bwy bynnag a’i hanfonodd.",
                "This booklet was cancelled, so it cannot be counted. Tell whoever sent it.",
            )
            if cancelled
            else Bilingual(
                "Nid oes llyfryn â’r rhif a’r cod hyn yn y rownd hon. Cymharwch y ddau â’r rhan a ddaeth yn ôl.",
                "There is no booklet with this number and code in this round. Compare both with the part that came "
                "back.",
            )
        )


_USED = {
    State.DIFFERS: Bilingual(
        "Mae dau berson wedi darllen y llyfryn hwn, yn wahanol i’w gilydd. Rhaid i drydydd person setlo hynny.",
        "Two people have read this booklet, differently. A third person must settle that.",
    ),
    State.CAST: Bilingual(
        "Mae’r llyfryn hwn wedi’i deipio ddwywaith, a’i bapur wedi’i fwrw. Mae pob llyfryn yn cyfrif unwaith.",
        "This booklet is typed in twice and its ballot is cast. Each booklet counts once.",
    ),
    State.VOID: Bilingual(
        "Darllenodd dau berson na ellir cyfrif y llyfryn hwn. Nid oes dim arall i’w wneud ag ef.",
        "Two people have read that this booklet cannot be counted. There is nothing more to do with it.",
    ),
    State.WEB: Bilingual(
        "Pleidleisiodd rhywun ar y we â’r cod a rwygwyd oddi ar y llyfryn hwn, felly y bleidlais honno sy’n cyfrif. "
        "Cadwch y llyfryn gyda’r lleill; nid oes dim wedi’i golli.",
        "Somebody voted on the web with the code torn off this booklet, so that vote counts. Keep the booklet with the "
        "others; nothing is lost.",
    ),
}
_NOT_YET = Bilingual(
    "Nid yw dau berson wedi teipio’r llyfryn hwn i mewn eto, felly nid oes dim i’w setlo.",
    "Two people have not typed this booklet in yet, so there is nothing to settle.",
)


class BookletUsed(CydraddError):
    """Nothing can be done with this booklet at this step."""

    code = "booklet-used"

    def __init__(self, state: State) -> None:
        super().__init__(_USED.get(state, _NOT_YET))


class ReadByYou(CydraddError):
    """Whoever asks has read the booklet; somebody else must."""

    code = "read-by-you"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "Rydych wedi darllen y llyfryn hwn yn barod. Rhaid i rywun arall wneud hyn.",
                "You have read this booklet already. Somebody else must do this.",
            )
        )


class NotDrawn(CydraddError):
    """A booklet that need not be typed in again, or was."""

    code = "not-drawn"

    def __init__(self, *, done: bool = False) -> None:
        super().__init__(
            Bilingual("Mae’r llyfryn hwn wedi’i deipio eto’n barod.", "This booklet has been typed in again already.")
            if done
            else Bilingual(
                "Ni thynnwyd y llyfryn hwn yn y sampl, felly nid oes angen ei deipio eto.",
                "This booklet was not drawn for the sample, so it need not be typed in again.",
            )
        )


class PaperEntered(CydraddError):
    """The booklet of a code was typed in: its paper ballot is in, and no other vote is taken with the code."""

    code = "paper-entered"

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "Mae’r papur pleidleisio a ddychwelwyd gyda’r cod hwn wedi’i gofnodi, felly ni ellir pleidleisio ag ef "
                "ar y we hefyd. Gallwch ddod o hyd i’r papur yn y Cofnod â’r un cod.",
                "The paper ballot that was returned with this code is entered, so you cannot vote on the web with it "
                "too. You can find that ballot in the record with the same code.",
            )
        )

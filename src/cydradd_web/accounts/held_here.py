"""What this app itself holds of a person, told to the registry when the site starts."""

from __future__ import annotations

from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.own_data import Held, tell_of
from cydradd_web.accounts.selectors import people

_SIGN_IN = Bilingual("Er mwyn i chi fewngofnodi.", "So that you can sign in.")
_KEPT = Bilingual("Nes i chi ddileu eich cyfrif.", "Until you erase your account.")


HELD = (
    (
        "account",
        Held(
            Bilingual(
                "Eich cyfeiriad e-bost, eich enw os rhoesoch un, eich iaith a’ch gosodiadau",
                "Your e-mail address, your name if you gave one, your language and your settings",
            ),
            Bilingual(
                "Er mwyn i chi fewngofnodi a chael negeseuon yn eich iaith.",
                "So that you can sign in and get messages in your language.",
            ),
            _KEPT,
        ),
        people.account_data,
    ),
    (
        "second-steps",
        Held(
            Bilingual(
                "Pa ail gamau mewngofnodi sydd gennych: ap, allweddi a chodau adfer",
                "Which second steps of signing in you have: app, passkeys and recovery codes",
            ),
            _SIGN_IN,
            Bilingual("Nes i chi eu tynnu neu ddileu eich cyfrif.", "Until you remove them or erase your account."),
        ),
        people.second_steps_data,
    ),
    (
        "sessions",
        Held(
            Bilingual(
                "Ble rydych wedi mewngofnodi: porwr, cyfeiriad rhwydwaith ac amser",
                "Where you are signed in: browser, network address and time",
            ),
            Bilingual(
                "Er mwyn i chi weld a oes rhywun arall yn defnyddio eich cyfrif.",
                "So that you can see whether somebody else uses your account.",
            ),
            Bilingual("Nes i chi allgofnodi: 30 diwrnod ar y mwyaf.", "Until you sign out: 30 days at most."),
        ),
        people.sessions_data,
    ),
    (
        "places",
        Held(
            Bilingual(
                "Eich lle ym mhob rownd: y partner, eich dyletswyddau a ffugenw eich sedd",
                "Your place in each round: the partner, your duties and the pseudonym of your seat",
            ),
            Bilingual(
                "Er mwyn i chi weithredu yn y rownd, ac er mwyn i bawb wybod bod gan bob partner lais.",
                "So that you can act in the round, and so that everybody knows that each partner has a voice.",
            ),
            Bilingual(
                "Nes i chi ddileu eich cyfrif. Mae’r ffugenw’n aros yn y Cofnod, heb eich enw.",
                "Until you erase your account. The pseudonym stays in the Record, without your name.",
            ),
        ),
        people.places_data,
    ),
    (
        "invitations",
        Held(
            Bilingual("Gwahoddiadau a anfonwyd i’ch cyfeiriad", "Invitations that were sent to your address"),
            Bilingual("Er mwyn i chi gael eich lle mewn rownd.", "So that you can take your place in a round."),
            _KEPT,
        ),
        people.invitations_data,
    ),
    (
        "pseudonyms",
        Held(
            Bilingual(
                "Y ffugenwau ar hap sydd gan y rowndiau amdanoch", "The random names under which rounds know you"
            ),
            Bilingual(
                "Er mwyn i bob person gael un bleidlais heb ddangos pwy yw.",
                "So that each person has one vote without showing who they are.",
            ),
            Bilingual(
                "Nes i chi ddileu eich cyfrif: yna nid yw’r ffugenw’n arwain at neb.",
                "Until you erase your account: then the pseudonym leads to nobody.",
            ),
        ),
        people.pseudonyms_data,
    ),
)
"""Each with its name, what is said of it, and the selector that gives it."""


def tell() -> None:
    """Fill the registry."""
    for name, about, teller in HELD:
        tell_of(name, about, teller)

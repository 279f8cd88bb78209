"""What a round is about, said before anybody is asked: what is open, what is closed and why, and what is fixed."""

from __future__ import annotations

from datetime import datetime

from cydradd.cycle.event_words import CODES
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.selectors.evidence import acts_of
from cydradd_web.rounds.selectors.live import events_of
from cydradd_web.rounds.selectors.scope import PROFILE, SCOPE, TAKEN_OUT, items_of, why_settled
from cydradd_web.rounds.services.acting import Acting, acting

OPTIONS, NAME_TAKEN = "design", "name-taken"


def set_item(
    *,
    round_id: int,
    name: str,
    code: str,
    text: Bilingual,
    by: By,
    at: datetime,
    key: str = "",
    new: bool = False,
) -> Receipt:
    """Say that something is open, or that it is closed and why. Said again of the same name, the last word counts.

    Args:
        name: A short name for it, such as ``where``; ``profile`` says why it is not known who took part.
        code: ``open`` or ``closed``.
        text: What it is; if it is closed, why: in both languages.
        new: Whether nothing of this name may be said already.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: A language is missing, or the name; a new thing has the name of another; or the scope is
            settled, and the sentence says by what.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        if code not in CODES["item"]:
            raise NotPossible(Bilingual("Dewiswch ‘agored’ neu ‘wedi cau’.", "Choose ‘open’ or ‘closed’."))
        _both(text, "Rhowch y testun yn Gymraeg ac yn Saesneg.", "Give the text in Welsh and in English.")
        about = PROFILE if name == PROFILE else SCOPE
        if about == SCOPE:
            _must_not_be_settled(act)
            if new:
                _must_be_free(act, name)
        return act.record("item", object=about, item=_named(name), code=code, text=text)


def remove_item(*, round_id: int, name: str, why: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Take out what was said to be open or closed. The record keeps that it was said, and why it was taken out.

    The last thing stays until another is said: a round whose scope is empty cannot be consented to.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: There is nothing of this name, it is the last, or the scope is settled.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _must_not_be_settled(act)
        said = items_of(acts_of(round_id, at=act.at))
        if name not in said:
            raise NotPossible(
                Bilingual(
                    "Nid oes dim o’r enw hwn. Nid oes dim wedi newid.",
                    "There is nothing of this name. Nothing has changed.",
                )
            )
        if len(said) == 1:
            raise NotPossible(
                Bilingual(
                    "Dyma’r unig beth a ddywedwyd. Dywedwch rywbeth arall yn gyntaf, neu newidiwch hwn.",
                    "This is the only thing that is said. Say another first, or change this one.",
                )
            )
        text = why if why.cy or why.en else Bilingual(f"Tynnwyd allan: {name}", f"Taken out: {name}")
        return act.record("change", object=SCOPE, item=name, code=TAKEN_OUT, text=text)


def state_option(*, round_id: int, name: str, text: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Say one way in which it could be done. At least two are considered before anybody applies.

    Raises:
        NotYours: Whoever acts is not the round's officer.
        NotPossible: A language is missing, or there is such an option already.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        _both(text, "Rhowch yr opsiwn yn Gymraeg ac yn Saesneg.", "Give the option in Welsh and in English.")
        if any(each.kind == "option" and each.item == name for each in events_of(round_id)):
            raise NotPossible(
                Bilingual(
                    "Mae opsiwn â’r enw hwn. Rhowch enw arall.", "There is an option of this name. Give another name."
                )
            )
        return act.record("option", object=OPTIONS, item=_named(name), text=text)


def commit(*, round_id: int, code: str, text: Bilingual, by: By, at: datetime, key: str = "") -> Receipt:
    """Say honestly what is fixed already: a budget, a provider, a paper approved.

    Args:
        code: ``budget_fixed``, ``provider_named``, ``spec_published``, ``paper_approved``, ``announced``, ``signed``.

    Raises:
        NotYours: Whoever acts holds no seat for the public bodies and is not the officer.
        NotPossible: The code is not known, or nothing is said.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.OFFICER)
        if code not in CODES["commitment"]:
            raise NotPossible(Bilingual("Dewiswch o’r rhestr.", "Choose from the list."))
        _both(text, "Dywedwch yn Gymraeg ac yn Saesneg.", "Say it in Welsh and in English.")
        return act.record("commitment", object=OPTIONS, code=code, text=text)


def _must_not_be_settled(act: Acting) -> None:
    """Partners consent to the scope as it stands, and the notice tells everybody of it."""
    if (why := why_settled(act.round_id, acts_of(act.round_id, at=act.at), act.at)) is not None:
        raise NotPossible(why, code="scope-settled")


def _must_be_free(act: Acting, name: str) -> None:
    """A second thing of one name would take the place of the first without a word."""
    if any(same_name(name, said) for said in items_of(acts_of(act.round_id, at=act.at))):
        raise NotPossible(
            Bilingual(
                "Mae eitem â’r enw hwn yn barod: newidiwch honno, neu rhowch enw arall.",
                "There is an item of this name already: change that one, or give another name.",
            ),
            code=NAME_TAKEN,
        )


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to whoever reads them."""
    return one.strip().casefold() == other.strip().casefold()


def _both(text: Bilingual, cy: str, en: str) -> None:
    if not (text.cy and text.en):
        raise NotPossible(Bilingual(cy, en))


def _named(name: str) -> str:
    plain = name.strip()
    if not 0 < len(plain) <= 60:
        raise NotPossible(Bilingual("Rhowch enw byr, hyd at 60 nod.", "Give a short name of up to 60 characters."))
    return plain

"""Writing an application: begun once, saved at every press, and nothing lost when two people write at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By
from cydradd_web.apply.models import Answer, Draft, Submission
from cydradd_web.apply.selectors.call import call
from cydradd_web.apply.services.team import must_edit
from cydradd_web.rounds.services.acting import NotNow

LONGEST = 50_000
"""Letters of one answer above which it is not kept: far beyond twice the guide of any question."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed under one question, over which version."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else saved an answer meanwhile. ``theirs`` is kept; what was typed here is shown beside it."""

    question: str
    theirs: str
    version: int


def begin(*, round_id: int, body: int, lot: str, by: By, at: datetime) -> str:
    """Begin a form for one organisation and lot, or find the one that is begun; its code.

    Raises:
        NotYours: Whoever acts does not act for the organisation.
        NotNow: The call is not open.
        NotPossible: There is no such lot.
    """
    must_edit(body, by)
    now = call(round_id, at=at)
    found = Draft.objects.filter(round_id=round_id, body_id=body, lot=lot).values_list("code", flat=True).first()
    if found is not None:
        return found
    if not now.open:
        raise NotNow(
            Bilingual(
                "Nid yw’r alwad ar agor, felly ni ellir dechrau cais nawr.",
                "The call is not open, so no application can be begun now.",
            )
        )
    if now.lot(lot) is None:
        raise NotPossible(Bilingual("Dewiswch lot.", "Choose a lot."))
    with transaction.atomic():
        row, _ = Draft.objects.get_or_create(
            round_id=round_id,
            body_id=body,
            lot=lot,
            defaults={"code": secrets.token_hex(5), "begun_at": at, "begun_by_id": by.person},
        )
    return row.code


def save_answers(*, form: int, typed: Mapping[str, Typed], by: By, at: datetime) -> tuple[Clash, ...]:
    """Save what was typed. What somebody else saved meanwhile is not overwritten: it comes back as a clash.

    Raises:
        NotYours: Whoever acts does not act for the organisation that leads.
        NotPossible: The application was sent, or an answer is longer than anything we keep.
    """
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=form)
        person = must_edit(row.body_id, by)
        if Submission.objects.filter(draft=row, withdrawn_at__isnull=True).exists():
            raise NotPossible(
                Bilingual(
                    "Mae’r cais wedi’i gyflwyno. I’w newid, tynnwch ef yn ôl a’i gyflwyno eto cyn i’r alwad gau.",
                    "The application was sent. To change it, withdraw it and send it again before the call closes.",
                )
            )
        now = {each.question: each for each in Answer.objects.filter(draft=row)}
        clashes, made = [], []
        for question, new in typed.items():
            if len(new.text) > LONGEST:
                raise NotPossible(
                    Bilingual(
                        f"Mae ateb dros {LONGEST:,} o lythrennau. Ni chafodd ei gadw: rhowch un byrrach.",
                        f"An answer is longer than {LONGEST:,} letters. It was not saved: give a shorter one.",
                    )
                )
            there = now.get(question)
            text, version = (there.text, there.version) if there else ("", 0)
            if new.text == text:
                continue
            if new.version != version:
                clashes.append(Clash(question, text, version))
                continue
            made.append(
                Answer(
                    draft=row,
                    question=question,
                    version=version + 1,
                    text=new.text,
                    written_by_id=person,
                    written_at=at,
                )
            )
        try:
            with transaction.atomic():
                Answer.objects.bulk_create(made)
        except IntegrityError:
            raise NotPossible(
                Bilingual(
                    "Cadwodd rhywun arall yr un pryd. Pwyswch eto.",
                    "Somebody else saved at the same time. Press again.",
                )
            ) from None
    return tuple(clashes)

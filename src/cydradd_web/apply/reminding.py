"""Whom to remind before a call closes: whoever acts for an organisation with a form that was never sent."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.urls import reverse

from cydradd_web.apply.selectors.unfinished import unfinished
from cydradd_web.mail.hooks import Reader, before_closing
from cydradd_web.mail.words import link


def _readers(round_id: int, _at: datetime) -> list[Reader]:
    return [
        Reader(
            each.person,
            template="draft-unsent",
            href=link(partial(reverse, "application-check", args=[each.slug, each.draft])),
            name=f"-{each.draft}",
        )
        for each in unfinished(round_id)
    ]


before_closing("call", _readers)

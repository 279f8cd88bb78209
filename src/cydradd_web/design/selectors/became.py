"""What became of what somebody said to a design: the answers of the seats, and what changed because of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cydradd.cycle.events import Event
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.became import Became
from cydradd_web.design.models import Contributor
from cydradd_web.design.selectors.agreed import Said, contributions
from cydradd_web.design.selectors.workshop import said
from cydradd_web.rounds.selectors.known import known
from cydradd_web.rounds.selectors.live import events_of


def words_of(act: Event, language: Language) -> tuple[str, str | None]:
    """What an act says, in the language of the page or in the other with its code."""
    return said(act.text or Bilingual(en=act.text_plain), language)


def became(person_id: int) -> list[Became]:
    """Each contribution that somebody made to a design, newest first. Two queries, and one a round."""
    own: dict[int, set[str]] = {}
    for row in Contributor.objects.filter(person_id=person_id):
        own.setdefault(row.round_id, set()).add(row.identifier)
    language = Language(get_language() or "en")
    found = []
    for one in known(own) if own else ():
        for each in contributions(events_of(one.id)):
            if each.act.id in own[one.id]:
                found.append(_became(each, one.slug, one.title, language))
    return sorted(found, key=lambda each: each.when.timestamp() if each.when else 0, reverse=True)


def _became(each: Said, slug: str, title: Bilingual, language: Language) -> Became:
    text, lang = words_of(each.act, language)
    what = [
        _("Answer: %(code)s. %(why)s") % {"code": code_name(act.code), "why": words_of(act, language)[0]}
        for act in each.replies
    ]
    what += [
        _("This changed: %(id)s. %(how)s") % {"id": act.item, "how": words_of(act, language)[0]} for act in each.changes
    ]
    href = reverse("design-comments", args=[slug]) + f"#{each.act.id}"
    return Became(each.act.at, text, lang, what or [_("No answer yet.")], href, title)


def code_name(code: str | None) -> str:
    """How the answer of a seat is called on a page."""
    names = {
        "accepted": _("Accepted"),
        "partly": _("Accepted in part"),
        "not": _("Not accepted"),
        "out_of_scope": _("Outside what this round can do"),
    }
    return names.get(code or "", code or "")

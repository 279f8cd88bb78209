"""You said, we did: what became of each statement of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.accounts.selectors.pseudonyms import pseudonyms_of
from cydradd_web.components.became import Became
from cydradd_web.design import selectors as design
from cydradd_web.listen.selectors.mine import Mine, statements_of
from cydradd_web.rounds.selectors.seating import Named, named_rounds

NAMERS = ("needs", "assets", "criteria")
"""Tables of the design whose rows say from which statements they come."""


@dataclass(frozen=True, slots=True)
class _Trace:
    """A row of the design, and a statement it comes from."""

    statement: str
    id: str
    title: Bilingual


def became(person_id: int) -> list[Became]:
    """Each statement of a person in each round, the latest first, and what came of it. Six queries a round."""
    names = pseudonyms_of(person_id)
    rounds = named_rounds(names)
    found = [
        each
        for round_id, voter in names.items()
        if round_id in rounds
        for each in became_of(round_id, voter, rounds[round_id])
    ]
    return sorted(found, key=lambda each: each.when.timestamp() if each.when else 0.0, reverse=True)


def became_of(round_id: int, voter: str, round_: Named) -> list[Became]:
    """Each statement of somebody in one round, and what came of it. Six queries at most."""
    language = Language(get_language() or "en")
    mine = [each for each in statements_of(round_id, voter) if each.state != "draft"]
    if not mine:
        return []
    traces = {table: _traces(round_id, table) for table in NAMERS}
    outcomes = _outcomes(round_id)
    listed = []
    for each in mine:
        said, its = each.text.either(language) or ("", language)
        what = [_state(each), *_named(each.id, traces, outcomes, language)]
        listed.append(
            Became(
                when=each.made,
                said=said,
                lang=None if its is language else str(its),
                what=[sentence for sentence in what if sentence],
                href=reverse("listen-mine", args=[round_.slug]),
                round_title=round_.title,
            )
        )
    return listed


def _state(mine: Mine) -> str:
    if mine.votes is not None:
        agree, disagree, passed = mine.votes
        of = agree + disagree + passed
        beside = ""
        if mine.beside:
            beside = _("Answered without an account, counted beside these: %(n)s.") % {"n": mine.beside}
        if not of and beside:
            return _("It is shown.") + " " + beside
        if not of:
            return _("It is shown. Nobody has answered it yet.")
        told = {"n": of, "agree": agree, "disagree": disagree, "passed": passed}
        many = ngettext("%(n)s person answered it.", "%(n)s people answered it.", of)
        rest = _("Agree: %(agree)s. Disagree: %(disagree)s. No view: %(passed)s.")
        return f"{many} {rest} {beside}".strip() % told
    language = Language(get_language() or "en")
    rule = mine.rule.name.side(language) if mine.rule else ""
    return {
        "waiting": _("It waits for a moderator."),
        "returned": _("It was returned. Rule: %(rule)s.") % {"rule": rule},
        "held": _("It is held and not shown."),
        "withdrawn": _("You withdrew it."),
    }.get(mine.state, "")


def _traces(round_id: int, table: str) -> Sequence[_Trace]:
    return [
        _Trace(str(statement), getattr(row, "id", ""), getattr(row, "title", None) or Bilingual())
        for row in design.rows(round_id, f"design/{table}.csv")
        for statement in getattr(row, "statements", ())
    ]


def _outcomes(round_id: int) -> Sequence[tuple[frozenset[str], Bilingual]]:
    """Outcomes with the needs they are set for."""
    rows = design.rows(round_id, "design/outcomes.csv")
    return [(frozenset(getattr(row, "needs", ())), getattr(row, "title", None) or Bilingual()) for row in rows]


def _named(
    statement: str,
    traces: dict[str, Sequence[_Trace]],
    outcomes: Sequence[tuple[frozenset[str], Bilingual]],
    language: Language,
) -> list[str]:
    """A sentence for each row of the design that names the statement, and for outcomes of its needs."""
    sentences = {
        "needs": _("A need of the design comes from it: %(title)s."),
        "assets": _("An asset that the design counts on comes from it: %(title)s."),
        "criteria": _("A criterion comes from it: %(title)s."),
    }
    from_it = [(table, row) for table, rows in traces.items() for row in rows if row.statement == statement]
    said = [sentences[table] % {"title": _title(row.title, row.id, language)} for table, row in from_it]
    needs = {row.id for table, row in from_it if table == "needs"}
    goal = _("An outcome is set for this need: %(title)s.")
    return said + [goal % {"title": _title(title, "", language)} for of, title in outcomes if of & needs]


def _title(title: Bilingual, id_: str, language: Language) -> str:
    found = title.either(language)
    return found[0] if found else id_

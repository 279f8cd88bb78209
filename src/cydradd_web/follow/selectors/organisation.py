"""The page of one organisation: what is known of it, and what came of all that it asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from cydradd.apply.application import Application
from cydradd.apply.feedback import MONEY_RAN_OUT, REASONS
from cydradd.cycle.report import formats
from cydradd.follow.reach_words import label
from cydradd.follow.recipients import Class
from cydradd.vocabulary.text import Language
from cydradd_web.apply import selectors as apply
from cydradd_web.decide import selectors as decide
from cydradd_web.deliver import selectors as deliver
from cydradd_web.deliver.selectors import Signed
from cydradd_web.design import selectors as design
from cydradd_web.evaluate import selectors as evaluate
from cydradd_web.follow import words
from cydradd_web.follow.addresses import Body, written
from cydradd_web.follow.selectors.bodies import Joined, joined
from cydradd_web.follow.selectors.gathering import Told, gathered
from cydradd_web.follow.selectors.sums import Members, Money, Rows, agreed, money, paid, requests
from cydradd_web.follow.words import Words
from cydradd_web.rounds.selectors.known import known


@dataclass(frozen=True, slots=True)
class Share:
    """What one member of a consortium has of a request. ``name`` of ``None``: a person, who has no page either."""

    name: str | None
    address: str | None
    share: str
    here: bool


@dataclass(frozen=True, slots=True)
class Request:
    """One request and what came of it.

    Attributes:
        reasons: Reasons of the list that were given.
        why: Why the count did not fund it, in place of the reason that the money ran out.
        together: The shares of a consortium; empty: it asked alone.
    """

    id: str
    title: Words | None
    cost: str
    fate: str | None
    fate_words: str | Promise
    reasons: tuple[str, ...]
    why: SafeString | None
    together: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment; ``back``: money that was returned."""

    on: str
    amount: str
    back: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement with its payments up to the day of the round."""

    id: str
    amount: str
    signed: str
    start: str
    end: str
    payments: tuple[Paid, ...]
    paid: str
    checkins: int
    outcomes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class InRound:
    """What an organisation did in one round."""

    slug: str
    title: Words | None
    reference: str
    requests: tuple[Request, ...]
    agreements: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One organisation.

    Attributes:
        others: Other names that rounds give it.
        here_only: The round that its id is of, where the id is no org-id.
        why: What the rule found, as it stands in its id or name.
    """

    name: str
    others: tuple[str, ...]
    id: str
    here_only: bool
    kind: str | Promise
    group: str
    level: str | Promise | None
    rule: str | None
    rule_words: str | Promise | None
    why: str | None
    band: str | None
    income: str | None
    income_from: Words | None
    income_on: str | None
    place: str | None
    place_address: str | None
    money: tuple[Money, ...]
    rounds: tuple[InRound, ...]

    @property
    def together(self) -> bool:
        """Whether it asked for anything together with others."""
        return any(request.together for each in self.rounds for request in each.requests)


def organisation(body: Body, language: Language) -> Page | None:
    """The page of one organisation; ``None``: there is none, or it is a person. Twelve queries at most."""
    told_of = apply.rounds_of(body.id)
    signed = deliver.agreements_of(body.id, told_of)
    ids = told_of | {each.round_id for each in signed if each.agreement.organisation == body.id}
    if not ids:
        return None
    agreements: dict[int, list[Any]] = {}
    for each in signed:
        agreements.setdefault(each.round_id, []).append(each.agreement)
    rounds = gathered(
        known(ids, language),
        organisations=apply.by_round("apply/organisations.csv", ids),
        applications=apply.by_round("apply/applications.csv", ids),
        members=apply.by_round("apply/members.csv", ids),
        agreements=agreements,
        lots=design.by_round("design/lots.csv", ids),
        ballots=decide.on_ballots(ids),
    )
    every = joined(rounds)
    if body not in every:
        return None
    rows = Rows(
        signed,
        deliver.by_round("deliver/payments.csv", ids),
        apply.by_round("apply/feedback.csv", ids),
        evaluate.by_round("evaluate/outcomes.csv", ids),
        design.by_round("design/outcomes.csv", ids),
    )
    return _page(every[body], every, rows, language)


def _page(one: Joined, every: Mapping[Body, Joined], rows: Rows, language: Language) -> Page:
    names = dict.fromkeys(row.name for _, row in one.rows if row.name)
    kind: Class = one.kind
    told, row = next(((told, row) for told, row in one.rows if row.income is not None), (None, None))
    return Page(
        name=one.name,
        others=tuple(name for name in names if name != one.name),
        id=one.body.id,
        here_only=one.body.round is not None,
        kind=words.CLASSES.get(kind.code, kind.code),
        group=label("type", kind.group).side(language) or "",
        level=words.LEVELS.get(kind.level or ""),
        rule=kind.rule,
        rule_words=words.RULES.get(kind.rule or ""),
        why=kind.why,
        band=words.band(row.income, language) if row else None,
        income=words.money(row.income or 0, told.round.currency) if told and row else None,
        income_from=words.words(told.round.title, language) if told else None,
        income_on=formats.day(told.round.as_of, language) if told else None,
        place=words.place(one.place, language),
        place_address=written(one.place) if one.place else None,
        money=money(one, rows),
        rounds=tuple(_in_round(told, one, every, rows, language) for told in one.rounds),
    )


def _in_round(told: Told, one: Joined, every: Mapping[Body, Joined], rows: Rows, language: Language) -> InRound:
    """What an organisation did in one round."""
    body = one.body
    asked = [_request(told, row, members, body, every, rows, language) for row, members in requests(told, body)]
    return InRound(
        slug=told.round.slug,
        title=words.words(told.round.title, language),
        reference=told.round.reference,
        requests=tuple(asked),
        agreements=tuple(_agreement(told, each, rows, language) for each in agreed(told, body, rows)),
    )


def _request(
    told: Told,
    row: Application,
    members: Members,
    body: Body,
    every: Mapping[Body, Joined],
    rows: Rows,
    language: Language,
) -> Request:
    """One request, with the reasons that were given by their codes."""
    given = [each.code for each in rows.feedback.get(told.round.id, ()) if each.application == row.id]
    codes = dict.fromkeys(given or ([row.reason] if row.reason in REASONS else []))
    why = told.round.whys.get(row.id)
    if why is not None:
        codes.pop(MONEY_RAN_OUT, None)
    return Request(
        id=row.id,
        title=words.words(row.title, language),
        cost=words.money(row.cost, told.round.currency),
        fate=row.status,
        fate_words=words.FATES.get(row.status, row.status or ""),
        reasons=tuple((REASONS[code].side(language) or code) if code in REASONS else code for code in codes),
        why=why,
        together=tuple(_share(each, share, body, every) for each, share in members) if len(members) > 1 else (),
    )


def _share(member: Body, share: Fraction, body: Body, every: Mapping[Body, Joined]) -> Share:
    """The share of one member; a person's name and id are not told."""
    known = every.get(member)
    return Share(known.name if known else None, member.address if known else None, str(share), member == body)


def _agreement(told: Told, signed: Signed, rows: Rows, language: Language) -> Agreed:
    """One agreement with its payments and the outcomes that were measured of it."""
    row, currency = signed.agreement, told.round.currency
    titles = {each.id: each.title for each in rows.outcomes.get(told.round.id, ())}
    measured = dict.fromkeys(each.outcome for each in rows.results.get(told.round.id, ()) if each.agreement == row.id)
    payments = paid(told, row.id, rows)
    return Agreed(
        id=row.id,
        amount=words.money(row.amount, currency),
        signed=formats.day(row.signed_on, language),
        start=formats.day(row.start, language),
        end=formats.day(row.end, language),
        payments=tuple(
            Paid(formats.day(each.paid_on, language), words.money(each.amount, currency), each.amount < 0)
            for each in payments
        ),
        paid=words.money(sum(each.amount for each in payments), currency),
        checkins=signed.checkins,
        outcomes=tuple(words.words(titles.get(id), language) or Words(id) for id in measured),
    )

"""What pages of the deliver stage choose from: awards to sign, agreements to pay and to tell of, files to publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cydradd.deliver.agreement import Agreement as AgreementRow
from cydradd.vocabulary.money import Pence, format_money
from cydradd.vocabulary.text import Language
from cydradd_web.components.rows import given_row
from cydradd_web.decide.selectors.counted import awards, titles_of
from cydradd_web.deliver.models import Agreement, CheckIn, Published
from cydradd_web.deliver.services.agreeing import checkins_due
from cydradd_web.evaluate.services.planning import outcomes_of, planned
from cydradd_web.rounds.selectors.evidence import evidence
from cydradd_web.rounds.selectors.live import currency_of

Choices = list[tuple[str, str]]


def to_plan(round_id: int, at: datetime, language: Language) -> Choices:
    """Outcomes without a plan to measure them. Two queries and the design."""
    done = planned(round_id, at=at)
    found = evidence(round_id, at=at).tables.outcomes or ()
    titles = {row.id: row.title.either(language) for row in found}
    return [(name, _first(titles.get(name), name)) for name in outcomes_of(round_id) if name not in done]


def _first(either: tuple[str, Language] | None, name: str) -> str:
    return either[0] if either else name


def to_sign(round_id: int, at: datetime, language: Language) -> Choices:
    """Awards without an agreement."""
    signed = set(Agreement.objects.filter(round_id=round_id).values_list("application", flat=True))
    titles, currency = titles_of(evidence(round_id, at=at), language), currency_of(round_id)
    return [
        (each.project, f"{titles.get(each.project, each.project)} ({format_money(each.amount, currency)})")
        for each in awards(round_id)
        if each.project not in signed
    ]


@dataclass(frozen=True, slots=True)
class ToPay:
    """Agreements, each with what is left to pay, and the pots that pay."""

    agreements: Choices
    pots: Choices


def to_pay(round_id: int, at: datetime, language: Language) -> ToPay:
    """What can be paid."""
    titles, currency = titles_of(evidence(round_id, at=at), language), currency_of(round_id)
    rows = list(Agreement.objects.filter(round_id=round_id))
    pots = sorted({pot for row in rows for pot in row.pots})
    listed = [
        (row.identifier, f"{titles.get(row.application, row.application)} ({_left(row, currency)})") for row in rows
    ]
    return ToPay(listed, [(pot, pot) for pot in pots])


def _left(row: Agreement, currency: str) -> str:
    paid, amount = (format_money(Pence(value), currency) for value in (row.paid, row.amount))
    return f"{paid} / {amount}"


@dataclass(frozen=True, slots=True)
class Due:
    """One check-in that was planned and not received. ``minutes``: the most it may take; ``None``: a sentence."""

    key: str
    agreement: str
    title: str
    organisation: str
    due: date
    minutes: int | None


def checkins_open(round_id: int, at: datetime, language: Language) -> tuple[Due, ...]:
    """Check-ins that were not received yet, the first due first."""
    titles = titles_of(evidence(round_id, at=at), language)
    told = set(CheckIn.objects.filter(round_id=round_id).values_list("agreement", "due"))
    found = []
    for made in Agreement.objects.filter(round_id=round_id):
        row = given_row(made, AgreementRow)
        for due, minutes in checkins_due(row):
            if (row.id, due) not in told:
                title = titles.get(row.application, row.id)
                found.append(Due(f"{row.id}|{due.isoformat()}", row.id, title, row.organisation, due, minutes))
    return tuple(sorted(found, key=lambda each: (each.due, each.agreement)))


def published_files(round_id: int) -> tuple[tuple[str, str, datetime], ...]:
    """Files that were published: path, hash, and when. One query."""
    return tuple(Published.objects.filter(round_id=round_id).values_list("path", "sha256", "at"))


def published_file(round_id: int, sha256: str) -> tuple[str, bytes] | None:
    """A file as it was published, by its hash; ``None``: none was. One query."""
    row = Published.objects.filter(round_id=round_id, sha256=sha256).first()
    return None if row is None else (row.path, bytes(row.content))


def organisations_of(round_id: int) -> Mapping[str, str]:
    """Which organisation each agreement is with. One query."""
    return dict(Agreement.objects.filter(round_id=round_id).values_list("identifier", "organisation"))

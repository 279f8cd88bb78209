"""The roll: the eligibility office gives codes, and keeps none. What stays here is the hash of each."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from cydradd.decide.seats import LEAST_BALLOTS
from cydradd.record import tree
from cydradd.vocabulary.errors import CydraddError, NotPossible
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.people import PARTNER_NAMES, Partner
from cydradd.vocabulary.text import Bilingual
from cydradd_web.accounts.duties import By, Duty
from cydradd_web.components.codes import hash_of, new_code
from cydradd_web.decide.models import Batch, Code, Roll, Sent
from cydradd_web.record.services import Receipt
from cydradd_web.rounds.services.acting import Acting, acting

MOST_AT_ONCE = 20_000
LEAST_SHOWN = 10
"""Smaller numbers of people are not published (evaluate.md 3.11)."""


class ShownOnce(CydraddError):
    """These codes were made and shown before; nobody can show them again."""

    code = "shown-once"


def issue_codes(
    *, round_id: int, partner: Partner, many: int, label: str, by: By, at: datetime, key: str = ""
) -> tuple[str, ...]:
    """Make codes for people of one partner. They are returned this once, and only their hashes are kept.

    Args:
        label: What they are for, such as "letters to households"; never a name.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotPossible: The roll is closed, or the number is none that can be made.
        ShownOnce: The same act was asked for again.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(Duty.ELIGIBILITY)
        _must_stand_open(_roll(round_id))
        if not 0 < many <= MOST_AT_ONCE:
            raise NotPossible(
                Bilingual(f"Rhowch rif o 1 i {MOST_AT_ONCE:,}.", f"Give a number from 1 to {MOST_AT_ONCE:,}.")
            )
        return make_codes(act, partner, many, label, key)


def _roll(round_id: int) -> Roll:
    roll, _ = Roll.objects.get_or_create(round_id=round_id, defaults={"secret": secrets.token_bytes(32)})
    return roll


def roll_must_stand_open(round_id: int) -> None:
    """Refuse to add a right to vote once the roll is closed.

    Raises:
        NotPossible: It is closed.
    """
    _must_stand_open(_roll(round_id))


def _must_stand_open(roll: Roll) -> None:
    if roll.closed_at is not None:
        raise NotPossible(
            Bilingual(
                "Mae’r gofrestr wedi’i chau, felly ni ellir ychwanegu cod. Gallwch amnewid cod sydd heb ei ddefnyddio.",
                "The roll is closed, so no code can be added. You can replace a code that was not used.",
            )
        )


def must_not_be_shown(round_id: int, key: str) -> None:
    """Refuse codes that an act has made before: they were shown then.

    Raises:
        ShownOnce: With what to do.
    """
    if key and Batch.objects.filter(round_id=round_id, key=key).exists():
        raise ShownOnce(
            Bilingual(
                "Cafodd y codau hyn eu gwneud a’u dangos unwaith. Ni ellir eu dangos eto. "
                "Os collwyd nhw, canslwch y swp a gwnewch un newydd.",
                "These codes were made and shown once. They cannot be shown again. "
                "If they are lost, cancel the batch and make a new one.",
            )
        )


def make_codes(act: Acting, partner: Partner, many: int, label: str, key: str = "") -> tuple[str, ...]:
    """One batch of codes, inside an act that may make them.

    Raises:
        ShownOnce: The same act was asked for again.
    """
    must_not_be_shown(act.round_id, key)
    made = tuple(new_code() for _ in range(many))
    batch = Batch.objects.create(
        round_id=act.round_id, partner=str(partner), label=label, many=many, key=key or None, issued_at=act.at
    )
    Code.objects.bulk_create(
        (
            Code(round_id=act.round_id, batch=batch, partner=str(partner), code_hash=each)
            for each in sorted(map(hash_of, made))  # their order says nothing of the order of the letters
        ),
        batch_size=2_000,
    )
    return made


def cancel_batch(*, round_id: int, batch: int, by: By, at: datetime, key: str = "") -> int:
    """Cancel every code of a batch that was not used; how many.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotPossible: There is no such batch in this round.
    """
    with acting(round_id, by=by, at=at, key=key):
        by.must_have(Duty.ELIGIBILITY)
        found = Batch.objects.filter(round_id=round_id, pk=batch).first()
        if found is None:
            raise NotPossible(
                Bilingual("Nid oes swp o’r fath yn y rownd hon.", "There is no such batch in this round.")
            )
        unused = Code.objects.filter(round_id=round_id, batch=found, pseudonym__isnull=True, cancelled=False)
        return unused.update(cancelled=True)


def replace_code(*, round_id: int, code: str, by: By, at: datetime, key: str = "") -> str:
    """Cancel a code that was lost or went astray, and give one new code in its place. The roll grows by none.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotPossible: Nobody has this code, or a ballot was cast with it.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(Duty.ELIGIBILITY)
        old = Code.objects.select_for_update().filter(round_id=round_id, code_hash=hash_of(code)).first()
        if old is None or old.cancelled:
            raise NotPossible(
                Bilingual(
                    "Nid yw’r cod hwn ar y gofrestr, neu mae wedi’i ganslo. Gwiriwch y cod.",
                    "This code is not on the roll, or is cancelled. Check the code.",
                )
            )
        if old.pseudonym is not None:
            raise NotPossible(
                Bilingual(
                    "Bwriwyd papur pleidleisio â’r cod hwn, felly ni ellir ei amnewid.",
                    "A ballot was cast with this code, so it cannot be replaced.",
                )
            )
        Code.objects.filter(pk=old.pk).update(cancelled=True)
        return make_codes(act, Partner(old.partner), 1, "replacement", key)[0]


def codes_for_addresses(
    *, round_id: int, addresses: Mapping[str, Partner], by: By, at: datetime, key: str = ""
) -> tuple[tuple[str, str], ...]:
    """One code for each address that has had none: addresses, each with its code, for whoever sends them now.

    Which code went where is not kept: only that the address had one, under a key that is destroyed at the count.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotPossible: The roll is closed, or every address has had a code.
    """
    with acting(round_id, by=by, at=at) as act:
        by.must_have(Duty.ELIGIBILITY)
        roll = _roll(round_id)
        _must_stand_open(roll)
        fresh = _without_a_code(roll, addresses)
        if not fresh:
            raise NotPossible(
                Bilingual(
                    "Mae pob cyfeiriad yma wedi cael cod. Nid oes dim wedi’i anfon.",
                    "Every address here has had a code. Nothing has been sent.",
                )
            )
        sent: list[tuple[str, str]] = []
        for partner in Partner:
            of = sorted(address for address in fresh if addresses[address] is partner)
            if of:
                named = f"{key}-{partner}"[:64] if key else ""
                sent += zip(of, make_codes(act, partner, len(of), "e-mail", named), strict=True)
        return tuple(sent)


def _without_a_code(roll: Roll, addresses: Collection[str]) -> list[str]:
    """Addresses that no code was sent to, each of which is now noted."""
    secret = bytes(roll.secret or b"")
    hashes = {
        address: hmac.new(secret, address.strip().casefold().encode(), hashlib.sha256).hexdigest()
        for address in addresses
    }
    held = set(
        Sent.objects.filter(round_id=roll.round_id, address_hash__in=hashes.values()).values_list(
            "address_hash", flat=True
        )
    )
    fresh: dict[str, str] = {}
    for address, hashed in hashes.items():
        if hashed not in held:
            fresh.setdefault(hashed, address)
    Sent.objects.bulk_create(Sent(round_id=roll.round_id, address_hash=hashed) for hashed in sorted(fresh))
    return list(fresh.values())


def close_roll(*, round_id: int, by: By, at: datetime, key: str = "") -> Receipt:
    """Close the roll, before the ballot opens: how many codes each partner has, and the hash of all of them.

    Raises:
        NotYours: Whoever acts is not the eligibility office.
        NotPossible: It is closed, or a partner has too few codes for its ballots ever to be counted.
    """
    with acting(round_id, by=by, at=at, key=key) as act:
        by.must_have(Duty.ELIGIBILITY)
        roll = _roll(round_id)
        _must_stand_open(roll)
        hashes = sorted(Code.objects.filter(round_id=round_id, cancelled=False).values_list("code_hash", flat=True))
        counts = _enough(act)
        roll.root = tree.root(tree.leaf_hash(bytes.fromhex(each)) for each in hashes).hex()
        roll.closed_at = act.at
        roll.save()
        body: dict[str, JsonValue] = {
            str(partner): many if many >= LEAST_SHOWN else None for partner, many in counts.items()
        }
        return act.record_body("decide.roll_closed", {**body, "root": roll.root})


def _enough(act: Acting) -> dict[Partner, int]:
    """Codes of each partner, refused where a count could never be made of their ballots."""
    held = list(Code.objects.filter(round_id=act.round_id, cancelled=False).values_list("partner", flat=True))
    counts = {partner: held.count(str(partner)) for partner in Partner}
    rules = act.round.settings.get("decide") or {}
    least = 1 if rules.get("small_partner") else int(rules.get("min_partner") or LEAST_BALLOTS)
    few = [partner for partner in Partner if counts[partner] < least]
    if rules.get("weights") == "none":
        few = [] if held else few
    if few:
        raise NotPossible(
            Bilingual(
                f"Rhy ychydig o godau i’w cyfrif byth. Angen i bob partner: {least}. Rhy ychydig gan: "
                + _names([PARTNER_NAMES[each].cy or "" for each in few]),
                f"Too few codes for their ballots ever to be counted. Needed for each partner: {least}. Too few: "
                + _names([PARTNER_NAMES[each].en or "" for each in few]),
            )
        )
    return counts


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) + "."


def roll_must_be_closed(round_id: int) -> None:
    """Refuse to open the ballot while codes can still be added.

    Raises:
        NotPossible: With who closes it.
    """
    if not Roll.objects.filter(round_id=round_id, closed_at__isnull=False).exists():
        raise NotPossible(
            Bilingual(
                "Nid yw’r gofrestr wedi’i chau eto, felly ni all y pleidleisio agor. Swyddfa cymhwyster sy’n ei chau.",
                "The roll is not closed yet, so voting cannot open. The eligibility office closes it.",
            )
        )


def forget_addresses(round_id: int) -> None:
    """Destroy the key of the addresses that codes were sent to, and what it hashed."""
    Roll.objects.filter(round_id=round_id).update(secret=None)
    Sent.objects.filter(round_id=round_id).delete()

"""Keeping the index of the search: what is public of a round or a proposal, in the transaction that keeps it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cydradd.cycle.round_folder import RoundFolder
from cydradd.share.proposals import Proposal
from cydradd.share.welsh import tokens, wide
from cydradd.vocabulary.text import Bilingual, Language
from cydradd_web.components.rows import BATCH
from cydradd_web.components.storing import storable
from cydradd_web.follow.addresses import body
from cydradd_web.follow.selectors.gathering import people_of
from cydradd_web.record.selectors import entries as acts_of
from cydradd_web.share.models import Entry, Word

MOST = 20_000
"""Letters of one text that are kept and searched."""
LONGEST = 100
"""Letters of the longest word that the vocabulary keeps."""
ALL = 1_000_000
PERSON = "person"
"""The kind of an entry that says that a thing is a person, and is never found."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be found. ``name``: its heading is a proper name, which no language mutates in its title."""

    kind: str
    id: str
    path: str
    title: Bilingual
    text: Bilingual = field(default_factory=Bilingual)
    name: bool = False


def keep_round(round_id: int, slug: str, title: Bilingual, place: Bilingual | None, folder: RoundFolder) -> None:
    """Replace what can be found of a round. Its record is kept already."""
    path = f"rounds/{slug}/"
    items = [Item("round", "", path, title, place or Bilingual()), *_listened(path, folder)]
    items += [*_designed(path, folder), *_asked(path, folder), *_bodies(slug, folder), *_acts(round_id, path)]
    _keep({"round_id": round_id}, slug, title, items)


def keep_proposal(proposal_id: int, slug: str, proposal: Proposal) -> None:
    """Replace what can be found of a proposal: itself, and the points of its current version."""
    path = f"proposals/{slug}/"
    addressee = proposal.sent.addressee if proposal.sent else Bilingual()
    items = [Item("proposal", "", path, proposal.title, addressee)]
    items += [
        Item("point", str(point.number), f"{path}#point-{point.number}", point.text)
        for point in proposal.version.points
    ]
    _keep({"proposal_id": proposal_id}, slug, proposal.title, items)


def _listened(path: str, folder: RoundFolder) -> Iterator[Item]:
    """Statements that were let in."""
    for each in folder.listening.statements if folder.listening else ():
        if not each.out:
            yield Item("statement", each.id, f"{path}listen/", each.text)


def _designed(path: str, folder: RoundFolder) -> Iterator[Item]:
    tables = folder.tables
    found: Mapping[str, Sequence[Any]] = {
        "need": tables.needs or (),
        "outcome": tables.outcomes or (),
        "lot": tables.lots or (),
        "criterion": tables.criteria or (),
    }
    for kind, rows in found.items():
        for row in rows:
            yield Item(kind, row.id, f"{path}design/", row.title or Bilingual())


def _asked(path: str, folder: RoundFolder) -> Iterator[Item]:
    """Applications, and projects of the ballot that no application is the source of."""
    applications = folder.tables.applications or ()
    for row in applications:
        yield Item("application", row.id, f"{path}apply/", row.title or Bilingual())
    known = {row.id for row in applications}
    for project in folder.election.projects if folder.election else ():
        if project.id not in known:
            yield Item("application", project.id, f"{path}decide/", project.title)


def _bodies(slug: str, folder: RoundFolder) -> Iterator[Item]:
    """Organisations. A person who holds money is kept without a word, so that no other round shows them either."""
    people = people_of(folder.tables)
    for row in folder.tables.organisations or ():
        address, name = body(row.id, slug).address, None if row.id in people else row.name
        kind = "organisation" if name else PERSON
        yield Item(kind, address, f"organisations/{address}/", Bilingual(name, name), name=True)


def _acts(round_id: int, path: str) -> Iterator[Item]:
    """Every act of the record: what was done, and what was written there."""
    welsh, english = (acts_of(round_id, language, most=ALL) for language in (Language.CY, Language.EN))
    for cy, en in zip(welsh, english, strict=True):
        told = {side[1]: side[0] for side in (cy.told, en.told) if side}
        text = Bilingual(told.get(Language.CY), told.get(Language.EN))
        yield Item("act", str(cy.number), f"{path}record/{cy.number}/", Bilingual(cy.words, en.words), text)


def _keep(source: Mapping[str, int], slug: str, where: Bilingual, items: Iterable[Item]) -> None:
    Entry.objects.filter(**source).delete()
    Word.objects.filter(**source).delete()
    made: dict[tuple[str, str], Entry] = {}
    plain: set[str] = set()
    found_by: set[str] = set()
    for item in items:
        for language in ("",) if item.name else ("cy", "en"):
            entry = _entry(source, slug, where, item, language)
            if entry is not None:
                made.setdefault((entry.thing, language), entry)
                plain.update(entry.exact.split())
                found_by.update(entry.wide.split())
    Entry.objects.bulk_create(made.values(), batch_size=BATCH)
    Word.objects.bulk_create(
        (Word(**source, word=word, plain=word in plain) for word in sorted(found_by) if len(word) <= LONGEST),
        batch_size=BATCH,
    )


def _entry(source: Mapping[str, int], slug: str, where: Bilingual, item: Item, language: str) -> Entry | None:
    """One text of one language; ``None`` where there is nothing to find in it."""
    spoken = Language(language) if language else None
    shown = spoken or Language.CY
    title, text = _text(item.title.side(shown)), _text(item.text.side(shown))
    heads, others = [token.word for token in tokens(title)], [token.word for token in tokens(text)]
    if not heads and not others and item.kind != PERSON:
        return None
    if not title:
        title = _text((item.title.either(shown) or ("", shown))[0])
    every = dict.fromkeys(heads + others)
    places = _text((where.either(shown) or (slug, shown))[0])
    shared = item.kind in ("organisation", PERSON)
    return Entry(
        **source,
        thing=_thing("" if shared else slug, "organisation" if shared else item.kind, item.id),
        kind=item.kind,
        language=language,
        path=item.path,
        title=title,
        text=text,
        where="" if shared or item.kind in ("round", "proposal") else places,
        title_words=_spaced(dict.fromkeys(heads)),
        exact=_spaced(every),
        wide=_spaced(sorted({form for word in every for form in wide(word, spoken)})),
    )


def _thing(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _spaced(words: Iterable[str]) -> str:
    """Words, each between two spaces, so that a whole word can be looked for."""
    return f" {' '.join(words)} "


def _text(text: str | None) -> str:
    return unicodedata.normalize("NFC", storable(text, MOST) or "")

"""Acts of the record as an Atom feed (RFC 4287). Nothing in it comes from a clock, so the same acts are the same bytes.

The id of an entry names the bytes of the act (the hash of its leaf in the record) and the language: it never
changes while the act is what it is, and another act never has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from cydradd.vocabulary.text import Language
from cydradd_web.record.selectors import Act

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed says it was last changed while there is nothing in it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: an act, the round it belongs to by address and name, and the page where it stands."""

    slug: str
    round: str
    act: Act
    page: str


def plain(text: str) -> str:
    """Text that XML can hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def tag(*parts: object) -> str:
    """An id that never changes (RFC 4151)."""
    return f"tag:{settings.FEED_AUTHORITY}:{'/'.join(map(str, parts))}"


class Feed(Atom1Feed):
    """Django's Atom, with the language of each text and the last change taken from the acts alone."""

    def latest_post_date(self) -> datetime:
        """When the newest act was; Django itself would ask the clock of an empty feed."""
        newest: datetime = max((item["updateddate"] for item in self.items), default=self.feed["since"])
        return newest

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """One entry; what somebody wrote in the other language says which."""
        quote, language = item.pop("quote", None), item.pop("quote_language", None)
        super().add_item_elements(handler, item)
        handler.addQuickElement("published", rfc3339_date(item["updateddate"]))
        if quote:
            handler.addQuickElement("summary", quote, {"type": "text", "xml:lang": str(language)})


def feed(
    *, title: str, address: str, page: str, id: str, language: Language, told: Iterable[Told], since: datetime
) -> str:
    """The text of a feed.

    Args:
        address: Where the feed itself is. ``page``: the page that shows the same.
        since: When it was last changed if there is no act in it.
    """
    made = Feed(
        title=plain(title),
        link=page,
        description=None,
        language=str(language),
        author_name="Cydradd",
        feed_url=address,
        feed_guid=id,
        feed_copyright=settings.DATA_LICENCE.url.side(language),
        since=since,
    )
    for each in told:
        act = each.act
        who = f"{act.partner_name}: " if act.partner_name else ""
        made.add_item(
            title=plain(f"{who}{act.words}"),
            link=each.page,
            description="",
            unique_id=tag("round", each.slug, "act", act.leaf[:32], language),
            updateddate=act.at,
            categories=[plain(each.round)],
            quote=plain(act.told[0]) if act.told else None,
            quote_language=act.told[1] if act.told else None,
        )
    return made.writeString("utf-8")

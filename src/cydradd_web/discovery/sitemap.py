"""The map of the site (sitemaps.org), each page with its address in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd_web.discovery.addresses import plain_pages, round_pages
from cydradd_web.follow.addresses import written
from cydradd_web.follow.selectors.bodies import joined
from cydradd_web.follow.selectors.gathering import every_round
from cydradd_web.follow.selectors.places import everywhere
from cydradd_web.record import selectors as record
from cydradd_web.rounds import sources
from cydradd_web.share.selectors import proposals

Page = tuple[str, tuple[object, ...], datetime | None]
"""The name of a page, what its address needs, and when its facts stood so."""


if TYPE_CHECKING:
    Base = Sitemap[Page]
else:
    Base = Sitemap  # at run time it takes no type


class Pages(Base):
    """Pages of one kind in both languages."""

    i18n = True
    alternates = True
    limit = 10_000

    def location(self, item: Page) -> str:
        """The address of a page, in the language that is on."""
        name, arguments, _ = item
        return reverse(name, args=arguments)

    def lastmod(self, item: Page) -> datetime | None:
        """When the facts of a page stood so."""
        return item[2]


class About(Pages):
    """Pages that need no round."""

    def items(self) -> Sequence[Page]:
        """Each by its name."""
        return [(name, (), None) for name in plain_pages()]


class Rounds(Pages):
    """Every page of every round but its acts."""

    def items(self) -> Sequence[Page]:
        """Each with the day on which the round stood so."""
        found: list[Page] = []
        for each in sources.sources():
            found += [(name, (each.slug,), each.as_of) for name in round_pages()]
            found += [("stage", (each.slug, stage), each.as_of) for stage in Stage]
        return found


class Acts(Pages):
    """Every act of every record."""

    def items(self) -> Sequence[Page]:
        """Each by its round and index."""
        return [("entry", named, None) for named in record.numbers()]


class Organisations(Pages):
    """Every organisation that a round names; people are left out, as on their list."""

    def items(self) -> Sequence[Page]:
        """Each by its part of an address."""
        return [("organisation", (body.address,), None) for body in joined(every_round())]


class Places(Pages):
    """Every place that is on the map."""

    def items(self) -> Sequence[Page]:
        """Each by its code."""
        return [("place", (written(code),), None) for code in everywhere()]


class Proposals(Pages):
    """Every proposal, as it stands."""

    def items(self) -> Sequence[Page]:
        """Each by its slug."""
        return [("proposal", (each.slug,), None) for each in proposals(Language.EN)]


SITEMAPS: dict[str, type[Pages]] = {
    "about": About,
    "rounds": Rounds,
    "acts": Acts,
    "organisations": Organisations,
    "places": Places,
    "proposals": Proposals,
}

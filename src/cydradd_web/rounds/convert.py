"""From what the library says of a round to what the database keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override
from markupsafe import Markup

from cydradd.cycle.raw_tables import in_order, written
from cydradd.cycle.report import Story, now, sections, side, whys
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language
from cydradd_web.components.storing import storable
from cydradd_web.follow.addresses import body


def slug_of(reference: str, folder: str) -> str:
    """The round's id in letters that an address can hold; where nothing is left of it, the name of its folder."""
    return (slugify(reference) or slugify(folder) or "round")[:100]


def reached(story: Story) -> Stage | None:
    """The last stage of which there is something; ``None``: none.

    A stage of which only the gate has opened is not reached. Where the money went can be told from the decision
    alone; the stage Follow is reached when the one that measures has begun.
    """
    there = [stage for stage in Stage if story.stages.get(stage, "not_present") not in ("not_present", "opened")]
    if Stage.FOLLOW in there and Stage.EVALUATE not in there:
        there.remove(Stage.FOLLOW)
    return there[-1] if there else None


def columns(story: Story, slug: str) -> dict[str, object]:
    """The columns of `Round` that come from the round itself."""
    settings, place = story.settings, story.place
    return {
        "slug": slug,
        "reference": storable(settings.id, 200),
        "title_cy": storable(settings.title.cy),
        "title_en": storable(settings.title.en),
        "place_code": storable(settings.place, 200),
        "place_cy": storable(place.cy) if place else None,
        "place_en": storable(place.en) if place else None,
        "currency": storable(settings.currency, 20),
        "money": None if story.money is None else int(story.money * 10**story.exponent),
        "as_of": settings.as_of,
        "stages": {str(stage): str(state) for stage, state in story.stages.items()},
        "stage_reached": reached(story),
        "objections": story.objections,
        "overrides": story.overridden,
    }


def _link(slug: str) -> Callable[[str], str]:
    """Where a section stands: each stage on its own page, the rest on the first page of the round."""

    def link(section: str) -> str:
        if section == "involvement":
            return reverse("stage", args=[slug, Stage.DESIGN]) + "#involvement"
        if section in list(Stage):
            return reverse("stage", args=[slug, Stage(section)])
        return reverse("round", args=[slug]) + f"#{section}"

    return link


def _organisation_page(slug: str) -> Callable[[str], str]:
    """Where an organisation's page is, by the id that this round gives it."""
    return lambda id: reverse("organisation", args=[body(id, slug).address])


WHY = "why"
"""The piece that says why the count did not fund each project: JSON, escaped sentences by the project's id."""


def pieces(story: Story, slug: str) -> dict[tuple[Language, str], str]:
    """The pieces of a round's pages, by language and name."""
    base = f"/rounds/{slug}/files/"
    made: dict[tuple[Language, str], str] = {}
    for language in Language:
        with override(str(language)):
            told = sections(
                story, language, file_base=base, link=_link(slug), organisation_page=_organisation_page(slug)
            )
        parts = {**told}
        parts[WHY] = Markup(json.dumps(whys(story, language), ensure_ascii=False))  # noqa: S704  never shown as it is
        for stage in Stage:
            parts |= {f"now-{stage}": now(story, stage, language), f"side-{stage}": side(story, stage, language)}
        made |= {(language, name): str(html) for name, html in parts.items()}
    return made


def table_bytes(
    header: Sequence[str],
    rows: Iterable[tuple[int, Mapping[str, str]]],
    unread: Iterable[tuple[int, Sequence[str]]],
) -> bytes:
    """A table from its rows: those that were read and those that were not, in the order of their lines."""
    lines = [(position, in_order(header, cells)) for position, cells in rows]
    lines += [(position, list(cells)) for position, cells in unread]
    return written(header, [cells for _, cells in sorted(lines, key=lambda each: each[0])])

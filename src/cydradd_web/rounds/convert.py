"""From what the library says of a round to what the database keeps."""

from __future__ import annotations

import re

from django.utils.text import slugify

from cydradd.cycle.report import Story, render_body
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Language

MOST_CHARACTERS = 2_000
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def storable(text: str | None, most: int = MOST_CHARACTERS) -> str | None:
    """Text that any database can keep: without control characters and halves of letters, at most ``most`` long."""
    return None if text is None else _UNSTORABLE.sub("\ufffd", text[:most])


def slug_of(reference: str, folder: str) -> str:
    """The round's id in letters that an address can hold; where nothing is left of it, the name of its folder."""
    return (slugify(reference) or slugify(folder) or "round")[:100]


def reached(story: Story) -> Stage | None:
    """The last stage of which there is something; ``None``: none."""
    there = [stage for stage in Stage if story.stages.get(stage, "not_present") != "not_present"]
    return there[-1] if there else None


def columns(story: Story, slug: str) -> dict[str, object]:
    """The columns of `Round` that come from the round itself."""
    settings, place = story.settings, story.place
    files = f"/rounds/{slug}/files/"
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
        "body_cy": str(render_body(story, Language.CY, file_base=files)),
        "body_en": str(render_body(story, Language.EN, file_base=files)),
    }

"""The templates of the report, and the few functions they may call. Templates show values; they work nothing out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache, partial
from importlib import resources
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from cydradd.cycle.report import formats
from cydradd.cycle.report.ahead import Ahead
from cydradd.cycle.report.cards import labelled
from cydradd.cycle.report.contexts import context_of, section_names
from cydradd.cycle.report.contexts.side import gates_beside
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.words import say, word
from cydradd.cycle.stages import Stage
from cydradd.vocabulary.money import Pence
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.place import place_name
from cydradd.vocabulary.text import Language

Values: TypeAlias = "dict[str, object]"
MOST_CHARACTERS = 2_000
"""Longer texts are cut on the page; results.json holds them whole."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _shortened(text: str) -> str:
    clean = _CONTROLS.sub("\ufffd", text[: MOST_CHARACTERS + 1])
    return clean if len(clean) <= MOST_CHARACTERS else clean[:MOST_CHARACTERS] + " …"


def user(text: str, spoken: str | None = None) -> Markup:
    """Text that people wrote, escaped and kept apart from the direction of the text around it.

    Args:
        text: May hold anything: markup, characters that turn the direction of reading, control characters.
        spoken: Language it is in; ``""`` not known, which HTML says by an empty ``lang``; ``None`` that of the page.
    """
    short = _shortened(text)
    if spoken is None:
        return Markup('<bdi class="user">{}</bdi>').format(short)
    return Markup('<bdi class="user" lang="{}">{}</bdi>').format(spoken, short)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cydradd.cycle.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["round_whole"] = lambda value: formats.number(round(value))
    environment.globals.update(
        user=user,
        labelled=labelled,
        place_name=place_name,
        number=formats.number,
        percent=formats.percent,
        segments=formats.segments,
        partners=[str(partner) for partner in Partner],
        stages=list(Stage),
    )
    return environment


def _money(story: Story) -> Callable[[Fraction], Markup]:
    def money(value: Fraction) -> Markup:
        return escape(formats.money(Fraction(value), story.settings.currency))

    return money


def _minor(story: Story) -> Callable[[Pence], Markup]:
    money = _money(story)
    return lambda value: money(Fraction(value, 10**story.exponent))


def _day(language: Language) -> Callable[[date | datetime], str]:
    return lambda value: formats.day(value, language)


def _shared(story: Story, language: Language) -> Values:
    """What every template may use."""
    money = _money(story)
    return {
        "story": story,
        "language": language,
        "say": partial(say, language),
        "word": partial(word, language),
        "money": money,
        "minor": _minor(story),
        "day": _day(language),
        "ahead": Ahead(story),
    }


def _show(name: str, values: Values) -> Markup:
    return Markup(_environment().get_template(name).render(values))  # noqa: S704  autoescaped


def on_this_page(section: str) -> str:
    """The address of a section of the same page."""
    return f"#{section}"


def no_page(_organisation: str) -> str | None:
    """The page of an organisation, where a report stands alone: there is none."""
    return None


def sections(
    story: Story,
    language: Language,
    *,
    file_base: str = "",
    link: Callable[[str], str] = on_this_page,
    organisation_page: Callable[[str], str | None] = no_page,
) -> Mapping[str, Markup]:
    """Each part of the report that has something to say, by its name, in the order of the page.

    Args:
        file_base: What stands before the path of each file to download.
        link: The address of a section.
        organisation_page: The address of an organisation's page, by its id; ``None``: it has none.
    """
    around = {"file_base": file_base, "link": link, "organisation_page": organisation_page}
    shared = _shared(story, language) | around
    return {
        name: _show(f"sections/{name}.html", shared | context_of(name, story, language))
        for name in section_names(story)
    }


def band(story: Story, language: Language) -> Markup:
    """Title, facts and the bar of eight stages."""
    there = any(story.stages.get(stage) != "not_present" for stage in Stage)
    return _show("band.html", _shared(story, language) | {"there": there, "shown": section_names(story)})


def side(story: Story, stage: Stage, language: Language) -> Markup:
    """What stands beside one stage: its gate, the gate after it, and where each partner stands."""
    values = {"stage": stage, "gates": gates_beside(story, stage, language)}
    return _show("side.html", _shared(story, language) | values)


@cache
def sprite() -> Markup:
    """The signs that sections refer to by name; it stands once on the page, before them."""
    return _show("sprite.html", {})


def render_body(story: Story, language: Language, *, file_base: str = "") -> Markup:
    """The whole report without the page around it, to stand inside ``<main>``; it needs `css`."""
    parts = sections(story, language, file_base=file_base)
    values = {"band": band(story, language), "sections": list(parts.values())}
    return _show("body.html", _shared(story, language) | values)


def render(story: Story, language: Language) -> str:
    """The report of one round in one language: one HTML page, no script, nothing fetched from anywhere."""
    title = story.settings.title.either(language)
    values: Values = {
        "plain_title": _shortened(title[0]) if title else say(language, "common.untitled"),
        "css": Markup(css()),  # noqa: S704  our own file
        "body": render_body(story, language),
    }
    return str(_show("page.html", _shared(story, language) | values)) + "\n"


@cache
def css() -> str:
    """Tokens and components of the look, which the site serves too."""
    return resources.files("cydradd.cycle.report").joinpath("look.css").read_text("utf-8")

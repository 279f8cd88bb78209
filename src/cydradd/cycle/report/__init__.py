"""The report of a round: one self-contained page per language that a citizen can read.

`render` writes the page; the site shows `render_body` inside its own page, with the same `css`.
"""

from cydradd.cycle.report.now import now
from cydradd.cycle.report.pages import band, css, render, render_body, sections, side, sprite
from cydradd.cycle.report.story import Story
from cydradd.cycle.report.why import whys

__all__ = ["Story", "band", "css", "now", "render", "render_body", "sections", "side", "sprite", "whys"]

"""What pages read. Querysets stay here; typed values leave, in the language of the page."""

from cydradd_web.rounds.selectors.known import known_live
from cydradd_web.rounds.selectors.lines import STAGES, Line, Words, rounds, signs
from cydradd_web.rounds.selectors.listing import Asked, Choices, asked, choices, listed, number_of
from cydradd_web.rounds.selectors.network import Home, home
from cydradd_web.rounds.selectors.pages import FaultLine, Made, Page, Tab, faults, file, frame, made, page

__all__ = [
    "STAGES",
    "Asked",
    "Choices",
    "FaultLine",
    "Home",
    "Line",
    "Made",
    "Page",
    "Tab",
    "Words",
    "asked",
    "choices",
    "faults",
    "file",
    "frame",
    "home",
    "known_live",
    "listed",
    "made",
    "number_of",
    "page",
    "rounds",
    "signs",
]

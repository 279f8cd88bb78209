"""What pages read. Querysets stay here; typed values leave, in the language of the page."""

from cydradd_web.rounds.selectors.lines import STAGES, Line, Words, rounds
from cydradd_web.rounds.selectors.pages import FaultLine, Made, Page, Tab, faults, file, frame, page

__all__ = ["STAGES", "FaultLine", "Line", "Made", "Page", "Tab", "Words", "faults", "file", "frame", "page", "rounds"]

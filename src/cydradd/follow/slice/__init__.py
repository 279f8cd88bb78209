"""Some grants of a warehouse as one page in each language that works off-line: charts, tables, grants with their cells.

`gather` asks the warehouse once, `render` writes the page of one language.
"""

from cydradd.follow.slice.facts import Slice, gather
from cydradd.follow.slice.page import MOST, TooLarge, render

__all__ = ["MOST", "Slice", "TooLarge", "gather", "render"]

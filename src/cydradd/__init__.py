"""Cydradd: commission, design, deliver and evaluate public services together.

Start reading at `cydradd.cycle.stages`.
"""

__version__ = "0.1.0"

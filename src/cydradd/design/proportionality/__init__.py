"""Proportion: whether what is asked is in keeping with the money (design.md section 5).

Law: Social Partnership and Public Procurement (Wales) Act 2023 s.24(6)(a); Procurement Act 2023 s.22.
"""

from cydradd.design.proportionality.bands import Threshold, bands, thresholds
from cydradd.design.proportionality.check import Form, Report, check, over_budget
from cydradd.design.proportionality.finding import Finding

__all__ = ["Finding", "Form", "Report", "Threshold", "bands", "check", "over_budget", "thresholds"]

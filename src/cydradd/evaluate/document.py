"""What the commands of `evaluate` tell, as JSON values with the keys of their contract."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cydradd.evaluate.effect_size import Effects
from cydradd.evaluate.pooling import HartungKnapp, Interval, Pooled
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.evaluate.table_file import StudyTable
    from cydradd.vocabulary.facts import JsonValue

RATIOS = frozenset({"ROM", "RR", "OR", "PETO", "IRR", "PLN"})
"""Measures on the scale of a logarithm."""

LARGE = 3
"""A standardised difference beyond this is more often a standard error typed as a deviation."""

FEWEST = 3
"""Studies below which no headline is given."""

REASONS: Mapping[str, Bilingual] = {
    "few-studies": Bilingual(cy="mae llai na thair astudiaeth", en="there are fewer than three studies"),
    "directions-differ": Bilingual(
        cy="mae’r astudiaethau’n mynd i gyfeiriadau gwahanol ac nid yw’r rheswm wedi’i brofi",
        en="the studies go in different directions and the reason is untested",
    ),
}
"""Why no headline is given."""


def effects_document(found: Effects, table: StudyTable) -> dict[str, JsonValue]:
    """The effect of each row, and the rows that have none with the reason."""
    rows: list[JsonValue] = [
        {"row": row, "study": study, "yi": y, "vi": v}
        for row, study, y, v in zip(found.rows, found.studies, found.y, found.v, strict=True)
    ]
    return {
        "measure": found.measure,
        "rows": rows,
        "n_rows": len(table.rows),
        "n_used": len(found.y),
        "excluded": _excluded(found),
        "correlation_range": None,
        "warnings": _warnings(found, table),
    }


def _excluded(found: Effects) -> list[JsonValue]:
    return [{"row": each.row, "study": each.study, "reason": each.reason} for each in found.excluded]


def _warnings(found: Effects, table: StudyTable) -> list[JsonValue]:
    """What to look at before the numbers are believed."""
    entries = [
        ("not-a-number", table.studies[row - 1], f"row {row}, column {column}: '{text}' is not a number")
        for row, column, text in table.unread
    ]
    entries += [
        ("double-zero", table.studies[row - 1], f"row {row}: nobody, or everybody, had the event in both groups")
        for row in found.double_zero
    ]
    if found.measure == "SMD":
        entries += [
            ("large-effect", study, f"row {row}: beyond {LARGE}; is a standard error typed as a standard deviation?")
            for row, study, y in zip(found.rows, found.studies, found.y, strict=True)
            if abs(y) > LARGE
        ]
    return [{"code": code, "study": study, "text": text} for code, study, text in entries]


def pooled_document(
    result: Pooled, spread: Interval | None, found: Effects, table: StudyTable, level: float
) -> dict[str, JsonValue]:
    """What the studies say together; ``spread`` is the interval of tau2, and ``level`` that of every interval."""
    typical = result.tau2 / (result.h2 - 1) if result.h2 is not None and result.h2 > 1 and result.tau2 > 0 else None
    interval = [100 * t / (t + typical) for t in spread] if spread is not None and typical is not None else None
    prediction = result.prediction
    return {
        "measure": found.measure,
        "method": result.method,
        "k": result.k,
        "n_rows": len(table.rows),
        "excluded": _excluded(found),
        "estimate": result.estimate,
        "se": result.se,
        "z": result.z,
        "p_value": result.p_value,
        "ci": _pair(result.ci),
        "tau2": result.tau2,
        "tau2_se": result.tau2_se,
        "tau2_ci": _pair(spread),
        "I2": result.i2,
        "I2_ci": _pair((interval[0], interval[1]) if interval else None),
        "H2": result.h2,
        "Q": result.q,
        "Q_df": result.q_df,
        "Q_p": result.q_p,
        "weights": list(result.weights),
        "hartung_knapp": _knapp(result.hartung_knapp),
        "hartung_knapp_truncated": _knapp(result.hartung_knapp_truncated),
        "prediction": {
            "normal": _pair(prediction.normal),
            "t_k_minus_2": _pair(prediction.t_k_minus_2),
            "hartung_knapp": _pair(prediction.hartung_knapp),
        },
        "back_transformed": _back(result) if found.measure in RATIOS else None,
        "withheld": [{"what": what, "reason": reason} for what, reason in result.withheld],
        "headline": _headline(result, found.y, level),
        "warnings": _warnings(found, table),
    }


def _pair(interval: Interval | None) -> JsonValue:
    return None if interval is None else list(interval)


def _knapp(found: HartungKnapp | None) -> JsonValue:
    if found is None:
        return None
    return {"se": found.se, "t": found.t, "df": found.df, "p_value": found.p_value, "ci": _pair(found.ci)}


def _back(result: Pooled) -> dict[str, JsonValue]:
    """The ratio itself, where effects are its logarithm."""
    wide = result.prediction.t_k_minus_2
    return {
        "estimate": _exp(result.estimate),
        "ci": [_exp(end) for end in result.ci],
        "prediction": [_exp(end) for end in wide] if wide else None,
    }


def _exp(value: float) -> float | None:
    """``None`` where the ratio is too large for a number."""
    try:
        return math.exp(value)
    except OverflowError:
        return None


def _headline(result: Pooled, y: Sequence[float], level: float) -> dict[str, JsonValue]:
    """One sentence in each language, or why there is none."""
    reasons = []
    if result.k < FEWEST:
        reasons.append("few-studies")
    if any(value > 0 for value in y) and any(value < 0 for value in y):
        reasons.append("directions-differ")
    sentence = _refusal(reasons) if reasons else _finding(result, level)
    told: list[JsonValue] = list(reasons)
    return {"refused": bool(reasons), "reasons": told, "sentence": {"cy": sentence.cy, "en": sentence.en}}


def _refusal(reasons: Sequence[str]) -> Bilingual:
    cy = ", ac ".join(REASONS[reason].cy or "" for reason in reasons)
    en = ", and ".join(REASONS[reason].en or "" for reason in reasons)
    return Bilingual(cy=f"Ni roddir pennawd: {cy}.", en=f"No headline is given: {en}.")


def _finding(result: Pooled, level: float) -> Bilingual:
    """The effect with the truncated interval; a new study that may show nothing is said."""
    low, high = result.hartung_knapp_truncated.ci if result.hartung_knapp_truncated else result.ci
    part = f"{100 * level:g}%"
    cy = f"Ar sail {result.k} astudiaeth, yr effaith yw {result.estimate:.2f} ({part}: {low:.2f} i {high:.2f})."
    en = f"From {result.k} studies the effect is {result.estimate:.2f} ({part}: {low:.2f} to {high:.2f})."
    wide = result.prediction.t_k_minus_2
    if wide is not None:
        cy += f" Gallai astudiaeth newydd ddangos effaith o {wide[0]:.2f} i {wide[1]:.2f}"
        en += f" A new study may show an effect from {wide[0]:.2f} to {wide[1]:.2f}"
        crosses = wide[0] < 0 < wide[1]
        cy += ", felly gallai ddangos dim effaith, neu’r gwrthwyneb." if crosses else "."
        en += ", so it may show none, or the opposite." if crosses else "."
    return Bilingual(cy=cy, en=en)

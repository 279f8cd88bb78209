"""What the commands of `evaluate` tell, as JSON values with the keys of their contract."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cydradd.evaluate.back import back
from cydradd.evaluate.headline import headline, sizes
from cydradd.evaluate.pooling import HartungKnapp, Pooled, pool
from cydradd.evaluate.raw_counts import METHODS as RAW
from cydradd.evaluate.raw_counts import pool_counts
from cydradd.evaluate.spread import Interval, tau2_interval
from cydradd.vocabulary.text import Bilingual

if TYPE_CHECKING:
    from cydradd.evaluate.effect_size import Effects
    from cydradd.evaluate.evidence import Evidence
    from cydradd.vocabulary.facts import JsonValue

NO_CORRELATION = Bilingual(
    cy="nid oes yr un astudiaeth yn rhoi’r cydberthyniad cyn ac ar ôl: gweler correlation_range",
    en="no study reports the correlation of before with after: see correlation_range",
)


def effects_document(evidence: Evidence) -> dict[str, JsonValue]:
    """The effect of each row, and the rows that have none with the reason."""
    tried: list[JsonValue] = [{"r": r, "rows": _rows(found)} for r, found in evidence.assumed]
    return {
        "measure": evidence.found.measure,
        "rows": _rows(evidence.found),
        "n_rows": evidence.n_rows,
        "n_used": len(evidence.found.y),
        "excluded": _excluded(evidence),
        "correlation_range": tried or None,
        "warnings": _warnings(evidence),
    }


def _rows(found: Effects) -> list[JsonValue]:
    return [
        {"row": row, "study": study, "yi": y, "vi": v}
        for row, study, y, v in zip(found.rows, found.studies, found.y, found.v, strict=True)
    ]


def _excluded(evidence: Evidence) -> list[JsonValue]:
    return [{"row": each.row, "study": each.study, "reason": each.reason.as_json()} for each in evidence.found.excluded]


def _warnings(evidence: Evidence) -> list[JsonValue]:
    return [{"code": each.code, "study": each.study, "text": each.text} for each in evidence.warnings]


def pooled_document(evidence: Evidence, method: str = "REML", level: float = 0.95) -> dict[str, JsonValue]:
    """What the studies say together; ``level`` is that of every interval.

    Where a study reports no correlation of before with after, the numbers are of the studies that do, and null when
    none does; ``correlation_range`` holds what all of them give at each correlation tried, and the headline is of that.

    Raises:
        NotPossible: A method that is not there, or that does not pool this measure.
    """
    found = evidence.found
    tried = [(r, pool(each.y, each.v, method, level)) for r, each in evidence.assumed]
    result = _pooled(evidence, method, level) if found.y else None
    told = headline(evidence, [each for _, each in tried] or ([result] if result else []), level)
    document: dict[str, JsonValue] = {
        "measure": found.measure,
        "method": method,
        "k": len(found.y),
        "n_rows": evidence.n_rows,
        "excluded": _excluded(evidence),
        **(_numbers(result, evidence, level) if result else _no_numbers()),
        "headline": {
            "refused": bool(told.reasons),
            "reasons": list(told.reasons),
            "sentence": told.sentence.as_json(),
            "plain": told.plain.as_json(),
        },
        "warnings": _warnings(evidence),
        "correlation_range": [_at(r, each) for r, each in tried] or None,
    }
    return {key: finite(value) for key, value in document.items()}


def _pooled(evidence: Evidence, method: str, level: float) -> Pooled:
    found = evidence.found
    if method in RAW:
        return pool_counts(evidence.used, found.y, found.v, found.measure, method, level)
    return pool(found.y, found.v, method, level)


def _at(r: float, result: Pooled) -> dict[str, JsonValue]:
    return {
        "r": r,
        "k": result.k,
        "estimate": result.estimate,
        "ci": _pair(result.ci),
        "ci_truncated": _pair(result.hartung_knapp_truncated.ci if result.hartung_knapp_truncated else None),
        "prediction": _pair(result.prediction.t_k_minus_2),
    }


_NUMBERS = (
    "estimate", "se", "z", "p_value", "ci", "tau2", "tau2_se", "tau2_ci", "I2", "I2_ci", "H2", "Q", "Q_df", "Q_p",
    "weights", "hartung_knapp", "hartung_knapp_truncated", "prediction", "back_transformed", "withheld",
)  # fmt: skip


def _no_numbers() -> dict[str, JsonValue]:
    withheld: list[JsonValue] = [{"what": "estimate", "reason": NO_CORRELATION.as_json()}]
    return {**dict.fromkeys(_NUMBERS), "weights": [], "withheld": withheld}


def _numbers(result: Pooled, evidence: Evidence, level: float) -> dict[str, JsonValue]:
    found, typical, prediction = evidence.found, result.typical, result.prediction
    spread = tau2_interval(found.y, found.v, level) if typical is not None else None
    shares = [100 * tau2 / (tau2 + typical) for tau2 in spread] if spread and typical else None
    values: tuple[JsonValue, ...] = (
        result.estimate, result.se, result.z, result.p_value, _pair(result.ci),
        result.tau2, result.tau2_se, _pair(spread), result.i2, list(shares) if shares else None, result.h2,
        result.q, result.q_df, result.q_p, list(result.weights),
        _knapp(result.hartung_knapp), _knapp(result.hartung_knapp_truncated),
        {
            "normal": _pair(prediction.normal),
            "t_k_minus_2": _pair(prediction.t_k_minus_2),
            "hartung_knapp": _pair(prediction.hartung_knapp),
        },
        _back(result, evidence),
        [{"what": what, "reason": reason.as_json()} for what, reason in result.withheld],
    )  # fmt: skip
    return dict(zip(_NUMBERS, values, strict=True))


def _pair(interval: Interval | None) -> JsonValue:
    return None if interval is None else list(interval)


def _knapp(found: HartungKnapp | None) -> JsonValue:
    if found is None:
        return None
    return {"se": found.se, "t": found.t, "df": found.df, "p_value": found.p_value, "ci": _pair(found.ci)}


def _back(result: Pooled, evidence: Evidence) -> dict[str, JsonValue] | None:
    """The ratio or the proportion itself."""
    turn = back(evidence.found.measure, sizes(evidence))
    if turn is None:
        return None
    wide = result.prediction.t_k_minus_2
    return {
        "estimate": turn(result.estimate),
        "ci": [turn(end) for end in result.ci],
        "prediction": [turn(end) for end in wide] if wide else None,
    }


def finite(value: JsonValue) -> JsonValue:
    """The same with null where a number is too large to be told."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [finite(each) for each in value]
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    return value

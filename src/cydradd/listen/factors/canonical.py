"""The canonical form of two tables of factors: turned and scaled until neither is favoured (listen.md 3.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def _root(gram: Floats) -> tuple[Floats, Floats]:
    """R with RᵀR = gram, and its pseudo-inverse."""
    values, vectors = np.linalg.eigh(gram)
    root = np.sqrt(np.maximum(values, 0))
    kept = root > 1e-7 * max(float(root.max(initial=0)), 1e-150)
    inverse = np.where(kept, 1 / np.where(kept, root, 1), 0)
    return (vectors * np.where(kept, root, 0)).T, vectors * inverse


def canonical(gram_f: Floats, g: Floats) -> Floats:
    """G turned and scaled so that FGᵀ stays and FᵀF = GᵀG is diagonal and falling; largest |entry| positive.

    With R_F and R_G the roots of FᵀF and GᵀG, and R_F R_Gᵀ = U Σ Wᵀ, G becomes Q_G W Σ^½. It is the form of least
    |F|² + |G|², so that taking it in every sweep lowers the loss.
    """
    root_f, _ = _root(gram_f)
    root_g, inverse_g = _root(g.T @ g)
    _, strength, right = np.linalg.svd(root_f @ root_g.T)
    turned = g @ inverse_g @ right.T * np.sqrt(strength)
    if not turned.size:
        return np.asarray(turned)
    peak = turned[np.abs(turned).argmax(axis=0), np.arange(turned.shape[1])]
    return np.asarray(turned * np.where(peak < 0, -1.0, 1.0))

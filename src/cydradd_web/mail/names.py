"""How messages call stages and windows."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.stages import Stage
from cydradd.vocabulary.text import Bilingual

STAGES: Mapping[Stage, Bilingual] = {
    Stage.LISTEN: Bilingual("Gwrando", "Listen"),
    Stage.DESIGN: Bilingual("Dylunio", "Design"),
    Stage.APPLY: Bilingual("Ymgeisio", "Apply"),
    Stage.DECIDE: Bilingual("Penderfynu", "Decide"),
    Stage.DELIVER: Bilingual("Cyflawni", "Deliver"),
    Stage.EVALUATE: Bilingual("Gwerthuso", "Evaluate"),
    Stage.SHARE: Bilingual("Rhannu", "Share"),
    Stage.FOLLOW: Bilingual("Dilyn", "Follow"),
}
WINDOWS: Mapping[str, tuple[Bilingual, Stage]] = {
    "listen": (Bilingual("Gwrando", "Listening"), Stage.LISTEN),
    "design": (Bilingual("Dylunio", "Design"), Stage.DESIGN),
    "call": (Bilingual("Ceisiadau", "Applications"), Stage.APPLY),
    "ballot": (Bilingual("Pleidleisio", "Voting"), Stage.DECIDE),
}
"""Each window, and the stage on whose page it stands."""

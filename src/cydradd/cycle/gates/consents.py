"""The facts of consent, one for each partner, at gates that need it."""

from __future__ import annotations

from collections.abc import Mapping

from cydradd.cycle.consent import PartnerState, Standing
from cydradd.cycle.gates.rules import Answer, Reading, holds, missing, not_evidenced
from cydradd.cycle.stages import Gate
from cydradd.vocabulary.people import Partner
from cydradd.vocabulary.text import Bilingual

NEEDS_CONSENT = frozenset(
    {
        Gate.OPEN_LISTEN,
        Gate.OPEN_DESIGN,
        Gate.OPEN_APPLY,
        Gate.OPEN_DELIVER,
        Gate.OPEN_SHARE,
        Gate.ENDING,
    }
)
"""Gates that three partners open together. The others rest on facts; an objection stops them all the same."""

SENTENCES: Mapping[Partner, Bilingual] = {
    Partner.CITIZENS: Bilingual(
        "Mae’r dinasyddion yn cydsynio, heb wrthwynebiad.", "Citizens consent and do not object."
    ),
    Partner.THIRD_SECTOR: Bilingual(
        "Mae’r trydydd sector yn cydsynio, heb wrthwynebiad.",
        "The third sector consents and does not object.",
    ),
    Partner.PUBLIC: Bilingual(
        "Mae’r cyrff cyhoeddus yn cydsynio, heb wrthwynebiad.", "Public bodies consent and do not object."
    ),
}
SUPPLIERS: Mapping[Partner, Bilingual] = {
    Partner.CITIZENS: Bilingual("Seddi’r dinasyddion", "The citizens’ seats"),
    Partner.THIRD_SECTOR: Bilingual("Seddi’r trydydd sector", "The third sector’s seats"),
    Partner.PUBLIC: Bilingual("Seddi’r cyrff cyhoeddus", "The public bodies’ seats"),
}
_OBJECTS = Bilingual("Mae’n gwrthwynebu.", "It objects.")
_SUSTAINED = Bilingual(
    "Bu cyfryngu ddwywaith, ac mae’n dal i wrthwynebu.", "Mediation was tried twice, and it still objects."
)
_MEDIATION = Bilingual("Mae cyfryngu ar y gweill.", "Mediation is under way.")
_WITHDRAWN = Bilingual("Tynnodd ei gydsyniad yn ôl.", "It took its consent back.")
_SILENT = Bilingual("Nid yw wedi dweud dim eto.", "It has said nothing yet.")


def partner_answer(state: PartnerState, *, others_spoke: bool) -> Answer:
    """One partner's consent. Silence beside others' words is missing consent; if nobody spoke, unknown."""
    if state.objects:
        detail = _MEDIATION if state.standing is Standing.MEDIATION else _OBJECTS
        return missing(f"objection:{state.partner}", detail=_SUSTAINED if state.sustained else detail)
    if state.standing is Standing.CONSENTED:
        return holds()
    code = f"no-consent:{state.partner}"
    if state.withdrawn:
        return missing(code, detail=_WITHDRAWN)
    return missing(code, detail=_SILENT) if others_spoke else not_evidenced(code)


def answers(reading: Reading, gate: Gate) -> tuple[tuple[Partner, Answer], ...]:
    """What stands between each partner and this gate; at gates of facts alone, live objections only."""
    states = reading.partners(gate)
    spoke = any(state.since is not None for state in states.values())
    return tuple(
        (partner, partner_answer(state, others_spoke=spoke))
        for partner, state in states.items()
        if gate in NEEDS_CONSENT or state.objects
    )

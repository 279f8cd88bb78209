"""Fill an empty site with a round in which people vote: `python -m tests.journeys.voting_round`.

All but one citizen have voted: that one's code is printed. The data folder and the clock are those of the environment.
"""

from __future__ import annotations

import django


def fill() -> str:
    """Open the voting and let the others vote, two of them for the garden alone; the code that is left."""
    from django.core.management import call_command
    from django.db import transaction
    from tests.web.voting import opened, vote

    from cydradd.vocabulary.people import Partner

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        round_id, codes = opened()
        citizens, *others = (codes[partner] for partner in Partner)
        for code in citizens[1:]:
            vote(round_id, code, ["bws", "clwb"])
        for first, *rest in others:
            vote(round_id, first, ["gardd"])
            for code in rest:
                vote(round_id, code, ["bws", "clwb"])
    return citizens[0]


if __name__ == "__main__":
    django.setup()
    print(fill())  # noqa: T201 - what the journey reads

"""Fill an empty site with a round in which people vote, some on paper: `python -m tests.journeys.paper_round`.

Two booklets are printed, and everybody else has voted on the web. The data folder and the clock are those of the
environment.
"""

from __future__ import annotations

import django


def fill() -> None:
    """Print two booklets, open the voting, and let the others vote."""
    from django.core.management import call_command
    from django.db import transaction
    from tests.web.on_paper import with_booklets
    from tests.web.voting import everybody_votes

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        round_id, _made, codes = with_booklets(2)
        everybody_votes(round_id, codes)


if __name__ == "__main__":
    django.setup()
    fill()

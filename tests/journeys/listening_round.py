"""Fill an empty site with a round in which people are listened to: `python -m tests.journeys.listening_round`.

The data folder and the clock are those of the environment, as for the site itself.
"""

from __future__ import annotations

import django


def fill() -> None:
    """Open the listening, with three statements: two in both languages, one in Welsh alone. Two may moderate."""
    from django.core.management import call_command
    from django.db import transaction
    from tests.web.acting import AT, by, person
    from tests.web.heard import NOW, VISITOR, heard, voter

    from cydradd.vocabulary.people import Partner
    from cydradd.vocabulary.text import Bilingual
    from cydradd_web.accounts.duties import Duty
    from cydradd_web.listen.services.moderating import Outcome, moderate
    from cydradd_web.listen.services.saying import say
    from cydradd_web.rounds.services.convening import seat_person

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        round_id = heard()
        mair = person("mair")
        seat_person(round_id=round_id, person=mair, partner=Partner.CITIZENS, duties=[Duty.MODERATOR], at=AT)
        say(
            round_id=round_id, text=Bilingual("Mae pobl ifanc angen lle i ymarfer cerddoriaeth.", None),
            voter=voter(round_id), strength="open", by=VISITOR, at=NOW,
        )  # fmt: skip
        moderate(round_id=round_id, statement="3", outcome=Outcome.APPROVED, by=by("tom"), at=NOW)


if __name__ == "__main__":
    django.setup()
    fill()
